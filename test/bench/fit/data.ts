import { readFileSync } from "node:fs";

/** Published points, with where each folder is from in its README. */
const root = "test/data/published";

export type Table = Readonly<Record<string, readonly string[]>>;

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

/** A column as numbers, of the rows that `keep` picks. */
export function numbers(table: Table, name: string, keep: (row: number) => boolean = () => true): Float64Array {
  const column = table[name];
  if (column === undefined) throw new Error(`no column ${name}`);
  return Float64Array.from(
    column.filter((_, i) => keep(i)),
    Number,
  );
}
