import type { Table } from "../table/builder";
import type { NumberColumn } from "../table/column";
import type { Layout } from "../table/layout";
import { stepAtEnd } from "../words/stepNames";

/** The rows of one run in a table. */
export interface TableRun {
  readonly run: string;
  /** undefined for all of them. */
  readonly rows: Uint32Array | undefined;
  /** The step of each row, where row names give it and no column does. */
  readonly steps?: Float64Array;
}

/** Splits a table into runs: by its name column; one run per row in a table of results without one; else one run. */
export function runsIn(table: Table, layout: Layout, name: string): TableRun[] {
  const runs = cutByName(table, layout, name);
  // A step that is the same in all rows does not order them, but it is the step of a run of a single row.
  const steps = layout.step === undefined && layout.results ? stepColumn(table, layout) : undefined;
  if (steps === undefined) return runs;
  return runs.map((run) => {
    const step = run.steps === undefined && run.rows?.length === 1 ? steps.get(run.rows[0] ?? 0) : undefined;
    return step === undefined ? run : { ...run, steps: Float64Array.of(step) };
  });
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
function checkpointsIn(byName: ReadonlyMap<string, readonly number[]>): (Required<TableRun> & { names: string[] })[] {
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
