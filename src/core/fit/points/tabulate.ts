import { lastFiniteIndex } from "../../stats/lastFiniteIndex";
import { linearGrid, logGrid } from "../../stats/grid";
import { tabulateBins } from "./bins";
import type { Clean } from "./clean";
import type { LossGrid } from "./lossGrid";
import type { Protocol } from "../protocol/protocol";

export type GridChoice = Pick<Protocol, "frontier" | "spacing" | "samples" | "bins">;

/**
 * Reads every run at `samples` values of x from max(`from`, the smallest x) to the largest, evenly spaced in x or ln x. Within a
 * run ln L is linear in ln x between its points; outside them the run is absent. Shukor et al. 2025, C.1; Gemstones 2025.
 * No columns when no run reaches past `from`. Bins are not read between points: see `tabulateBins`.
 */
export function tabulate(curves: readonly Clean[], choice: GridChoice, from: number): LossGrid {
  if (choice.frontier === "bins") return tabulateBins(curves, choice.bins, from);
  if (curves.every(({ rows }) => rows.length <= 1)) return tabulateLone(curves, from);
  const ends = curves.flatMap(({ curve, rows }) => [curve.x[rows[0] ?? -1], curve.x[rows[rows.length - 1] ?? -1]]);
  const known = ends.filter((v) => v !== undefined);
  const first = Math.max(from, Math.min(...known));
  const last = Math.max(...known);
  const n = first < last ? choice.samples : first === last ? 1 : 0;
  const x = choice.spacing === "linear" ? linearGrid(first, last, n) : logGrid(first, last, n);
  const logX = x.map(Math.log);
  const logLoss = new Float64Array(curves.length * n).fill(NaN);
  curves.forEach((curve, r) => {
    readCurve(curve, x, logX, logLoss.subarray(r * n, (r + 1) * n));
  });
  return tableOf(curves, x, logX, logLoss, false);
}

function tableOf(
  curves: readonly Clean[],
  x: Float64Array,
  logX: Float64Array,
  logLoss: Float64Array,
  lone: boolean,
): LossGrid {
  const n = x.length;
  const runs = curves.map(({ curve }) => curve.run);
  const rows = runs.map((_, r) => logLoss.subarray(r * n, (r + 1) * n));
  const first = Int32Array.from(rows, (row) => row.findIndex(notNaN));
  const end = Int32Array.from(rows, (row) => lastFiniteIndex(row) + 1);
  return { x, logX, logLoss, runs, first, end, lone };
}

const notNaN = (v: number): boolean => !Number.isNaN(v);

function tabulateLone(curves: readonly Clean[], from: number): LossGrid {
  const own = curves.map(({ curve, rows }) => curve.x[rows[0] ?? -1] ?? NaN);
  const x = Float64Array.from(new Set(own.filter((v) => v >= from))).sort();
  const logLoss = new Float64Array(curves.length * x.length).fill(NaN);
  curves.forEach(({ curve, rows }, r) => {
    const at = x.indexOf(own[r] ?? NaN);
    if (at >= 0) logLoss[r * x.length + at] = Math.log(curve.loss[rows[0] ?? -1] ?? NaN);
  });
  return tableOf(curves, x, x.map(Math.log), logLoss, true);
}

/** ln L of one run at each of the rising `x`, by walking both; the next point is found by doubling steps. */
function readCurve({ curve, rows }: Clean, x: Float64Array, logX: Float64Array, out: Float64Array): void {
  const at = (k: number): number => curve.x[rows[k] ?? -1] ?? NaN;
  const logLossAt = (k: number): number => Math.log(curve.loss[rows[k] ?? -1] ?? NaN);
  const end = rows.length - 1;
  let low = 0;
  for (let i = 0; i < x.length; i++) {
    const here = x[i] ?? NaN;
    if (!(here >= at(0) && here <= at(end))) continue;
    let step = 1;
    while (low + step <= end && at(low + step) <= here) {
      low += step;
      step *= 2;
    }
    for (; step >= 1; step = Math.floor(step / 2)) if (low + step <= end && at(low + step) <= here) low += step;
    const left = logLossAt(low);
    if (at(low) === here) {
      out[i] = left;
      continue;
    }
    const from = Math.log(at(low));
    const share = ((logX[i] ?? NaN) - from) / (Math.log(at(low + 1)) - from);
    out[i] = left + share * (logLossAt(low + 1) - left);
  }
}
