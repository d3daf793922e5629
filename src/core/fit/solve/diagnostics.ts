import { isFixed } from "../../laws/limited";
import { eigenvalues } from "../../stats/eigenvalues";
import { objectiveValue } from "../protocol/objective";
import { lossesAt } from "./predict";
import type { FitProblem } from "./problem";
import type { Diagnostics } from "../result";
import { gram, inverse, outwards, slopesOf, type Slopes } from "./slopes";
import type { Solved } from "./solve";

/** What the optimum says of itself, from the problem that it is the optimum of. */
export function diagnose(problem: FitProblem, solved: Solved): Diagnostics {
  const { theta, ended, starts, agreeing, next } = solved;
  const slopes = slopesOf(problem, theta);
  const G = gram(slopes, problem.weight);
  const condition = conditionOf(G, slopes.free.length);
  const correlations = condition === undefined ? undefined : correlationsOf(slopes, G);
  return {
    ended,
    starts,
    agreeing,
    ...(next === undefined ? {} : { nextBasin: { objective: valueAt(problem, next), coefficients: [...next] } }),
    ...(condition === undefined ? {} : { condition }),
    ...(correlations === undefined ? {} : { correlations }),
    atBound: problem.law.params.flatMap((param, k) => (slopes.free.includes(k) || isFixed(param) ? [] : [param.id])),
  };
}

/** The objective in its own scale, as printed. */
function valueAt({ bound, units, n, objective, loss, weight }: FitProblem, theta: Float64Array): number {
  return objectiveValue(objective, lossesAt(bound, n, units.inside(theta)), loss, weight);
}

/** From the Gram matrix, so up to some 1e7; undefined beyond, and where nothing is free. */
function conditionOf(G: Float64Array, q: number): number | undefined {
  const scale = Float64Array.from({ length: q }, (_, k) => Math.sqrt(G[k * q + k] ?? NaN));
  const scaled = G.map((v, at) => v / ((scale[Math.floor(at / q)] ?? NaN) * (scale[at % q] ?? NaN)));
  const values = eigenvalues(scaled, q);
  const [least = NaN, most = NaN] = [values[0], values[q - 1]];
  return least > 1e-14 * most ? Math.sqrt(most / least) : undefined;
}

function correlationsOf(slopes: Slopes, G: Float64Array): number[][] | undefined {
  const V = inverse(G, slopes.free.length);
  if (V === undefined) return undefined;
  const own = outwards(slopes, V);
  const p = slopes.outward.length / slopes.free.length;
  const error = (k: number): number => Math.sqrt(own[k * p + k] ?? NaN);
  return Array.from({ length: p }, (_, k) =>
    Array.from({ length: p }, (_, m) => {
      const size = error(k) * error(m);
      if (k === m && size > 0) return 1;
      return size > 0 ? Math.min(Math.max((own[k * p + m] ?? NaN) / size, -1), 1) : NaN;
    }),
  );
}
