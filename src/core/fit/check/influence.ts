import type { Law } from "../../laws/law";
import { refitOf } from "../solve/minimize";
import type { Objective } from "../protocol/objective";
import { runTitle, type Points } from "../points/points";
import { problemOf } from "../solve/problem";
import type { Watch } from "../intervals/resample";
import { isStraight, solveLine, straightLine } from "../solve/straight";

/** What leaving one run, or one row of it, out does to the coefficients. */
export interface Influence {
  readonly run: string;
  readonly title: string;
  /** Of a row: its place among the rows that were fitted. */
  readonly row?: number;
  /** New value less the old, in the law's order. */
  readonly moves: Float64Array;
  /** Largest of the moves, each over the spread of that coefficient's moves over all runs: above 3 a run stands out. */
  readonly size: number;
}

/** What is left out at a time. */
export type LeftOut = "run" | "row";

/**
 * Leaves each run (or row) out in turn and refits from the optimum: by how far they move the law, most first. Those without which
 * the law cannot be fitted are left out of the list. Undefined when cancelled. The jackknife; Cook 1977 for its use on outliers.
 */
export function influence(
  law: Law,
  objective: Objective,
  points: Points,
  theta: Float64Array,
  { cancelled, onProgress }: Watch = {},
  by: LeftOut = "run",
): Influence[] | undefined {
  const { inputs, loss, run, runs } = points;
  const weight = new Float64Array(loss.length);
  const polish = isStraight({ law, objective })
    ? (): Float64Array | undefined => {
        const line = straightLine(inputs["x"] ?? loss, loss, weight);
        return line && solveLine(line).theta;
      }
    : refitOf(problemOf(law, inputs, loss, objective, weight), theta);
  const unit = by === "run" ? run : Int32Array.from(run.keys());
  const present = [...new Set(unit)];
  const found: Omit<Influence, "size">[] = [];
  for (const [k, one] of present.entries()) {
    if (cancelled?.() === true) return undefined;
    onProgress?.(k / present.length);
    for (let i = 0; i < weight.length; i++) weight[i] = unit[i] === one ? 0 : (points.weight?.[i] ?? 1);
    const moved = polish();
    const r = by === "run" ? one : (run[one] ?? -1);
    if (moved?.every(Number.isFinite) === true)
      found.push({
        run: runs[r] ?? "",
        title: runTitle(points, r),
        ...(by === "row" ? { row: one } : {}),
        moves: moved.map((v, p) => v - (theta[p] ?? NaN)),
      });
  }
  return bySize(found, theta.length);
}

/** With their sizes, the largest first. */
export function bySize(found: readonly Omit<Influence, "size">[], parameters: number): Influence[] {
  const spread = Float64Array.from({ length: parameters }, (_, p) =>
    Math.sqrt(found.reduce((sum, { moves }) => sum + (moves[p] ?? 0) ** 2, 0) / found.length),
  );
  return found
    .map((one) => ({
      ...one,
      size: one.moves.reduce(
        (most, move, p) => Math.max(most, (spread[p] ?? 0) > 0 ? Math.abs(move) / (spread[p] ?? 1) : 0),
        0,
      ),
    }))
    .sort((a, b) => b.size - a.size);
}
