import { random } from "../../stats/random";
import { clustersOf, type Clusters } from "./clusters";
import type { Unit } from "../protocol/intervalChoice";
import { minimizerOf, refitOf } from "../solve/minimize";
import { lossesAt } from "../solve/predict";
import type { FitProblem } from "../solve/problem";
import type { Points } from "../points/points";
import { drawer, repeat, type Watch } from "./resample";
import { clusterCovariance } from "./sandwich";

/** Resamples with what each is studentized by. */
export interface Pivots {
  readonly thetas: Float64Array[];
  readonly covariances: Float64Array[];
  /** At the estimate; undefined where the Jacobian is singular there. */
  readonly covariance: Float64Array | undefined;
  readonly clusters: Clusters;
}

export interface Draws {
  readonly count: number;
  readonly seed: number;
  readonly unit: Unit;
  readonly watch: Watch;
}

interface Pivot {
  readonly theta: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * Clusters drawn with replacement, refitted from the optimum, each with its own cluster-robust covariance. Undefined when cancelled.
 * Efron and Tibshirani 1993, §12.5; Cameron, Gelbach and Miller 2008, §3 for clusters ("pairs cluster bootstrap-t").
 */
export function studentized(
  problem: FitProblem,
  points: Points,
  theta: Float64Array,
  { count, seed, unit, watch }: Draws,
): Pivots | undefined {
  const clusters = clustersOf(points, unit);
  const weight = new Float64Array(problem.n);
  const again = refitOf({ ...problem, weight }, theta);
  const draw = drawer(clusters.count, random(seed));
  const once = (): Pivot | undefined => {
    const drawn = draw();
    for (let i = 0; i < weight.length; i++) weight[i] = (drawn[clusters.of[i] ?? 0] ?? 0) * (points.weight?.[i] ?? 1);
    const found = again();
    return found && pivotOf(found, clusterCovariance(problem, found, clusters, drawn));
  };
  return pivotsOf(problem, theta, clusters, repeat(count, once, watch));
}

/**
 * The residuals of each cluster kept or turned about, all of a cluster alike, added to the law and fitted again; studentized. Signs of
 * Rademacher, or six-point weights where there are fewer than twelve clusters and few different signs. Undefined when cancelled.
 * Cameron, Gelbach and Miller 2008, §3; Webb 2023 for the six points; Feng, He and Hu 2011 for absolute values.
 */
export function wild(
  problem: FitProblem,
  points: Points,
  theta: Float64Array,
  { count, seed, unit, watch }: Draws,
): Pivots | undefined {
  const clusters = clustersOf(points, unit);
  const { n, units, bound, loss, objective } = problem;
  const start = units.inside(theta);
  const fitted = lossesAt(bound, n, start);
  const flip = flipper(clusters.count, random(seed));
  const once = (): Pivot | undefined => {
    const turned = flip();
    const made = fitted.map((l, i) => {
      const by = turned[clusters.of[i] ?? 0] ?? NaN;
      const own = loss[i] ?? NaN;
      return objective.space === "log" ? l * (own / l) ** by : l + by * (own - l);
    });
    const again = { ...problem, loss: made };
    const found = made.every((l) => l > 0) ? minimizerOf(again).minimize(start, true) : undefined;
    if (found?.converged !== true) return undefined;
    const outside = units.outside(found.theta);
    return pivotOf(outside, clusterCovariance(again, outside, clusters));
  };
  return pivotsOf(problem, theta, clusters, repeat(count, once, watch));
}

/** From fewer clusters there are fewer than 4096 different patterns of signs. */
const fewClusters = 12;
const sixPoints = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];

function flipper(count: number, uniform: () => number): () => Float64Array {
  const by = count < fewClusters ? sixPoints : [-1, 1];
  const turned = new Float64Array(count);
  return () => {
    for (let c = 0; c < count; c++) turned[c] = by[Math.floor(uniform() * by.length)] ?? NaN;
    return turned;
  };
}

function pivotOf(theta: Float64Array, covariance: Float64Array | undefined): Pivot | undefined {
  const good = covariance !== undefined && theta.every(Number.isFinite) && covariance.every(Number.isFinite);
  return good ? { theta, covariance } : undefined;
}

function pivotsOf(
  problem: FitProblem,
  theta: Float64Array,
  clusters: Clusters,
  found: Pivot[] | undefined,
): Pivots | undefined {
  return (
    found && {
      thetas: found.map((one) => one.theta),
      covariances: found.map((one) => one.covariance),
      covariance: clusterCovariance(problem, theta, clusters),
      clusters,
    }
  );
}
