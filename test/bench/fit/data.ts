import { existsSync, readFileSync } from "node:fs";

/** Published data beside the repository: read when it is there, never carried. */
const root = "../shared/data/fits";

export type Table = Readonly<Record<string, readonly string[]>>;

export function isThere(path: string): boolean {
  return existsSync(`${root}/${path}`);
}

/** Columns of a CSV; cells in double quotes may hold commas. */
export function readCsv(path: string): Table {
  const [head = "", ...lines] = readFileSync(`${root}/${path}`, "utf8").trim().split(/\r?\n/);
  const rows = lines.map(cells);
  return Object.fromEntries(cells(head).map((name, k) => [name, rows.map((row) => row[k] ?? "")]));
}

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1 + Number(line.endsWith(",")))
    .map(([, cell = ""]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

/** Columns of JSON Lines whose rows all have the keys of the first. */
export function readJsonl(path: string): Table {
  const rows = readFileSync(`${root}/${path}`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => String(row[name]))]));
}

/** A column as numbers, of the rows that `keep` picks. */
export function numbers(table: Table, name: string, keep: (row: number) => boolean = () => true): Float64Array {
  const column = table[name];
  if (column === undefined) throw new Error(`no column ${name}`);
  return Float64Array.from(
    column.filter((_, i) => keep(i)),
    Number,
  );
}
