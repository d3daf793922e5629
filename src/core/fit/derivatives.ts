import type { FitProblem } from "./problem";

/** Value, gradient and two curvatures of the objective at a point, in arrays that are used over and over. */
export interface Derivatives {
  /** The smoothed objective at theta; Infinity outside the law's domain. Fills nothing. */
  value(theta: Float64Array, delta: number): number;
  /** As `value`, and fills gradient, hessian and majorant (lower triangles, row-major p × p). */
  all(theta: Float64Array, delta: number): number;
  readonly gradient: Float64Array;
  /** The true second derivatives, with those of the law itself where it curves. May be indefinite. */
  readonly hessian: Float64Array;
  /** Of iteratively re-weighted least squares: positive semidefinite, and never flatter than the objective. */
  readonly majorant: Float64Array;
  /** |residual| of each row at the last evaluation. */
  readonly size: Float64Array;
}

/**
 * Σ w·side(r)·h(|r|), h = r²/2 for squares, and for absolute values r²/2δ up to δ and |r| − δ/2 beyond. Madsen and Nielsen 1990
 * for the Huber loss with δ → 0 as a road to absolute values.
 */
export function derivativesOf({ law, bound, n, loss, objective, weight }: FitProblem): Derivatives {
  const p = law.params.length;
  const inLog = objective.space === "log";
  const square = objective.shape === "square";
  const { over } = objective;
  const predicted = new Float64Array(n);
  const jacobian = new Float64Array(n * p);
  const pull = new Float64Array(n);
  const size = new Float64Array(n);
  const row = new Float64Array(p);
  const gradient = new Float64Array(p);
  const hessian = new Float64Array(p * p);
  const majorant = new Float64Array(p * p);

  const residual = (i: number): number => {
    const [l = NaN, q = NaN] = [loss[i], predicted[i]];
    return inLog ? Math.log(q / l) : q - l;
  };

  const value = (theta: Float64Array, delta: number): number => {
    bound.evaluate(theta, predicted);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const w = weight === undefined ? 1 : (weight[i] ?? 0);
      if (w === 0) continue;
      const r = residual(i);
      const t = Math.abs(r);
      size[i] = t;
      const side = r > 0 ? w * over : w;
      if (square) sum += 0.5 * w * r * r;
      else sum += side * (t <= delta ? (t * t) / (2 * delta) : t - delta / 2);
    }
    return Number.isNaN(sum) ? Infinity : sum;
  };

  const all = (theta: Float64Array, delta: number): number => {
    bound.evaluate(theta, predicted, jacobian);
    gradient.fill(0);
    hessian.fill(0);
    majorant.fill(0);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const w = weight === undefined ? 1 : (weight[i] ?? 0);
      if (w === 0) {
        pull[i] = 0;
        continue;
      }
      const r = residual(i);
      const t = Math.abs(r);
      size[i] = t;
      const side = square ? w : r > 0 ? w * over : w;
      const inside = square || t <= delta;
      const width = square ? 1 : delta;
      sum += square ? 0.5 * w * r * r : side * (inside ? (t * t) / (2 * delta) : t - delta / 2);
      const first = inside ? (side * r) / width : side * Math.sign(r);
      const second = inside ? side / width : 0;
      const scale = inLog ? 1 / (predicted[i] ?? NaN) : 1;
      const pulled = first * scale;
      pull[i] = pulled;
      const bend = second * scale * scale - (inLog ? pulled * scale : 0);
      const above = (inside ? second : side / t) * scale * scale;
      for (let k = 0; k < p; k++) row[k] = jacobian[k * n + i] ?? NaN;
      for (let k = 0; k < p; k++) {
        const j = row[k] ?? NaN;
        gradient[k] = (gradient[k] ?? 0) + pulled * j;
        for (let m = 0; m <= k; m++) {
          const jj = j * (row[m] ?? NaN);
          hessian[k * p + m] = (hessian[k * p + m] ?? 0) + bend * jj;
          majorant[k * p + m] = (majorant[k * p + m] ?? 0) + above * jj;
        }
      }
    }
    if (Number.isNaN(sum)) return Infinity;
    bound.curvature?.(theta, pull, hessian);
    return sum;
  };

  return { value, all, gradient, hessian, majorant, size };
}
