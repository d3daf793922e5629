import type { Column, Table } from "../table/builder";
import type { Layout } from "../table/layout";
import { countOf, shortCount } from "../words/sizes";
import type { RowKeys } from "./rowKeys";
import type { TableRun, TableRuns } from "./tableRun";

/** The rows of one run, and the values of the key columns that make it one. */
interface Keyed {
  readonly values: readonly (string | number | undefined)[];
  readonly rows: number[];
}

/**
 * The runs of a table by the values of its key columns, called by what differs between them: `4M · lr 0.001`. `rowPerRun`: each row
 * is one. Undefined without keys, and where there is no row or only one run.
 */
export function runsByKeys(
  table: Table,
  layout: Layout,
  name: string,
  keys: RowKeys | undefined,
): TableRuns | undefined {
  if (keys === undefined || table.rows === 0) return undefined;
  const { rowPerRun } = keys;
  const columns =
    keys.columns.length > 0 ? keys.columns : [layout.name, layout.params].filter((column) => column !== undefined);
  const groups = grouped(table, columns, rowPerRun);
  if (!rowPerRun && groups.length < 2) return undefined;
  const names = namesOf(groups, columns, layout, name);
  const nameAt = layout.name === undefined ? -1 : columns.indexOf(layout.name);
  const runs = groups.map(({ values, rows }, i): TableRun => {
    const told = nameAt < 0 ? undefined : values[nameAt];
    return { run: names[i] ?? name, rows: Uint32Array.from(rows), told: told === undefined ? name : String(told) };
  });
  // Rows that are steps of runs are a log, though N differs between them.
  const unsorted = !rowPerRun && isUnsorted(table, layout, groups);
  return { layout: { ...layout, results: rowPerRun, rowPerRun, ...(unsorted ? { unsorted } : {}) }, runs };
}

/** A step that falls in more rows than this, of all runs together, follows no order: restarts are rarer. */
const mostFalls = 0.05;

/** Whether the steps of the runs fall too often, over the table, for its rows to stand in the order in which they were logged. */
function isUnsorted(table: Table, { step }: Layout, groups: readonly Keyed[]): boolean {
  const { numbers } = step ?? {};
  if (numbers === undefined) return false;
  let falls = 0;
  for (const { rows } of groups)
    for (let i = 1; i < rows.length; i++)
      if ((numbers.get(rows[i] ?? 0) ?? NaN) < (numbers.get(rows[i - 1] ?? 0) ?? NaN)) falls++;
  return falls > mostFalls * table.rows;
}

/** Rows by the values of some columns; a row without one has that of the row before. */
function grouped(table: Table, columns: readonly Column[], rowPerRun: boolean): Keyed[] {
  const found = new Map<string, Keyed>();
  const last: (string | number | undefined)[] = columns.map(() => undefined);
  for (let row = 0; row < table.rows; row++) {
    columns.forEach(({ texts, numbers }, c) => {
      last[c] = texts?.get(row) ?? numbers?.get(row) ?? last[c];
    });
    const key = rowPerRun ? String(row) : JSON.stringify(last);
    const known = found.get(key);
    if (known === undefined) found.set(key, { values: [...last], rows: [row] });
    else known.rows.push(row);
  }
  return [...found.values()];
}

/** Names by the values that differ; in full where short ones are the same, and numbered where the values are. */
function namesOf(groups: readonly Keyed[], columns: readonly Column[], layout: Layout, name: string): string[] {
  const differs = columns.map((_, c) => groups.some(({ values }) => values[c] !== groups[0]?.values[c]));
  const made = (short: boolean) =>
    groups.map(({ values }) =>
      columns
        .flatMap((column, c) =>
          differs[c] && values[c] !== undefined ? [shown(column, values[c], layout, short)] : [],
        )
        .join(" · "),
    );
  const isTelling = (names: readonly string[]) => new Set(names).size === names.length && !names.includes("");
  const short = made(true);
  if (isTelling(short)) return short;
  const full = made(false);
  return isTelling(full) ? full : groups.map(({ rows }) => `${name} row ${(rows[0] ?? 0) + 1}`);
}

function shown(column: Column, value: string | number, { name, params }: Layout, short: boolean): string {
  if (column === name && typeof value === "string") return value;
  if (column !== params) return `${column.key} ${value}`;
  const count = typeof value === "number" ? value : countOf(value);
  return short && count !== undefined ? shortCount(count) : String(value);
}
