import { existsSync, readFileSync } from "node:fs";
import type { Context } from "mocha";

/** A folder of published data beside the repository, which checks read when it is there. */
const root = "../shared/data/fits";

/** Columns of a CSV without quotes, numbers where every value is one. Skips the test, loudly, when the file is not there. */
export function published(test: Context, path: string): Readonly<Record<string, string[]>> {
  if (!existsSync(`${root}/${path}`)) {
    console.warn(`${root}/${path} is not there`);
    return test.skip();
  }
  const [head = "", ...lines] = readFileSync(`${root}/${path}`, "utf8").trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(","));
  return Object.fromEntries(head.split(",").map((name, k) => [name, rows.map((row) => row[k] ?? "")]));
}

/** A column as numbers. */
export function numbers(table: Readonly<Record<string, string[]>>, name: string): Float64Array {
  const column = table[name];
  if (column === undefined) throw new Error(`no column ${name}`);
  return Float64Array.from(column, Number);
}
