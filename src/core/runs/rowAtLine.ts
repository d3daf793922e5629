import { metricOf } from "./names";
import type { Part } from "./part";
import type { LoggedRow } from "./run";

/** What a run logged on a 1-based line of a file; undefined when the line holds none of its rows. Costs a binary search. */
export function rowAtLine(parts: readonly Part[], file: string, line: number): LoggedRow | undefined {
  for (const { table, layout, rows, length, step, prefix } of parts) {
    if (table.file !== file) continue;
    const lineAt = (position: number): number => table.lineOf(rows === undefined ? position : (rows[position] ?? 0));
    const position = lowerBound(length, (p) => lineAt(p) >= line);
    if (position === length || lineAt(position) !== line) continue;
    const row = rows === undefined ? position : (rows[position] ?? 0);
    const values = table.columns.flatMap(({ key, numbers }): [string, number][] => {
      const value = metricOf(prefix + key, layout.results).quantity === "other" ? undefined : numbers?.get(row);
      return value === undefined ? [] : [[prefix + key, value]];
    });
    return { step: step[position] ?? NaN, values: new Map(values) };
  }
  return undefined;
}

/** The first of 0 … n − 1 from which on `holds` is true, n when it never is. */
function lowerBound(n: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
