import type { FitProblem } from "./problem";

/** Value, gradient and two curvatures of the objective at a point, in arrays that are used over and over. */
export interface Derivatives {
  /** The smoothed objective at theta; Infinity outside the law's domain. Fills `size` only. */
  readonly value: (theta: Float64Array, delta: number) => number;
  /** Fills gradient, hessian and scale at the theta and delta of the last `value`, which was finite. */
  readonly derive: (theta: Float64Array, delta: number) => void;
  /** Fills and gives the majorant at the theta of the last `derive`. */
  readonly majorant: () => Float64Array;
  readonly gradient: Float64Array;
  /** The true second derivatives, the law's own included (lower triangle, row-major p × p). May be indefinite. */
  readonly hessian: Float64Array;
  /** Diagonal of the majorant: the curvature of iteratively re-weighted least squares, never flatter than the objective. */
  readonly scale: Float64Array;
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
  const target = inLog ? loss.map(Math.log) : loss;
  const predicted = new Float64Array(n);
  let jacobian = new Float64Array(n * p);
  let next = new Float64Array(n * p);
  const [size, signed] = [new Float64Array(n), new Float64Array(n)];
  const [pull, bend, above] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const [gradient, scale] = [new Float64Array(p), new Float64Array(p)];
  const [hessian, upper] = [new Float64Array(p * p), new Float64Array(p * p)];

  const residual = (i: number): number => {
    const q = predicted[i] ?? NaN;
    return (inLog ? Math.log(q) : q) - (target[i] ?? NaN);
  };

  const value = (theta: Float64Array, delta: number): number => {
    bound.evaluate(theta, predicted, next);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const w = weight === undefined ? 1 : (weight[i] ?? 0);
      if (w === 0) continue;
      const r = residual(i);
      const t = Math.abs(r);
      signed[i] = r;
      size[i] = t;
      const side = r > 0 ? w * over : w;
      if (square) sum += 0.5 * w * r * r;
      else sum += side * (t <= delta ? (t * t) / (2 * delta) : t - delta / 2);
    }
    return Number.isNaN(sum) ? Infinity : sum;
  };

  /** Fills pull, bend and above: what each row contributes to the first and second derivatives by L. */
  const rows = (delta: number): void => {
    for (let i = 0; i < n; i++) {
      const w = weight === undefined ? 1 : (weight[i] ?? 0);
      if (w === 0) {
        pull[i] = bend[i] = above[i] = 0;
        continue;
      }
      const r = signed[i] ?? NaN;
      const t = Math.abs(r);
      const side = square ? w : r > 0 ? w * over : w;
      const inside = square || t <= delta;
      const width = square ? 1 : delta;
      const unit = inLog ? 1 / (predicted[i] ?? NaN) : 1;
      const first = (inside ? (side * r) / width : r > 0 ? side : -side) * unit;
      const second = (side / (inside ? width : t)) * unit * unit;
      pull[i] = first;
      above[i] = second;
      bend[i] = (inside ? second : 0) - (inLog ? first * unit : 0);
    }
  };

  const derive = (theta: Float64Array, delta: number): void => {
    [jacobian, next] = [next, jacobian];
    rows(delta);
    for (let k = 0; k < p; k++) {
      gradient[k] = dot(pull, jacobian, k * n, n);
      scale[k] = dotPair(above, jacobian, k * n, k * n, n);
      for (let m = 0; m <= k; m++) hessian[k * p + m] = dotPair(bend, jacobian, k * n, m * n, n);
    }
    if (!(square && bound.byDifferences === true)) bound.curvature?.(theta, pull, hessian);
  };

  const majorant = (): Float64Array => {
    for (let k = 0; k < p; k++)
      for (let m = 0; m <= k; m++) upper[k * p + m] = dotPair(above, jacobian, k * n, m * n, n);
    return upper;
  };

  return { value, derive, majorant, gradient, hessian, scale, size };
}

/** Σ a_i · J[k + i] over n rows. */
function dot(a: Float64Array, J: Float64Array, k: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (a[i] ?? NaN) * (J[k + i] ?? NaN);
  return sum;
}

/** Σ a_i · J[k + i] · J[m + i] over n rows. */
function dotPair(a: Float64Array, J: Float64Array, k: number, m: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (a[i] ?? NaN) * (J[k + i] ?? NaN) * (J[m + i] ?? NaN);
  return sum;
}
