/** Φ(z), to 1.2e-7 (Numerical Recipes, §6.2: erfc by Chebyshev fit). */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const series = [
    1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
  ];
  let sum = 0;
  for (let i = series.length - 1; i >= 0; i--) sum = sum * t + (series[i] ?? 0);
  const erfc = t * Math.exp(-x * x - 1.26551223 + t * sum);
  return z > 0 ? 1 - erfc / 2 : erfc / 2;
}

/** Φ⁻¹(p), to a relative 1.2e-9 (Acklam 2003); ∓∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.97575) return -tail(1 - p);
  if (p < 0.02425) return tail(p);
  const q = p - 0.5;
  const r = q * q;
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
  return (q * horner(a, r)) / horner(b, r);
}

function tail(p: number): number {
  const q = Math.sqrt(-2 * Math.log(p));
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  return horner(c, q) / horner(d, q);
}

const horner = (c: readonly number[], x: number): number => c.reduce((sum, k) => sum * x + k, 0);
