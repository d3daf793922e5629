import { quantileSorted } from "../stats/quantile";
import { random } from "../stats/random";

/** How a long piece of work is watched: asked between its parts whether to stop, told the share that is done. */
export interface Watch {
  readonly cancelled?: () => boolean;
  readonly onProgress?: (share: number) => void;
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
  { cancelled, onProgress }: Watch = {},
): Float64Array[] | undefined {
  const uniform = random(seed);
  const drawn = new Float64Array(units);
  const thetas: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    if (k % 8 === 0) {
      if (cancelled?.() === true) return undefined;
      onProgress?.(k / count);
    }
    drawn.fill(0);
    for (let i = 0; i < units; i++) {
      const pick = Math.floor(uniform() * units);
      drawn[pick] = (drawn[pick] ?? 0) + 1;
    }
    const theta = refit(drawn);
    if (theta?.every(Number.isFinite) === true) thetas.push(theta);
  }
  return thetas;
}

/** The central interval of that coverage of each parameter over the thetas. Undefined for no thetas. */
export function percentiles(
  thetas: readonly Float64Array[],
  level: number,
): { low: Float64Array; high: Float64Array } | undefined {
  const p = thetas[0]?.length;
  if (p === undefined) return undefined;
  const low = new Float64Array(p);
  const high = new Float64Array(p);
  for (let k = 0; k < p; k++) {
    const sorted = Float64Array.from(thetas, (theta) => theta[k] ?? NaN).sort();
    low[k] = quantileSorted(sorted, (1 - level) / 2) ?? NaN;
    high[k] = quantileSorted(sorted, (1 + level) / 2) ?? NaN;
  }
  return { low, high };
}
