import { choleskySolve } from "../../stats/cholesky";

/** Residuals of y about its least-squares parabola in x; undefined where that is not identified. */
export function solveQuadratic(x: Float64Array, y: Float64Array): Float64Array | undefined {
  const n = x.length;
  const mean = x.reduce((s, v) => s + v, 0) / n;
  const scale = Math.max(...x.map((v) => Math.abs(v - mean)));
  const A = new Float64Array(9);
  const b = new Float64Array(3);
  const powers = x.map((v) => (v - mean) / scale);
  powers.forEach((v, i) => {
    const row = [1, v, v * v];
    for (let p = 0; p < 3; p++) {
      b[p] = (b[p] ?? 0) + (row[p] ?? 0) * (y[i] ?? NaN);
      for (let q = 0; q <= p; q++) A[p * 3 + q] = (A[p * 3 + q] ?? 0) + (row[p] ?? 0) * (row[q] ?? 0);
    }
  });
  if (!choleskySolve(A, b, 3)) return undefined;
  return y.map((v, i) => {
    const u = powers[i] ?? NaN;
    return v - (b[0] ?? NaN) - (b[1] ?? NaN) * u - (b[2] ?? NaN) * u * u;
  });
}
