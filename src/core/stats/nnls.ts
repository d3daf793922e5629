import { choleskySolve } from "./cholesky";

/**
 * Least squares from normal equations, some coefficients held at or above 0: minimises ½ xᵀGx − hᵀx, where G = AᵀA (row-major
 * p × p) and h = Aᵀb, over x with x_k ≥ 0 wherever `nonNegative[k]`. Lawson and Hanson 1974, ch. 23, on the Gram matrix.
 * Undefined when the free columns are linearly dependent.
 */
export function nnls(G: Float64Array, h: Float64Array, nonNegative: readonly boolean[]): Float64Array | undefined {
  const p = h.length;
  const held = nonNegative.slice(0, p);
  const x = new Float64Array(p);
  if (held.every((yes) => !yes)) return solveFree(G, h, held);
  for (let pass = 0; pass < 3 * p + 3; pass++) {
    const z = solveFree(G, h, held);
    if (z === undefined) return undefined;
    const blocking = shortest(x, z, held, nonNegative);
    if (blocking < 0) {
      x.set(z);
      const entering = steepest(G, h, x, held);
      if (entering < 0) return x;
      held[entering] = false;
    } else {
      moveTo(x, z, blocking, held);
      held[blocking] = true;
      x[blocking] = 0;
    }
  }
  return x;
}

/** The unconstrained solution over the columns not held at 0. */
function solveFree(G: Float64Array, h: Float64Array, held: readonly boolean[]): Float64Array | undefined {
  const p = h.length;
  const free = [...held.keys()].filter((k) => !held[k]);
  const q = free.length;
  const A = new Float64Array(q * q);
  const scale = free.map((k) => Math.sqrt(G[k * p + k] ?? NaN));
  const b = Float64Array.from(free, (k, i) => (h[k] ?? NaN) / (scale[i] ?? NaN));
  for (let i = 0; i < q; i++)
    for (let j = 0; j < q; j++)
      A[i * q + j] = (G[(free[i] ?? 0) * p + (free[j] ?? 0)] ?? NaN) / ((scale[i] ?? NaN) * (scale[j] ?? NaN));
  if (!choleskySolve(A, b, q)) return undefined;
  const x = new Float64Array(p);
  free.forEach((k, i) => (x[k] = (b[i] ?? NaN) / (scale[i] ?? NaN)));
  return x;
}

/** The constrained coefficient that reaches 0 first on the way from x to z; −1 when none falls below 0. */
function shortest(x: Float64Array, z: Float64Array, held: readonly boolean[], nonNegative: readonly boolean[]): number {
  let best = -1;
  let least = Infinity;
  for (let k = 0; k < z.length; k++) {
    const to = z[k] ?? NaN;
    if (held[k] === true || nonNegative[k] !== true || to >= 0) continue;
    const from = x[k] ?? 0;
    const share = from / (from - to);
    if (share < least) [best, least] = [k, share];
  }
  return best;
}

function moveTo(x: Float64Array, z: Float64Array, blocking: number, held: readonly boolean[]): void {
  const from = x[blocking] ?? 0;
  const share = from / (from - (z[blocking] ?? NaN));
  for (let k = 0; k < x.length; k++) if (held[k] !== true) x[k] = (x[k] ?? 0) + share * ((z[k] ?? 0) - (x[k] ?? 0));
}

/** The held coefficient whose release lowers the sum most; −1 at the optimum. */
function steepest(G: Float64Array, h: Float64Array, x: Float64Array, held: readonly boolean[]): number {
  const p = h.length;
  let best = -1;
  let most = 1e-12;
  for (let k = 0; k < p; k++) {
    if (held[k] !== true) continue;
    let pull = h[k] ?? NaN;
    for (let j = 0; j < p; j++) pull -= (G[k * p + j] ?? NaN) * (x[j] ?? NaN);
    const scaled = pull / Math.max(Math.abs(h[k] ?? NaN), 1e-300);
    if (scaled > most) [best, most] = [k, scaled];
  }
  return best;
}
