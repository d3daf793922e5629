import { lowerHull, readHull } from "../../stats/hull";
import type { LossGrid } from "./lossGrid";
import type { GridChoice } from "./tabulate";

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
 * convex hull of that in (ln x, ln L), read back at the same x. Samples where no run is present are left out. In bins it is the row
 * of the lowest loss in each, at its own x.
 */
export function logFrontierOf(table: LossGrid, method: GridChoice["frontier"], has?: ArrayLike<number>): LogFrontier {
  const n = table.x.length;
  const lowest = new Float64Array(n).fill(Infinity);
  const owners = new Int32Array(n).fill(-1);
  if (has !== undefined && table.ranked !== undefined) takeFirst(table, table.ranked, has, lowest, owners);
  else takeLowest(table, has, lowest, owners);
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
    logX[size] = (table.own === undefined ? table.logX[i] : table.own[own * n + i]) ?? NaN;
    lowest[size++] = lowest[i] ?? NaN;
  }
  const [short, envelope] = [logX.subarray(0, size), lowest.subarray(0, size)];
  const vertices = method === "hull" ? lowerHull(short, envelope) : new Int32Array(0);
  const logLoss = method === "hull" ? readHull(short, envelope, vertices) : envelope;
  return { logX: short, logLoss, owner: owner.subarray(0, size), at: at.subarray(0, size), vertices };
}

/** Fills the lowest loss of the runs that were drawn, and whose it is, at each sample. */
function takeLowest(
  table: LossGrid,
  has: ArrayLike<number> | undefined,
  lowest: Float64Array,
  owners: Int32Array,
): void {
  const n = table.x.length;
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
}

/** As `takeLowest`, from the ranking of the runs. */
function takeFirst(
  { x, logLoss, runs }: LossGrid,
  ranked: Int32Array,
  has: ArrayLike<number>,
  lowest: Float64Array,
  owners: Int32Array,
): void {
  const [n, m] = [x.length, runs.length];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) {
      const r = ranked[i * m + k] ?? -1;
      if (r < 0) break;
      if (!((has[r] ?? 0) > 0)) continue;
      lowest[i] = logLoss[r * n + i] ?? NaN;
      owners[i] = r;
      break;
    }
  }
}

/** The frontier of all runs of a table, as `logFrontierOf` makes it, for a chart and a fit. */
export function frontierOf(table: LossGrid, method: GridChoice["frontier"]): Frontier {
  const { at, logX, logLoss, owner, vertices } = logFrontierOf(table, method);
  return {
    x: table.own === undefined ? Float64Array.from(at, (i) => table.x[i] ?? NaN) : logX.map(Math.exp),
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
