import type { Law } from "../laws/law";
import { linear } from "../stats/linear";
import { studentCritical } from "../stats/student";
import { refitOf } from "./minimize";
import type { Objective } from "./objective";
import type { Points } from "./points";
import { problemOf } from "./problem";
import { expandedLevel, percentiles, resample, type Watch } from "./resample";
import type { Ingredients } from "./summary";
import { isStraight, solveLine, straightLine } from "./straight";

export const level = 0.95;

/** What was drawn with replacement. */
export type Resampled = "bootstrap-runs" | "bootstrap-rows";

type Found = NonNullable<Ingredients["interval"]>;

/** Fewer resamples that gave a fit than this make no interval. */
const fewest = 20;

/**
 * The percentile interval of resamples of so many units, expanded for their fewness; undefined when too few resamples gave a fit or
 * there are not more units than parameters.
 */
export function intervalOf(
  method: Resampled,
  thetas: readonly Float64Array[],
  resamples: number,
  units: number,
): Found | undefined {
  const parameters = thetas[0]?.length ?? 0;
  const too = thetas.length < Math.min(fewest, resamples) || units <= parameters;
  const ends = too ? undefined : percentiles(thetas, expandedLevel(level, units, parameters));
  return ends && { method, level, resamples, kept: thetas.length, thetas, ...ends };
}

/** Least squares' own interval of a straight line in logarithms, for rows that are independent of each other. */
export function lineInterval(x: Float64Array, points: Points): Found | undefined {
  const line = straightLine(x, points.loss, points.weight);
  const t = line === undefined ? NaN : studentCritical(level, line.n - 2);
  if (line === undefined || !Number.isFinite(t * line.slopeError)) return undefined;
  const [a, b] = [t * line.interceptError, t * line.slopeError];
  return {
    method: "ols",
    level,
    resamples: 0,
    kept: 0,
    low: Float64Array.of(Math.exp(line.intercept - a), -line.slope - b),
    high: Float64Array.of(Math.exp(line.intercept + a), -line.slope + b),
  };
}

/** Runs are resampled whole where there are enough of them; else rows. */
const fewestRuns = 3;

/** Thetas of resampled runs (all rows of a drawn run together) or rows, each refitted from the optimum. */
export function resamplePoints(
  law: Law,
  objective: Objective,
  points: Points,
  theta: Float64Array,
  { count, seed, watch }: { count: number; seed: number; watch: Watch },
): { readonly method: Resampled; readonly thetas: Float64Array[]; readonly units: number } | undefined {
  const { loss, run, inputs } = points;
  const n = loss.length;
  const present = [...new Set(run)];
  const byRun = present.length >= fewestRuns;
  const unit = byRun
    ? Int32Array.from(
        run,
        (
          (at) => (r: number) =>
            at.get(r) ?? 0
        )(new Map(present.map((r, k) => [r, k]))),
      )
    : Int32Array.from(run.keys());
  const weight = new Float64Array(n);
  const again = isStraight({ law, objective })
    ? lineRefit(points, weight)
    : refitOf(problemOf(law, inputs, loss, objective, weight), theta);
  const units = byRun ? present.length : n;
  const thetas = resample(
    units,
    count,
    seed,
    (drawn) => {
      for (let i = 0; i < n; i++) weight[i] = (drawn[unit[i] ?? 0] ?? 0) * (points.weight?.[i] ?? 1);
      return again();
    },
    watch,
  );
  return thetas && { method: byRun ? "bootstrap-runs" : "bootstrap-rows", thetas, units };
}

function lineRefit({ inputs, loss }: Points, weight: Float64Array): () => Float64Array | undefined {
  const x = (inputs["x"] ?? new Float64Array(loss.length)).map(Math.log);
  const y = loss.map(Math.log);
  return () => {
    const line = linear(x, y, weight);
    return line && solveLine(line).theta;
  };
}
