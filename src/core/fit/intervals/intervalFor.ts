import type { Law } from "../../laws/law";
import { studentized, wild, type Draws, type Pivots } from "./bootstrapT";
import type { Clusters } from "./clusters";
import type { IntervalChoice } from "../protocol/intervalChoice";
import { intervalOf, level, lineInterval, resamplePoints } from "./intervals";
import type { Objective } from "../protocol/objective";
import { pivotalInterval, type PivotScale } from "./pivot";
import type { Points } from "../points/points";
import { problemOf } from "../solve/problem";
import { profileIntervals } from "./profile";
import type { Errors, Warning } from "../result";
import { leastSquaresCovariance } from "./sandwich";
import { isStraight } from "../solve/straight";
import type { Ingredients } from "../solve/summary";

export interface FoundInterval {
  readonly interval: Ingredients["interval"];
  readonly warnings: readonly Warning[];
}

const none = (message: string): FoundInterval => ({
  interval: undefined,
  warnings: [{ code: "no-interval", message }],
});

/** The intervals of an optimum over independent clusters of rows, as chosen. */
export function intervalFor(
  law: Law,
  objective: Objective,
  points: Points,
  theta: Float64Array,
  { method, draws }: { readonly method: IntervalChoice["method"]; readonly draws: Draws },
): FoundInterval | "cancelled" {
  if (method === "profile") return profileFor(law, objective, points, theta);
  const problem = problemOf(law, points.inputs, points.loss, objective, points.weight);
  if (draws.count <= 0) {
    if (!isStraight({ law, objective })) return { interval: undefined, warnings: [] };
    const covariance = leastSquaresCovariance(problem, theta);
    return { interval: lineInterval(points.inputs["x"] ?? points.loss, points, covariance), warnings: [] };
  }
  if (method === "percentile") {
    const made = resamplePoints(law, objective, points, theta, draws);
    return made === undefined ? "cancelled" : judgeInterval(made.clusters, made.thetas, draws.count);
  }
  const made = (method === "wild" ? wild : studentized)(problem, points, theta, draws);
  return made === undefined ? "cancelled" : pivotsFor(law, theta, method, made, draws.count);
}

/** The interval of the resamples, and what to say when many of them gave no fit. */
export function judgeInterval(
  { unit, count: units }: Pick<Clusters, "unit" | "count">,
  thetas: readonly Float64Array[],
  count: number,
): FoundInterval {
  const interval = intervalOf(unit, thetas, count, units);
  const message = `${thetas.length} of ${count} resamples gave a fit`;
  if (interval !== undefined)
    return {
      interval,
      warnings: thetas.length < 0.9 * count ? [{ code: "few-resamples", message: `${message}.` }] : [],
    };
  const parameters = thetas[0]?.length ?? 0;
  return none(
    units <= parameters
      ? `${units} ${unit}s are too few to resample for ${parameters} coefficients: no interval. The wild bootstrap may do.`
      : `${message}: no interval.`,
  );
}

/** Fewer clusters have no scatter to speak of. */
const fewestClusters = 4;

function pivotsFor(
  law: Law,
  theta: Float64Array,
  method: "studentized" | "wild",
  { thetas, covariances, covariance, clusters }: Pivots,
  resamples: number,
): FoundInterval {
  const { unit, count: units } = clusters;
  if (units < fewestClusters) return none(`${units} ${unit}s are too few to resample: no interval.`);
  const kept = thetas.length;
  const some = `${kept} of ${resamples} resamples gave a fit with an error`;
  if (covariance === undefined || kept < Math.min(20, resamples)) return none(`${some}: no interval.`);
  const p = theta.length;
  const error = (V: Float64Array, k: number): number => Math.sqrt(V[k * p + k] ?? NaN);
  const ends = law.params.map((param, k) => {
    const found = pivotalInterval(
      { value: theta[k] ?? NaN, error: error(covariance, k) },
      thetas.map((one, b) => ({ value: one[k] ?? NaN, error: error(covariances[b] ?? covariance, k) })),
      level,
      scaleOf(law, param.id),
    );
    return found && { low: Math.max(found.low, param.lower), high: Math.min(found.high, param.upper) };
  });
  const errors: Errors = { covariance, ofResamples: covariances, df: units - 1 };
  return {
    interval: { method, level, resamples, kept, unit, units, thetas, errors, ...columnsOf(ends) },
    warnings: kept < 0.9 * resamples ? [{ code: "few-resamples", message: `${some}.` }] : [],
  };
}

/** Prefactors span decades with their exponents. */
function scaleOf({ terms = [] }: Law, id: string): PivotScale {
  return terms.some(({ coefficient, exponent }) => coefficient === id && typeof exponent === "string") ? "log" : "raw";
}

function profileFor(law: Law, objective: Objective, points: Points, theta: Float64Array): FoundInterval {
  const found = profileIntervals(law, objective, points, theta, level);
  const problem = problemOf(law, points.inputs, points.loss, objective, points.weight);
  const covariance = leastSquaresCovariance(problem, theta);
  if (found === undefined)
    return none("The profile is that of least squares with more points than coefficients: no interval.");
  const open = found.filter(({ low, high }) => low === undefined || high === undefined).map(({ id }) => id);
  const symbols = law.params.filter(({ id }) => open.includes(id)).map(({ symbol }) => symbol);
  const ends = found.map(({ low = NaN, high = NaN }, k) => ({
    low: Number.isNaN(low) ? (law.params[k]?.lower ?? NaN) : low,
    high: Number.isNaN(high) ? (law.params[k]?.upper ?? NaN) : high,
  }));
  const df = points.loss.length - theta.length;
  const errors = covariance === undefined ? {} : { errors: { covariance, df } };
  const message = `The profile of ${symbols.join(", ")} does not rise on one side: these points do not bound ${open.length === 1 ? "it" : "them"} there.`;
  return {
    interval: { method: "profile", level, resamples: 0, kept: 0, ...errors, ...columnsOf(ends) },
    warnings: open.length === 0 ? [] : [{ code: "open-interval", message }],
  };
}

function columnsOf(ends: readonly ({ readonly low: number; readonly high: number } | undefined)[]): {
  readonly low: Float64Array;
  readonly high: Float64Array;
} {
  return {
    low: Float64Array.from(ends, (one) => one?.low ?? NaN),
    high: Float64Array.from(ends, (one) => one?.high ?? NaN),
  };
}
