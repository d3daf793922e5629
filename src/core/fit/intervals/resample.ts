import { quantileSorted } from "../../stats/quantile";
import { normalCdf } from "../../stats/normal";
import { random } from "../../stats/random";
import { studentCritical } from "../../stats/student";

/** How a long piece of work is watched: asked between its parts whether to stop, told the share that is done. */
export interface Watch {
  readonly cancelled?: () => boolean;
  readonly onProgress?: (share: number) => void;
}

/** What `once` gives, `count` times over, without what it could not give. Undefined when cancelled. */
export function repeat<T>(count: number, once: () => T | undefined, { cancelled, onProgress }: Watch): T[] | undefined {
  const found: T[] = [];
  for (let k = 0; k < count; k++) {
    if (cancelled?.() === true) return undefined;
    if (k % 8 === 0) onProgress?.(k / count);
    const one = once();
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** Draws as many of `units` things, with replacement: how often each was drawn, in an array that is used over and over. */
export function drawer(units: number, uniform: () => number): () => Float64Array {
  const drawn = new Float64Array(units);
  return () => {
    drawn.fill(0);
    for (let i = 0; i < units; i++) {
      const pick = Math.floor(uniform() * units);
      drawn[pick] = (drawn[pick] ?? 0) + 1;
    }
    return drawn;
  };
}

/**
 * Thetas of `count` resamples of `units` things, drawn with replacement: `refit` gets how often each was drawn and gives a theta,
 * or undefined where that resample cannot be fitted. Undefined when cancelled. Efron 1979; by run, Davison and Hinkley 1997, §3.8.
 */
export function resample(
  units: number,
  count: number,
  seed: number,
  refit: (drawn: Float64Array) => Float64Array | undefined,
  watch: Watch = {},
): Float64Array[] | undefined {
  const draw = drawer(units, random(seed));
  const once = (): Float64Array | undefined => {
    const theta = refit(draw());
    return theta?.every(Number.isFinite) === true ? theta : undefined;
  };
  return repeat(count, once, watch);
}

/** The ends of the central interval of that coverage, by quantiles of the values. Undefined for no values. */
export function centralInterval(values: Float64Array, level: number): { low: number; high: number } | undefined {
  const sorted = values.slice().sort();
  const low = quantileSorted(sorted, (1 - level) / 2);
  const high = quantileSorted(sorted, (1 + level) / 2);
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** The central interval of each parameter over the thetas. Undefined for no thetas. */
export function percentiles(
  thetas: readonly Float64Array[],
  level: number,
): { low: Float64Array; high: Float64Array } | undefined {
  const ends = thetas[0]?.map((_, k) => k);
  if (ends === undefined) return undefined;
  const each = Array.from(ends, (k) =>
    centralInterval(
      Float64Array.from(thetas, (theta) => theta[k] ?? NaN),
      level,
    ),
  );
  return {
    low: Float64Array.from(each, (one) => one?.low ?? NaN),
    high: Float64Array.from(each, (one) => one?.high ?? NaN),
  };
}

/**
 * The share of resamples between the ends for a nominal coverage: percentiles of few units are too near each other, as a resample
 * holds fewer different units than the sample, and its spread lacks the p degrees of freedom of the fit. Hesterberg 2015, §4.3
 * ("expanded percentile"), with n − p for n − 1.
 */
export function expandedLevel(level: number, units: number, parameters: number): number {
  const df = units - parameters;
  if (df < 1) return 1;
  return 2 * normalCdf(Math.sqrt(units / df) * studentCritical(level, df)) - 1;
}
