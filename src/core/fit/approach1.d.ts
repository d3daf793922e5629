import { type Line } from "../stats/linear";
import type { IsoflopRuns } from "./isoflop";
/** Approach 1: the rows on the frontier, and how N, D and the loss go with C along it. */
export interface FrontierExponents {
  /** Indices of the rows that are vertices of the lower convex hull of (ln C, ln L), by rising C. */
  readonly vertices: Int32Array;
  /** ln N, ln D and ln L on ln C. */
  readonly params: Line;
  readonly tokens: Line;
  readonly loss: Line;
}
/**
 * Lines in logarithms through the rows on the lower convex hull of (ln C, ln L). Hoffmann et al. 2022, §3.1, with the hull of
 * Gemstones 2025. Rows without all four numbers above 0 are left out. Undefined for fewer than two vertices.
 */
export declare function frontierExponents({ C, N, D, loss }: IsoflopRuns): FrontierExponents | undefined;
