/** P(Z ≤ z) of the standard normal, to about 1e-15: the series of erf near 0, its continued fraction beyond. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return NaN;
  const x = Math.abs(z);
  if (x > 38) return z > 0 ? 1 : 0;
  const tail = x < 3 ? 0.5 - series(x) : fraction(x);
  return z > 0 ? 1 - tail : tail;
}

const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** P(0 ≤ Z ≤ x) = φ(x)·(x + x³/3 + x⁵/15 + …). */
function series(x: number): number {
  let [term, sum] = [x, x];
  for (let k = 3; Math.abs(term) > 1e-17 * sum; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return density(x) * sum;
}

/** P(Z > x) = φ(x)/(x + 1/(x + 2/(x + 3/…))). */
function fraction(x: number): number {
  let f = x;
  for (let k = 120; k >= 1; k--) f = x + k / f;
  return density(x) / f;
}
