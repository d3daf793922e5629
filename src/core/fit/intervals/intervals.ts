import type { Law } from "../../laws/law";
import { linear } from "../../stats/linear";
import { studentCritical } from "../../stats/student";
import { refitOf } from "../solve/minimize";
import type { Objective } from "../protocol/objective";
import type { Points } from "../points/points";
import { problemOf } from "../solve/problem";
import type { Draws } from "./bootstrapT";
import { clustersOf, type Clusters } from "./clusters";
import { expandedLevel, percentiles, resample } from "./resample";
import type { Ingredients } from "../solve/summary";
import { isStraight, solveLine, straightLine } from "../solve/straight";

export const level = 0.95;

type FittedInterval = NonNullable<Ingredients["interval"]>;

/** Fewer resamples that gave a fit than this make no interval. */
const fewest = 20;

/**
 * The percentile interval of resamples of so many units, expanded for their fewness; undefined when too few resamples gave a fit or
 * there are not more units than parameters.
 */
export function intervalOf(
  unit: Clusters["unit"],
  thetas: readonly Float64Array[],
  resamples: number,
  units: number,
): FittedInterval | undefined {
  const parameters = freeIn(thetas);
  const too = thetas.length < Math.min(fewest, resamples) || units <= parameters;
  const ends = too ? undefined : percentiles(thetas, expandedLevel(level, units, parameters));
  return ends && { method: `bootstrap-${unit}s`, level, resamples, kept: thetas.length, unit, units, thetas, ...ends };
}

/** Coefficients that the resamples move: those that are held at a value take no degree of freedom. */
function freeIn(thetas: readonly Float64Array[]): number {
  const [first] = thetas;
  if (first === undefined) return 0;
  const moves = first.filter((v, k) => thetas.some((theta) => theta[k] !== v)).length;
  return thetas.length === 1 ? first.length : moves;
}

/** Least squares' own interval of a straight line in logarithms, for rows that are independent of each other; `covariance` is that of a and b. */
export function lineInterval(x: Float64Array, points: Points, covariance?: Float64Array): FittedInterval | undefined {
  const line = straightLine(x, points.loss, points.weight);
  const t = line === undefined ? NaN : studentCritical(level, line.n - 2);
  if (line === undefined || !Number.isFinite(t * line.slopeError)) return undefined;
  const [a, b] = [t * line.interceptError, t * line.slopeError];
  return {
    method: "ols",
    level,
    resamples: 0,
    kept: 0,
    ...(covariance === undefined ? {} : { errors: { covariance, df: line.n - 2 } }),
    low: Float64Array.of(Math.exp(line.intercept - a), -line.slope - b),
    high: Float64Array.of(Math.exp(line.intercept + a), -line.slope + b),
  };
}

/** Thetas of resampled clusters (all rows of a drawn one together), each refitted from the optimum. Undefined when cancelled. */
export function resamplePoints(
  law: Law,
  objective: Objective,
  points: Points,
  theta: Float64Array,
  { count, seed, unit, watch }: Draws,
): { readonly clusters: Clusters; readonly thetas: Float64Array[] } | undefined {
  const { loss, inputs } = points;
  const n = loss.length;
  const clusters = clustersOf(points, unit);
  const weight = new Float64Array(n);
  const again = isStraight({ law, objective })
    ? lineRefit(points, weight)
    : refitOf(problemOf(law, inputs, loss, objective, weight), theta);
  const thetas = resample(
    clusters.count,
    count,
    seed,
    (drawn) => {
      for (let i = 0; i < n; i++) weight[i] = (drawn[clusters.of[i] ?? 0] ?? 0) * (points.weight?.[i] ?? 1);
      return again();
    },
    watch,
  );
  return thetas && { clusters, thetas };
}

function lineRefit({ inputs, loss }: Points, weight: Float64Array): () => Float64Array | undefined {
  const x = (inputs["x"] ?? new Float64Array(loss.length)).map(Math.log);
  const y = loss.map(Math.log);
  return () => {
    const line = linear(x, y, weight);
    return line && solveLine(line).theta;
  };
}
