import type { Table } from "../table/builder";
import type { NumberColumn } from "../table/column";
import type { Layout } from "../table/layout";
import { stepAtEnd } from "../words/stepNames";
import { runsByKeys } from "./keyedRuns";
import { rowKeys } from "./rowKeys";
import type { TableRun, TableRuns } from "./tableRun";

/**
 * Splits a table into runs: by its name column and by what else is constant along its curves; one run per row in a table of results
 * without either; else one run. `tidy`: anyone may have written it, so that a name, or none, may stand for several runs.
 */
export function runsIn(table: Table, layout: Layout, name: string, tidy = false): TableRuns {
  const keyed = runsByKeys(table, layout, name, keysOf(table, layout, tidy));
  if (keyed !== undefined) return keyed;
  const runs = cutByName(table, layout, name);
  // A step that is the same in all rows does not order them, but it is the step of a run of a single row.
  const steps = layout.step === undefined && layout.results ? stepColumn(table, layout) : undefined;
  if (steps === undefined) return { layout, runs };
  const stepped = runs.map((run) => {
    const step = run.steps === undefined && run.rows?.length === 1 ? steps.get(run.rows[0] ?? 0) : undefined;
    return step === undefined ? run : { ...run, steps: Float64Array.of(step) };
  });
  return { layout, runs: stepped };
}

function keysOf(table: Table, layout: Layout, tidy: boolean): ReturnType<typeof rowKeys> {
  const { keys, rows } = layout.said;
  if (rows === "runs") return { columns: keys, rowPerRun: true };
  if (keys.length > 0) return { columns: keys, rowPerRun: false };
  return tidy && rows === undefined && !layout.said.name ? rowKeys(table, layout) : undefined;
}

/** A column of steps by its key; epochs are too coarse. */
function stepColumn({ columns }: Table, { meanings }: Layout): NumberColumn | undefined {
  const isStep = (key: string) => meanings.useOf(key)?.use === "step" && !key.includes("epoch");
  return columns.find(({ key, numbers }) => numbers && isStep(key))?.numbers;
}

function cutByName(table: Table, layout: Layout, name: string): TableRun[] {
  if (layout.rowPerRun && table.rows > 1) {
    return Array.from({ length: table.rows }, (_, row) => ({
      run: `${name} row ${row + 1}`,
      rows: Uint32Array.of(row),
    }));
  }
  const column = layout.name;
  const byName = new Map<string, number[]>();
  if (column === undefined) return [{ run: name, rows: undefined }];
  // Fast path: one name for the whole table. Rows before the first name are of another run.
  if (column.texts?.texts.length === 1 && column.numbers === undefined && column.texts.get(0) !== undefined) {
    return [{ run: column.texts.texts[0] ?? name, rows: undefined }];
  }
  let before = "";
  for (let row = 0; row < table.rows; row++) {
    const number = column.numbers?.get(row);
    before = column.texts?.get(row) ?? (number === undefined ? before : `${column.key} ${number}`);
    const rows = byName.get(before);
    if (rows === undefined) byName.set(before, [row]);
    else rows.push(row);
  }
  if (byName.size === 1) return [{ run: before === "" ? name : before, rows: undefined }];
  const checkpoints = layout.step === undefined ? checkpointsIn(byName) : [];
  for (const { names } of checkpoints) for (const own of names) byName.delete(own);
  const others = [...byName].map(([run, rows]) => ({ run: run === "" ? name : run, rows: Uint32Array.from(rows) }));
  return [...others, ...checkpoints];
}

/** Rows named after checkpoints of a run are one run, sorted by step. */
function checkpointsIn(
  byName: ReadonlyMap<string, readonly number[]>,
): (TableRun & { readonly names: readonly string[] })[] {
  const runs = new Map<string, { names: string[]; at: { row: number; step: number }[] }>();
  for (const [name, rows] of byName) {
    const found = stepAtEnd(name);
    if (found === undefined) continue;
    const of = runs.get(found.run) ?? { names: [], at: [] };
    runs.set(found.run, of);
    of.names.push(name);
    of.at.push(...rows.map((row) => ({ row, step: found.step })));
  }
  return [...runs].flatMap(([run, { names, at }]) => {
    // A row with the bare name of the run has no known step.
    if (names.length < 2 || byName.has(run)) return [];
    at.sort((a, b) => a.step - b.step || a.row - b.row);
    return [
      { run, names, rows: Uint32Array.from(at, ({ row }) => row), steps: Float64Array.from(at, ({ step }) => step) },
    ];
  });
}
