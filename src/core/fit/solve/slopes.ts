import { choleskySolve } from "../../stats/cholesky";
import type { FitProblem } from "./problem";

/** How the residuals of a problem move with its coefficients at one theta. All in the machine's units but where said. */
export interface Slopes {
  /** Coefficients that are not held on a bound: all matrices are over these, in this order. */
  readonly free: readonly number[];
  /** ∂r/∂θ, a column a free coefficient: column[k][i]. */
  readonly columns: readonly Float64Array[];
  readonly residuals: Float64Array;
  /** ∂(coefficients in the inputs' own units)/∂(free ones in the machine's), row-major p × free. */
  readonly outward: Float64Array;
}

/** Residuals of a problem and their slopes; theta in the inputs' own units. */
export function slopesOf({ law, bound, n, loss, objective, units }: FitProblem, theta: Float64Array): Slopes {
  const p = law.params.length;
  const inside = units.inside(theta);
  const [predicted, jacobian] = [new Float64Array(n), new Float64Array(n * p)];
  bound.evaluate(inside, predicted, jacobian);
  const inLog = objective.space === "log";
  const free = [...law.params.keys()].filter((k) => isInside(law.params[k], inside[k] ?? NaN));
  const residuals = predicted.map((q, i) => (inLog ? Math.log(q / (loss[i] ?? NaN)) : q - (loss[i] ?? NaN)));
  const columns = free.map((k) =>
    predicted.map((q, i) => (inLog ? (jacobian[k * n + i] ?? NaN) / q : (jacobian[k * n + i] ?? NaN))),
  );
  return { free, columns, residuals, outward: outwardOf((one) => units.outside(one), inside, theta, free) };
}

const isInside = (param: { readonly lower: number; readonly upper: number } | undefined, value: number): boolean =>
  param !== undefined && value > param.lower && value < param.upper;

/** By central differences: a product of a power is all there is to it. */
function outwardOf(
  outside: (theta: Float64Array) => Float64Array,
  inside: Float64Array,
  theta: Float64Array,
  free: readonly number[],
): Float64Array {
  const out = new Float64Array(theta.length * free.length);
  free.forEach((k, column) => {
    const h = 1e-6 * Math.max(Math.abs(inside[k] ?? NaN), 1e-3);
    const at = (sign: number): Float64Array => outside(inside.map((v, m) => (m === k ? v + sign * h : v)));
    const [ahead, behind] = [at(1), at(-1)];
    ahead.forEach((v, row) => (out[row * free.length + column] = (v - (behind[row] ?? NaN)) / (2 * h)));
  });
  return out;
}

/** Σ w·J_k·J_m, row-major over the free coefficients. */
export function gram({ columns }: Slopes, weight?: Float64Array): Float64Array {
  const q = columns.length;
  const G = new Float64Array(q * q);
  for (let k = 0; k < q; k++)
    for (let m = 0; m <= k; m++) {
      let sum = 0;
      const [a, b] = [columns[k], columns[m]];
      for (let i = 0; i < (a?.length ?? 0); i++) sum += (weight?.[i] ?? 1) * (a?.[i] ?? NaN) * (b?.[i] ?? NaN);
      G[k * q + m] = G[m * q + k] = sum;
    }
  return G;
}

/** Columns scaled to length 1 first; undefined when they are linearly dependent to working precision. */
export function inverse(G: Float64Array, q: number): Float64Array | undefined {
  const scale = Float64Array.from({ length: q }, (_, k) => Math.sqrt(G[k * q + k] ?? NaN));
  const scaled = G.map((v, at) => v / ((scale[Math.floor(at / q)] ?? NaN) * (scale[at % q] ?? NaN)));
  const out = new Float64Array(q * q);
  for (let k = 0; k < q; k++) {
    const x = Float64Array.from({ length: q }, (_, m) => (m === k ? 1 : 0));
    if (!choleskySolve(scaled.slice(), x, q)) return undefined;
    x.forEach((v, m) => (out[m * q + k] = v / ((scale[k] ?? NaN) * (scale[m] ?? NaN))));
  }
  return out;
}

/** T·V·Tᵀ: a covariance of the free coefficients in the inputs' own units, p × p; 0 for those held on a bound. */
export function outwards({ outward, free }: Slopes, V: Float64Array): Float64Array {
  const q = free.length;
  const p = outward.length / q;
  const out = new Float64Array(p * p);
  for (let a = 0; a < p; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let k = 0; k < q; k++)
        for (let m = 0; m < q; m++)
          sum += (outward[a * q + k] ?? NaN) * (V[k * q + m] ?? NaN) * (outward[b * q + m] ?? NaN);
      out[a * p + b] = out[b * p + a] = sum;
    }
  return out;
}
