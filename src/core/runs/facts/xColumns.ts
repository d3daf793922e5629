import type { Column } from "../table/builder";
import { fullKey, type RowSlice } from "../series/rowSlice";
import type { Fact } from "../run";
import { curveOf, type Curve } from "../series/runSeries";
import { placed } from "../series/stepless";

/** The curve of the picked column, from the first slice that has it. */
export function placeCurve(
  all: readonly RowSlice[],
  pick: (slice: RowSlice) => Column | undefined,
): { key: string; curve: Curve } | undefined {
  const slices = placed(all);
  for (const slice of slices) {
    const column = pick(slice);
    const key = column === undefined ? undefined : fullKey(slice, column);
    const curve = key === undefined ? undefined : curveOf(slices, key);
    if (key !== undefined && curve !== undefined && curve.value.length > 0) return { key, curve };
  }
  return undefined;
}

export function lastFiniteValue(values: Float64Array): number | undefined {
  for (let i = values.length - 1; i >= 0; i--) if (Number.isFinite(values[i])) return values[i];
  return undefined;
}

/** A fact of the whole run, and its value at each step. */
export interface XColumn {
  readonly fact: Fact;
  readonly at: (steps: Float64Array) => Float64Array;
}

export const scale = (values: Float64Array, factor: number) => (factor === 1 ? values : values.map((v) => v * factor));

/** A total set for the end of a run: proportional to the step; without steps only the last row has it. */
export function growingTotal(fact: Fact, lastStep: number, stepped: boolean): XColumn {
  const { value } = fact;
  if (stepped && lastStep > 0) return { fact, at: (steps) => scale(steps, value / lastStep) };
  return { fact, at: (steps) => steps.map((_, i) => (i === steps.length - 1 ? value : NaN)) };
}
