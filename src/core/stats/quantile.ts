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
  return quantileSorted(known(values).sort(), p);
}

/** A copy without NaN: by index where it can be, as this is asked of thousands of short columns. */
function known(values: Iterable<number>): Float64Array {
  const all = Array.isArray(values) || values instanceof Float64Array ? (values as ArrayLike<number>) : [...values];
  const out = new Float64Array(all.length);
  let n = 0;
  for (let i = 0; i < all.length; i++) {
    const v = all[i] ?? NaN;
    if (!Number.isNaN(v)) out[n++] = v;
  }
  return out.subarray(0, n);
}
