import { minimizerOf } from "./minimize";
import type { FitProblem } from "./problem";
import { search } from "./search";
import type { Solution } from "./solution";

/** The best minimum found, its theta in the inputs' own units, and how many of the starts ended in it. */
export interface Solved extends Solution {
  readonly starts: number;
  readonly agreeing: number;
}

const starts = 4;

/** Global minimum of a problem: variable projection on a grid, squares, then the asked objective, from each of a few places. */
export function solve(problem: FitProblem, seed = 1): Solved | undefined {
  const { objective } = problem;
  const polish = minimizerOf(problem);
  const smooth =
    objective.shape === "square"
      ? undefined
      : minimizerOf({ ...problem, objective: { ...objective, shape: "square", delta: 0, over: 1 } });
  const found = search(problem, starts, seed)
    .map(({ theta }) => smooth?.minimize(theta).theta ?? theta)
    .map((theta) => polish.minimize(theta))
    .filter(({ value, theta }) => Number.isFinite(value) && theta.every(Number.isFinite))
    .sort((a, b) => a.value - b.value);
  const best = found[0];
  if (best === undefined) return undefined;
  const agreeing = found.filter(({ value }) => value <= best.value * (1 + 1e-5) + 1e-18).length;
  return { ...best, theta: problem.units.outside(best.theta), starts: found.length, agreeing };
}
