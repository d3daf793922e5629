import { extentOf } from "../series/blocks";
import type { Metric, Run, Series } from "../runs/run";
import type { CurvesX } from "../state/choices";
import type { XAxis } from "../fit/protocol/protocol";
import { type Label } from "./axes";
import { count, duration, scientific, significant } from "../print/numbers";

/** Something a run is drawn against: its name with unit, how its values are written, and its column in a series. */
export interface Quantity {
  readonly title: string;
  readonly label: Label;
  readonly column: (series: Series, run: Run) => Float64Array | undefined;
}

/** Everything that can be an x axis. */
export type QuantityId = Exclude<CurvesX, "auto"> | XAxis | "row";

export const quantities: Readonly<Record<QuantityId, Quantity>> = {
  tokens: { title: "Tokens seen", label: count, column: (series) => series.tokens },
  flops: { title: "Training FLOPs", label: (value) => scientific(value, 2), column: (series) => series.flops },
  step: { title: "Step", label: count, column: stepOf },
  time: { title: "Wall time", label: duration, column: (series) => series.wallTime },
  row: { title: "Row of the log", label: count, column: ({ value }) => value.map((_, i) => i + 1) },
  params: {
    title: "Parameters",
    label: count,
    column: (series, run) =>
      run.facts.params === undefined ? undefined : new Float64Array(series.step.length).fill(run.facts.params.value),
  },
};

/** The steps of a series; undefined where its log has none. */
function stepOf({ step }: Series): Float64Array | undefined {
  return Number.isNaN(step[0]) ? undefined : step;
}

/** The title of a loss axis. */
export const lossTitle = (metrics: readonly Metric[]): string =>
  metrics.length > 0 && metrics.every(({ quantity }) => quantity === "bpb")
    ? "Loss (bits/byte)"
    : "Cross-entropy (nats/token)";

/** Losses at ticks: as many decimals as their spacing needs is the axis' business; here at most 4 significant digits. */
export const lossLabel: Label = (value) => significant(value, 4);

/** Smallest and largest value above `over` in some columns; [NaN, NaN] when there is none. */
export function extent(columns: Iterable<Float64Array>, over = -Infinity): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    const [least, most] = extentOf(column, over);
    if (least < low) low = least;
    if (most > high) high = most;
  }
  return low <= high ? [low, high] : [NaN, NaN];
}
