import { studentCritical } from "../../stats/student";
import { centralInterval } from "./resample";
import type { Errors } from "../result";

/** On which scale a number is pivoted: those that are above 0 and span decades by their logarithm. */
export type PivotScale = "raw" | "log";

/** A number's value and standard error, at the estimate or at a resample. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** Fewer resamples with a finite pivot than this share make no interval. */
const fewest = 0.8;

/**
 * The bootstrap-t interval: value − t·error, with t the quantiles of (value* − value)/error* over the resamples (Efron and Tibshirani
 * 1993, §12.5). Undefined where too few of the resamples have an error.
 */
export function pivotalInterval(
  at: Estimate,
  resamples: readonly Estimate[],
  level: number,
  scale: PivotScale,
): { readonly low: number; readonly high: number } | undefined {
  const centre = onto(at, scale);
  if (!(centre.error > 0)) return undefined;
  const pivots = Float64Array.from(resamples, (one) => {
    const { value, error } = onto(one, scale);
    return error > 0 ? (value - centre.value) / error : NaN;
  }).filter(Number.isFinite);
  if (pivots.length < 20 || pivots.length < fewest * resamples.length) return undefined;
  const ends = centralInterval(pivots, level);
  return ends && back(centre.value - ends.high * centre.error, centre.value - ends.low * centre.error, scale);
}

/** value ± t·error. */
function studentInterval(
  at: Estimate,
  df: number,
  level: number,
  scale: PivotScale,
): { readonly low: number; readonly high: number } | undefined {
  const { value, error } = onto(at, scale);
  const reach = studentCritical(level, df) * error;
  return reach > 0 ? back(value - reach, value + reach, scale) : undefined;
}

function onto({ value, error }: Estimate, scale: PivotScale): Estimate {
  return scale === "raw" ? { value, error } : { value: Math.log(value), error: error / value };
}

function back(low: number, high: number, scale: PivotScale): { low: number; high: number } {
  return scale === "raw" ? { low, high } : { low: Math.exp(low), high: Math.exp(high) };
}

/**
 * The standard errors of functions of the coefficients at a theta of that covariance: √(gᵀVg), g by central differences. `f` gives a
 * column of numbers; so does this.
 */
function deltaMethod(
  f: (theta: Float64Array) => Float64Array,
  theta: Float64Array,
  covariance: Float64Array,
): Estimate[] {
  const p = theta.length;
  const slopes = Array.from(theta, (v, k) => {
    if (!((covariance[k * p + k] ?? 0) > 0)) return undefined;
    const h = 1e-6 * Math.max(Math.abs(v), 1e-6);
    const ahead = f(theta.map((u, m) => (m === k ? u + h : u)));
    const behind = f(theta.map((u, m) => (m === k ? u - h : u)));
    return ahead.map((u, i) => (u - (behind[i] ?? NaN)) / (2 * h));
  });
  return Array.from(f(theta), (value, i) => {
    let variance = 0;
    for (let k = 0; k < p; k++)
      for (let m = 0; m < p; m++)
        variance += (slopes[k]?.[i] ?? 0) * (covariance[k * p + m] ?? NaN) * (slopes[m]?.[i] ?? 0);
    return { value, error: Math.sqrt(variance) };
  });
}

/** Intervals of functions of the coefficients, by whatever the errors are. */
export function pivotal(
  f: (theta: Float64Array) => Float64Array,
  theta: Float64Array,
  resamples: readonly Float64Array[],
  { covariance, ofResamples, df }: Errors,
  { level, scale }: { readonly level: number; readonly scale: PivotScale },
): ({ readonly low: number; readonly high: number } | undefined)[] {
  const centre = deltaMethod(f, theta, covariance);
  if (ofResamples === undefined) return centre.map((one) => studentInterval(one, df, level, scale));
  const each = resamples.map((one, b) => deltaMethod(f, one, ofResamples[b] ?? new Float64Array(0)));
  return centre.map((one, i) =>
    pivotalInterval(
      one,
      each.map((column) => column[i] ?? { value: NaN, error: NaN }),
      level,
      scale,
    ),
  );
}
