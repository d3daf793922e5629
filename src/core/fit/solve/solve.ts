import { minimizerOf } from "./minimize";
import type { FitProblem } from "./problem";
import { search } from "./search";
import type { Solution } from "./solution";

/** The best minimum found, its theta in the inputs' own units, how many of the starts ended in it, and the next best one. */
export interface Solved extends Solution {
  readonly starts: number;
  readonly agreeing: number;
  readonly next?: Float64Array;
}

/** Places to start from: more where many parameters are searched for and the grid is but sampled. */
const startsFor = ({ law }: FitProblem): number => (law.params.length - law.linear.length > 4 ? 12 : 4);

/** Steps a start gets before the best of them go on. */
const firstSteps = 60;

/**
 * Global minimum of a problem: variable projection on a grid gives a few places; from each, squares of the residuals are brought
 * down, and from the different minima of those the asked objective. Undefined when nothing is found, or when cancelled.
 */
export function solve(problem: FitProblem, seed = 1, cancelled: () => boolean = () => false): Solved | undefined {
  const { objective } = problem;
  const polish = minimizerOf(problem);
  const square = objective.shape === "square";
  const smooth = square
    ? polish
    : minimizerOf({ ...problem, objective: { ...objective, shape: "square", delta: 0, over: 1 } });
  const basins = basinsOf(
    search(problem, startsFor(problem), seed).flatMap(({ theta }) =>
      cancelled() ? [] : smooth.minimize(theta, false, firstSteps),
    ),
  );
  const found = basins
    .slice(0, square ? 2 : 3)
    .flatMap((basin) => {
      if (cancelled()) return [];
      return square && basin.converged ? basin : { ...polish.minimize(basin.theta), starts: basin.starts };
    })
    .filter(isFinite)
    .sort((a, b) => a.value - b.value);
  const best = found[0];
  if (best === undefined || cancelled()) return undefined;
  const agreeing = found.reduce((sum, one) => (near(one.value, best.value) ? sum + one.starts : sum), 0);
  const tried = basins.reduce((sum, one) => sum + one.starts, 0);
  const next = found.find(({ value }) => !near(value, best.value));
  const outside = (theta: Float64Array): Float64Array => problem.units.outside(theta);
  return {
    ...best,
    theta: outside(best.theta),
    starts: tried,
    agreeing,
    ...(next === undefined ? {} : { next: outside(next.theta) }),
  };
}

interface Basin extends Solution {
  readonly starts: number;
}

/** Solutions without those that end where a better one does, best first. */
function basinsOf(solutions: readonly Solution[]): Basin[] {
  const basins: Basin[] = [];
  for (const one of solutions.filter(isFinite).sort((a, b) => a.value - b.value)) {
    const same = basins.findIndex((basin) => near(one.value, basin.value));
    const basin = basins[same];
    if (basin === undefined) basins.push({ ...one, starts: 1 });
    else basins[same] = { ...basin, starts: basin.starts + 1 };
  }
  return basins;
}

const near = (value: number, best: number): boolean => value <= best * (1 + 1e-5) + 1e-18;

const isFinite = ({ value, theta }: Solution): boolean => Number.isFinite(value) && theta.every(Number.isFinite);
