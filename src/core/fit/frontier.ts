import { linearGrid, logGrid } from "../stats/grid";
import { lastFinite } from "../stats/lastFinite";
import { lowerHull, readHull } from "../stats/hull";
import type { Clean } from "./clean";
import type { Protocol } from "./protocol";

/** The compute frontier of a set of runs, sampled: what a law is fitted to and a chart draws. */
export interface Frontier {
  /** Samples, rising; and the loss of the frontier there. All columns have the same length. */
  readonly x: Float64Array;
  readonly loss: Float64Array;
  /** Index into `runs` of the run that has the lowest loss at each sample. */
  readonly owner: Int32Array;
  readonly runs: readonly string[];
  /** Samples that are vertices of the hull; empty for an envelope. */
  readonly vertices: Int32Array;
}

/** ln L of each run at each of a common set of x, NaN outside a run: what the frontiers of all resamples are made from. */
export interface Table {
  readonly x: Float64Array;
  readonly logX: Float64Array;
  /** Row-major, runs × x. */
  readonly logLoss: Float64Array;
  readonly runs: readonly string[];
  /** Each run is present at samples first … end − 1, without a gap. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** Every run is a single point: nothing to interpolate, x are the points' own and the frontier is what no cheaper run beats. */
  readonly lone: boolean;
}

type Choice = Pick<Protocol, "frontier" | "spacing" | "samples">;

/**
 * Reads every run at `samples` values of x from max(`from`, the smallest x) to the largest, evenly spaced in x or ln x. Within a
 * run ln L is linear in ln x between its points; outside them the run is absent. Shukor et al. 2025, C.1; Gemstones 2025.
 * No columns when no run reaches past `from`.
 */
export function tabulate(curves: readonly Clean[], choice: Choice, from: number): Table {
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
): Table {
  const n = x.length;
  const runs = curves.map(({ curve }) => curve.run);
  const rows = runs.map((_, r) => logLoss.subarray(r * n, (r + 1) * n));
  const first = Int32Array.from(rows, (row) => row.findIndex(notNaN));
  const end = Int32Array.from(rows, (row) => lastFinite(row) + 1);
  return { x, logX, logLoss, runs, first, end, lone };
}

const notNaN = (v: number): boolean => !Number.isNaN(v);

function tabulateLone(curves: readonly Clean[], from: number): Table {
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

/** The table at every k-th of its samples, at most `most` of them: what resamples of runs are made from. */
export function thinTable(table: Table, most: number): Table {
  const n = table.x.length;
  const every = Math.ceil(n / most);
  if (every <= 1 || table.lone) return table;
  const thin = (column: Float64Array): Float64Array => column.filter((_, i) => (i % n) % every === 0);
  const x = thin(table.x);
  const rank = (column: Int32Array): Int32Array => column.map((i) => Math.ceil(i / every));
  const { runs, lone } = table;
  const [first, end] = [rank(table.first), rank(table.end)];
  return { x, logX: thin(table.logX), logLoss: thin(table.logLoss), runs, first, end, lone };
}

/** A frontier in logarithms, without the samples where no run is present. */
export interface LogFrontier {
  readonly logX: Float64Array;
  readonly logLoss: Float64Array;
  readonly owner: Int32Array;
  /** Index into the table's x of each sample. */
  readonly at: Int32Array;
  readonly vertices: Int32Array;
}

/**
 * The frontier of the runs of a table, or of those for which `has` is above 0: the minimum over runs (envelope), or the lower
 * convex hull of that in (ln x, ln L), read back at the same x. Samples where no run is present are left out.
 */
export function logFrontierOf(table: Table, method: Choice["frontier"], has?: ArrayLike<number>): LogFrontier {
  const n = table.x.length;
  const lowest = new Float64Array(n).fill(Infinity);
  const owners = new Int32Array(n).fill(-1);
  for (let r = 0; r < table.runs.length; r++) {
    if (has !== undefined && !((has[r] ?? 0) > 0)) continue;
    const end = table.end[r] ?? 0;
    for (let i = Math.max(table.first[r] ?? 0, 0); i < end; i++) {
      const value = table.logLoss[r * n + i] ?? NaN;
      if (value < (lowest[i] ?? NaN)) {
        lowest[i] = value;
        owners[i] = r;
      }
    }
  }
  if (table.lone) leaveBeaten(lowest, owners);
  const at = new Int32Array(n);
  const logX = new Float64Array(n);
  const owner = new Int32Array(n);
  let size = 0;
  for (let i = 0; i < n; i++) {
    const own = owners[i] ?? -1;
    if (own < 0) continue;
    at[size] = i;
    owner[size] = own;
    logX[size] = table.logX[i] ?? NaN;
    lowest[size++] = lowest[i] ?? NaN;
  }
  const [short, envelope] = [logX.subarray(0, size), lowest.subarray(0, size)];
  const vertices = method === "hull" ? lowerHull(short, envelope) : new Int32Array(0);
  const logLoss = method === "hull" ? readHull(short, envelope, vertices) : envelope;
  return { logX: short, logLoss, owner: owner.subarray(0, size), at: at.subarray(0, size), vertices };
}

/** The frontier of all runs of a table, as `logFrontierOf` makes it, for a chart and a fit. */
export function frontierOf(table: Table, method: Choice["frontier"]): Frontier {
  const { at, logLoss, owner, vertices } = logFrontierOf(table, method);
  return {
    x: Float64Array.from(at, (i) => table.x[i] ?? NaN),
    loss: logLoss.map(Math.exp),
    owner: owner.slice(),
    runs: table.runs,
    vertices,
  };
}

/** Takes away each sample that one at a smaller x equals or beats. */
function leaveBeaten(lowest: Float64Array, owner: Int32Array): void {
  let best = Infinity;
  for (let i = 0; i < lowest.length; i++) {
    const value = lowest[i] ?? NaN;
    if (value < best) best = value;
    else owner[i] = -1;
  }
}
