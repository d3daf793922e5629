/**
 * Solves A·x = b for a symmetric positive definite A (row-major p × p, lower triangle read and overwritten by its factor); b is
 * overwritten by x. False, with both spoilt, when A is not positive definite to working precision.
 */
export function choleskySolve(A: Float64Array, b: Float64Array, p: number): boolean {
  if (!choleskyFactor(A, p)) return false;
  for (let i = 0; i < p; i++) {
    let sum = b[i] ?? NaN;
    for (let k = 0; k < i; k++) sum -= (A[i * p + k] ?? NaN) * (b[k] ?? NaN);
    b[i] = sum / (A[i * p + i] ?? NaN);
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = b[i] ?? NaN;
    for (let k = i + 1; k < p; k++) sum -= (A[k * p + i] ?? NaN) * (b[k] ?? NaN);
    b[i] = sum / (A[i * p + i] ?? NaN);
  }
  return true;
}

/** Factors A = L·Lᵀ in place (lower triangle); false when a pivot falls to rounding. */
function choleskyFactor(A: Float64Array, p: number): boolean {
  for (let j = 0; j < p; j++) {
    const whole = A[j * p + j] ?? NaN;
    let pivot = whole;
    for (let k = 0; k < j; k++) pivot -= (A[j * p + k] ?? NaN) ** 2;
    if (!(pivot > 1e-15 * whole)) return false;
    const root = Math.sqrt(pivot);
    A[j * p + j] = root;
    for (let i = j + 1; i < p; i++) {
      let sum = A[i * p + j] ?? NaN;
      for (let k = 0; k < j; k++) sum -= (A[i * p + k] ?? NaN) * (A[j * p + k] ?? NaN);
      A[i * p + j] = sum / root;
    }
  }
  return true;
}
