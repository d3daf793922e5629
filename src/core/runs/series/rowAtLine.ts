import type { RowSlice } from "./rowSlice";
import type { LoggedRow, Metric } from "../run";
import { curveOf } from "./runSeries";
import { shownValue } from "../described/setMetric";

const noSteps = new Float64Array(0);

/** The metrics logged on a 1-based line of a file, in the units they are shown in; undefined when the line is none of the run's rows. O(log n). */
export function rowAtLine(
  slices: readonly RowSlice[],
  metrics: readonly Metric[],
  file: string,
  line: number,
): LoggedRow | undefined {
  const judged = new Map(metrics.filter(({ quantity }) => quantity !== "other").map((metric) => [metric.key, metric]));
  for (const { table, rows, length, step, numbered, prefix, unsorted } of slices) {
    if (table.file !== file) continue;
    const lineAt = (position: number): number => table.lineOf(rows === undefined ? position : (rows[position] ?? 0));
    const position =
      unsorted === undefined ? lowerBound(length, (p) => lineAt(p) >= line) : search(length, lineAt, line);
    if (position === length || lineAt(position) !== line) continue;
    const row = rows === undefined ? position : (rows[position] ?? 0);
    const here = step[position] ?? NaN;
    const values = table.columns.flatMap(({ key, numbers }): [string, number][] => {
      const metric = judged.get(prefix + key);
      const value = numbers?.get(row);
      return value === undefined || metric === undefined ? [] : [[metric.key, shownValue(metric, value)]];
    });
    const places = values.flatMap(([key]): [string, number][] => {
      const steps = curveOf(slices, key)?.step ?? noSteps;
      const place = lowerBound(steps.length, (i) => (steps[i] ?? NaN) >= here);
      return steps[place] === here ? [[key, place]] : [];
    });
    return { step: numbered ? NaN : here, values: new Map(values), places: new Map(places) };
  }
  return undefined;
}

/** The position of a line among rows in any order; `length` where none is on it. */
function search(length: number, lineAt: (position: number) => number, line: number): number {
  let position = 0;
  while (position < length && lineAt(position) !== line) position++;
  return position;
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
