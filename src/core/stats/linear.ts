/** A straight line through points, with what it leaves over. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Standard errors; NaN when there are no more than two points. */
  readonly slopeError: number;
  readonly interceptError: number;
  readonly r2: number;
  /** Points of weight above 0. */
  readonly n: number;
}

/**
 * Weighted least squares of y on x (weights default to 1). Rows where x or y is not finite, or the weight is not above 0, are
 * left out. Undefined for fewer than two rows or when all x are equal.
 */
export function linear(x: Float64Array, y: Float64Array, weight?: Float64Array): Line | undefined {
  let n = 0;
  let w = 0;
  let mx = 0;
  let my = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] ?? NaN;
    const yi = y[i] ?? NaN;
    const wi = weight === undefined ? 1 : (weight[i] ?? 0);
    if (!Number.isFinite(xi) || !Number.isFinite(yi) || !(wi > 0)) continue;
    n++;
    w += wi;
    const dx = xi - mx;
    const dy = yi - my;
    mx += (dx * wi) / w;
    my += (dy * wi) / w;
    xx += wi * dx * (xi - mx);
    xy += wi * dx * (yi - my);
    yy += wi * dy * (yi - my);
  }
  if (n < 2 || !(xx > 1e-24 * w * Math.max(1e-300, mx * mx))) return undefined;
  const slope = xy / xx;
  const rest = Math.max(0, yy - slope * xy);
  const variance = n > 2 ? rest / (n - 2) : NaN;
  return {
    slope,
    intercept: my - slope * mx,
    slopeError: Math.sqrt(variance / xx),
    interceptError: Math.sqrt(variance * (1 / w + (mx * mx) / xx)),
    r2: yy > 0 ? 1 - rest / yy : NaN,
    n,
  };
}
