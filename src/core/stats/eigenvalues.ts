/**
 * The eigenvalues, rising, of a symmetric matrix (row-major p × p, lower triangle read), by cyclic Jacobi rotations (Golub and Van
 * Loan 2013, §8.5). NaN for a matrix that holds one.
 */
export function eigenvalues(matrix: Float64Array, p: number): Float64Array {
  const A = new Float64Array(p * p);
  for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) A[i * p + j] = A[j * p + i] = matrix[i * p + j] ?? NaN;
  for (let sweep = 0; sweep < 60 && offDiagonal(A, p) > 1e-32; sweep++)
    for (let i = 1; i < p; i++) for (let j = 0; j < i; j++) rotate(A, p, i, j);
  return Float64Array.from({ length: p }, (_, k) => A[k * p + k] ?? NaN).sort();
}

/** Squares off the diagonal over those on it. */
function offDiagonal(A: Float64Array, p: number): number {
  let [off, on] = [0, 0];
  A.forEach((v, k) => {
    if (Math.floor(k / p) === k % p) on += v * v;
    else off += v * v;
  });
  return off / on;
}

/** Turns the plane of i and j so that A_ij becomes 0. */
function rotate(A: Float64Array, p: number, i: number, j: number): void {
  const off = A[i * p + j] ?? NaN;
  if (off === 0) return;
  const half = ((A[j * p + j] ?? NaN) - (A[i * p + i] ?? NaN)) / (2 * off);
  const t = (half >= 0 ? 1 : -1) / (Math.abs(half) + Math.hypot(half, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < p; k++) {
    const [u, v] = [A[k * p + i] ?? NaN, A[k * p + j] ?? NaN];
    A[k * p + i] = c * u - s * v;
    A[k * p + j] = s * u + c * v;
  }
  for (let k = 0; k < p; k++) {
    const [u, v] = [A[i * p + k] ?? NaN, A[j * p + k] ?? NaN];
    A[i * p + k] = c * u - s * v;
    A[j * p + k] = s * u + c * v;
  }
}
