import type { Law } from "../laws/law";
import { refitOf } from "./minimize";
import type { Objective } from "./objective";
import type { Points } from "./points";
import { problemOf } from "./problem";
import type { Watch } from "./resample";
import { isStraight, solveLine, straightLine } from "./straight";

/** What leaving one run out does to the coefficients. */
export interface Influence {
  readonly run: string;
  /** New value less the old, in the law's order. */
  readonly moves: Float64Array;
  /** Largest of the moves, each over the spread of that coefficient's moves over all runs: above 3 a run stands out. */
  readonly size: number;
}

/**
 * Leaves each run out in turn and refits from the optimum: runs by how far they move the law, most first. Runs without which the
 * law cannot be fitted are left out of the list. Undefined when cancelled. The jackknife; Cook 1977 for its use on outliers.
 */
export function influence(
  law: Law,
  objective: Objective,
  points: Points,
  theta: Float64Array,
  { cancelled, onProgress }: Watch = {},
): Influence[] | undefined {
  const { inputs, loss, run, runs } = points;
  const weight = new Float64Array(loss.length);
  const polish = isStraight({ law, objective })
    ? (): Float64Array | undefined => {
        const line = straightLine(inputs["x"] ?? loss, loss, weight);
        return line && solveLine(line).theta;
      }
    : refitOf(problemOf(law, inputs, loss, objective, weight), theta);
  const present = [...new Set(run)];
  const found: { run: string; moves: Float64Array }[] = [];
  for (const [k, r] of present.entries()) {
    if (cancelled?.() === true) return undefined;
    onProgress?.(k / present.length);
    for (let i = 0; i < weight.length; i++) weight[i] = run[i] === r ? 0 : (points.weight?.[i] ?? 1);
    const moved = polish();
    if (moved?.every(Number.isFinite) === true)
      found.push({ run: runs[r] ?? "", moves: moved.map((v, p) => v - (theta[p] ?? NaN)) });
  }
  const spread = theta.map((_, p) =>
    Math.sqrt(found.reduce((sum, { moves }) => sum + (moves[p] ?? 0) ** 2, 0) / found.length),
  );
  return found
    .map(({ run: name, moves }) => ({
      run: name,
      moves,
      size: moves.reduce(
        (most, move, p) => Math.max(most, (spread[p] ?? 0) > 0 ? Math.abs(move) / (spread[p] ?? 1) : 0),
        0,
      ),
    }))
    .sort((a, b) => b.size - a.size);
}
