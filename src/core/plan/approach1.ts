import { lowerHull } from "../stats/hull";
import { linear, type Line } from "../stats/linear";
import type { IsoflopRuns } from "./isoflop";

/** Approach 1: the rows on the frontier, and how N, D and the loss go with C along it. */
export interface FrontierExponents {
  /** Rows that are vertices of the lower convex hull of (ln C, ln L), by rising C, up to the lowest loss. */
  readonly vertices: Int32Array;
  /** ln N, ln D and ln L on ln C. */
  readonly params: Line;
  readonly tokens: Line;
  readonly loss: Line;
}

/**
 * Lines in logarithms through the rows on the lower convex hull of (ln C, ln L), as far as it falls. Hoffmann et al. 2022, §3.1, with the hull of
 * Gemstones 2025. Rows without all four numbers above 0 are left out. Undefined for fewer than two vertices.
 */
export function frontierExponents({ C, N, D, loss }: IsoflopRuns): FrontierExponents | undefined {
  const order = [...C.keys()]
    .filter((i) => [C, N, D, loss].every((column) => (column[i] ?? NaN) > 0 && (column[i] ?? NaN) < Infinity))
    .sort((i, j) => (C[i] ?? 0) - (C[j] ?? 0) || (loss[i] ?? 0) - (loss[j] ?? 0))
    .filter((i, k, all) => k === 0 || C[i] !== C[all[k - 1] ?? -1]);
  const logs = (column: Float64Array, rows: ArrayLike<number>): Float64Array =>
    Float64Array.from(rows, (i) => Math.log(column[i] ?? NaN));
  const hull = lowerHull(logs(C, order), logs(loss, order)).map((k) => order[k] ?? -1);
  const least = hull.reduce((best, i, k) => ((loss[i] ?? NaN) < (loss[hull[best] ?? -1] ?? NaN) ? k : best), 0);
  const vertices = hull.slice(0, least + 1);
  const logC = logs(C, vertices);
  const [params, tokens, law] = [N, D, loss].map((column) => linear(logC, logs(column, vertices)));
  return params && tokens && law && { vertices, params, tokens, loss: law };
}
