import { choleskySolve } from "../../stats/cholesky";
import { quantile } from "../../stats/quantile";
import { derivativesOf, type Derivatives } from "./derivatives";
import type { FitProblem } from "./problem";
import type { Solution } from "./solution";

/** A minimiser of one problem, its arrays made once. Thetas are in the machine's units. */
export interface Minimizer {
  /**
   * The local minimum that is downhill of `start`. Absolute values and Huber losses are reached by narrowing δ from the size of
   * the residuals; with `near` (a start beside the minimum, as in a resample) without that, where it gets there.
   */
  minimize(start: Float64Array, near?: boolean, steps?: number): Solution;
}

const maxSteps = 400;
/** Of each δ on the way. */
const stageSteps = 40;
/** A valley so flat that this many steps gain less than a share of 1e-7 holds no sharper optimum. */
const patience = 20;
const maxTries = 24;

/**
 * Newton's method with the law's own curvature, damped towards iteratively re-weighted least squares where that does not
 * descend; parameters at a bound that the gradient holds there stay out of the step. Value in the machine's own scale.
 */
export function minimizerOf(problem: FitProblem): Minimizer {
  const derivatives = derivativesOf(problem);
  const step = stepperOf(problem, derivatives);
  const { objective } = problem;
  const square = objective.shape === "square";

  const sizeAt = (theta: Float64Array, share: number): number => {
    derivatives.value(theta, 1);
    return quantile(derivatives.size, share) ?? 0;
  };

  /** δ of the last stage: the asked one, or for plain absolute values one far below the residuals. */
  const lastDelta = (theta: Float64Array): number =>
    square ? Infinity : objective.delta > 0 ? objective.delta : Math.max(1e-5 * sizeAt(theta, 0.5), 1e-13);

  /** Narrows δ from the size of the residuals. */
  const narrow = (start: Float64Array, steps: number): Solution => {
    let theta = start;
    let iterations = 0;
    if (!square)
      for (let delta = 2 * sizeAt(theta, 0.75); delta > 1.001 * lastDelta(theta); delta /= 5) {
        const stage = descend(step, theta, delta, 1e-5, Math.min(steps, stageSteps));
        theta = stage.theta;
        iterations += stage.iterations;
      }
    const last = descend(step, theta, lastDelta(theta), 1e-14, steps);
    return { ...last, iterations: iterations + last.iterations };
  };

  const minimize = (start: Float64Array, near = false, steps = maxSteps): Solution => {
    if (!near || objective.delta === 0) return narrow(start, steps);
    const straight = descend(step, start, objective.delta, 1e-14, steps);
    return straight.converged ? straight : narrow(start, steps);
  };

  return { minimize };
}

/** One damped step: the new theta, its value, and the decrease that the model promised. */
type Stepper = (theta: Float64Array, value: number, delta: number, damping: number) => Step | "stuck";

interface Step {
  readonly theta: Float64Array;
  readonly value: number;
  readonly promised: number;
  readonly damping: number;
}

interface Descent {
  readonly value: (theta: Float64Array, delta: number) => number;
  /** Derivatives at the theta of the last value. */
  readonly prepare: (theta: Float64Array, delta: number) => void;
  readonly next: Stepper;
}

function descend(
  { value: valueAt, prepare, next }: Descent,
  start: Float64Array,
  delta: number,
  tolerance: number,
  steps: number,
): Solution {
  let theta = start;
  let damping = 0;
  let value = valueAt(theta, delta);
  if (value === Infinity) return { theta, value, converged: false, ended: "stuck", iterations: 0 };
  let before = value;
  for (let iterations = 1; iterations <= steps; iterations++) {
    prepare(theta, delta);
    const taken = next(theta, value, delta, damping);
    if (taken === "stuck") return { theta, value, converged: false, ended: "stuck", iterations };
    const gained = value - taken.value;
    ({ theta, damping, value } = taken);
    const done = taken.promised <= tolerance * value && (gained <= tolerance * value || damping < 1e-6);
    if (done) return { theta, value, converged: true, ended: "optimum", iterations };
    if (iterations % patience !== 0) continue;
    if (before - value < 1e-7 * value) return { theta, value, converged: false, ended: "flat", iterations };
    before = value;
  }
  return { theta, value, converged: false, ended: "steps", iterations: steps };
}

function stepperOf({ law }: FitProblem, derivatives: Derivatives): Descent {
  const p = law.params.length;
  const lower = Float64Array.from(law.params, (param) => param.lower);
  const upper = Float64Array.from(law.params, (param) => param.upper);
  const { gradient, hessian, scale } = derivatives;
  const A = new Float64Array(p * p);
  const b = new Float64Array(p);
  const trial = new Float64Array(p);
  const unit = new Float64Array(p);
  let free = new Int32Array(p);
  let majorant: Float64Array | undefined;

  const prepare = (theta: Float64Array, delta: number): void => {
    derivatives.derive(theta, delta);
    majorant = undefined;
    free = Int32Array.from(theta.keys()).filter((k) => {
      const [at = NaN, slope = NaN] = [theta[k], gradient[k]];
      return !((at <= (lower[k] ?? NaN) && slope >= 0) || (at >= (upper[k] ?? NaN) && slope <= 0));
    });
  };

  /** Fills `trial` with theta plus the step of that damping; the promised decrease, or NaN when there is no descent. */
  const attempt = (theta: Float64Array, damping: number): number => {
    const q = free.length;
    const softening = damping > 0 ? (majorant ??= derivatives.majorant()) : hessian;
    for (let i = 0; i < q; i++) {
      const k = free[i] ?? 0;
      unit[i] = 1 / Math.sqrt(Math.max(scale[k] ?? NaN, 1e-300));
      b[i] = -(gradient[k] ?? NaN) * (unit[i] ?? NaN);
      for (let j = 0; j <= i; j++) {
        const at = k * p + (free[j] ?? 0);
        const softer = (hessian[at] ?? NaN) + damping * (softening[at] ?? NaN) * (i === j ? 1.1 : 1);
        A[i * q + j] = softer * (unit[i] ?? NaN) * (unit[j] ?? NaN);
      }
    }
    if (!choleskySolve(A, b, q)) return NaN;
    trial.set(theta);
    let promised = 0;
    for (let i = 0; i < q; i++) {
      const k = free[i] ?? 0;
      const move = (b[i] ?? NaN) * (unit[i] ?? NaN);
      trial[k] = Math.min(Math.max((theta[k] ?? NaN) + move, lower[k] ?? NaN), upper[k] ?? NaN);
      promised -= 0.5 * (gradient[k] ?? NaN) * move;
    }
    return promised;
  };

  const next: Stepper = (theta, value, delta, damping) => {
    let strength = damping;
    let promised = 0;
    for (let attempts = 0; attempts < maxTries; attempts++) {
      const found = attempt(theta, strength);
      if (found >= 0) {
        promised = found;
        const reached = derivatives.value(trial, delta);
        const easier = strength < 1e-6 ? 0 : strength / 8;
        if (reached < value) return { theta: trial.slice(), value: reached, promised, damping: easier };
        if (promised <= 1e-11 * value + 1e-300) return { theta, value, promised: 0, damping: 0 };
      }
      strength = Math.max(strength * 5, 1e-4);
    }
    return "stuck";
  };

  return { value: derivatives.value, prepare, next };
}

/** A refit from beside the optimum, theta in the inputs' own units both ways; undefined when it does not converge. */
export function refitOf(problem: FitProblem, theta: Float64Array): () => Float64Array | undefined {
  const minimizer = minimizerOf(problem);
  const start = problem.units.inside(theta);
  return () => {
    const found = minimizer.minimize(start, true);
    return found.converged ? problem.units.outside(found.theta) : undefined;
  };
}
