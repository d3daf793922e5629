/**
 * The p-quantile (0 ≤ p ≤ 1) of values sorted ascending, interpolated linearly between neighbours (type 7 of Hyndman and Fan
 * 1996, as NumPy and R do). Undefined for no values.
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number | undefined {
  const n = sorted.length;
  if (n === 0) return undefined;
  const at = Math.min(Math.max(p, 0), 1) * (n - 1);
  const below = Math.floor(at);
  const low = sorted[below];
  const high = sorted[Math.min(below + 1, n - 1)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (at - below);
}

/** The p-quantile of values in any order; NaN values are left out. Undefined when none is left. */
export function quantile(values: Iterable<number>, p: number): number | undefined {
  return quantileSorted(Float64Array.from(values).filter(notNaN).sort(), p);
}

const notNaN = (v: number): boolean => !Number.isNaN(v);
