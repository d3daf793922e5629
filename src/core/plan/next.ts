import type { Law } from "../laws/law";
import { choleskySolve } from "../stats/cholesky";
import { studentCritical } from "../stats/student";
import type { Points } from "../fit/points/points";
import { sixND, tokensFor, type Cost } from "./cost";

/** A run one could train next. */
export interface Candidate {
  readonly N: number;
  readonly D: number;
}

export interface Ranked extends Candidate {
  /** Half-width of the 95 % interval of ln L at the target, now and with this run added. */
  readonly before: number;
  readonly after: number;
}

/**
 * Which run would narrow the prediction at a target most: each candidate added to the runs so far, the variance of ln L̂ at the target
 * by the linearised law, σ²·gᵀ(JᵀJ)⁻¹g over log residuals with σ the spread of the fit (c-optimal design; Atkinson, Donev and Tobias
 * 2007, §10.4). Best first. For a law in N and D; undefined when the runs so far do not identify its coefficients.
 */
export function nextExperiment(
  law: Law,
  theta: Float64Array,
  points: Points,
  spread: number,
  target: Candidate,
  candidates: readonly Candidate[],
): Ranked[] | undefined {
  const p = law.params.length;
  const n = points.loss.length;
  const rows = logJacobian(law, theta, points.inputs["N"], points.inputs["D"]);
  if (rows.length !== n || n <= p || !(spread > 0)) return undefined;
  const goal = logJacobian(law, theta, Float64Array.of(target.N), Float64Array.of(target.D))[0];
  const variance = (extra?: Float64Array): number => quadratic(extra === undefined ? rows : [...rows, extra], goal, p);
  const now = variance();
  if (!(now >= 0)) return undefined;
  const width = (v: number, df: number): number => studentCritical(0.95, df) * spread * Math.sqrt(v);
  return candidates
    .flatMap((candidate): Ranked[] => {
      const extra = logJacobian(law, theta, Float64Array.of(candidate.N), Float64Array.of(candidate.D))[0];
      const then = extra === undefined ? NaN : variance(extra);
      return then >= 0 ? [{ ...candidate, before: width(now, n - p), after: width(then, n + 1 - p) }] : [];
    })
    .sort((a, b) => a.after - b.after);
}

/**
 * Several runs to train together: the best candidate, then the best beside it, and so on (greedy c-optimal design). Each with the interval
 * as it is with all runs so far. Undefined where `nextExperiment` is.
 */
export function nextGrid(
  law: Law,
  theta: Float64Array,
  points: Points,
  spread: number,
  target: Candidate,
  candidates: readonly Candidate[],
  count: number,
): Ranked[] | undefined {
  const chosen: Ranked[] = [];
  let known = points;
  for (let i = 0; i < count; i++) {
    const [best] = nextExperiment(law, theta, known, spread, target, candidates) ?? [];
    if (best === undefined) return undefined;
    chosen.push(best);
    const { N = new Float64Array(0), D = new Float64Array(0) } = known.inputs;
    const inputs = { N: Float64Array.of(...N, best.N), D: Float64Array.of(...D, best.D) };
    known = { ...known, inputs, loss: Float64Array.of(...known.loss, 1) };
  }
  return chosen;
}

/** Candidates of one budget in FLOPs: `count` sizes within a factor `span` of N, D what the rest of C buys. */
export function budgetCandidates(C: number, N: number, cost: Cost = sixND, span = 10, count = 21): Candidate[] {
  return Array.from({ length: count }, (_, i) => {
    const size = N * span ** ((2 * i) / (count - 1) - 1);
    return { N: size, D: tokensFor(cost, size, C) };
  });
}

/** ∂ ln L/∂θ at each (N, D). */
function logJacobian(law: Law, theta: Float64Array, N?: Float64Array, D?: Float64Array): Float64Array[] {
  if (N === undefined || D === undefined) return [];
  const [n, p] = [N.length, law.params.length];
  const [loss, jacobian] = [new Float64Array(n), new Float64Array(n * p)];
  law.bind({ N, D }, n).evaluate(theta, loss, jacobian);
  return Array.from(loss, (l, i) => Float64Array.from({ length: p }, (_, k) => (jacobian[k * n + i] ?? NaN) / l));
}

/** gᵀ(JᵀJ)⁻¹g, columns scaled to length 1; NaN when JᵀJ is singular. */
function quadratic(rows: readonly Float64Array[], g: Float64Array | undefined, p: number): number {
  if (g === undefined) return NaN;
  const scale = Float64Array.from({ length: p }, (_, k) =>
    Math.sqrt(rows.reduce((s, row) => s + (row[k] ?? NaN) ** 2, 0)),
  );
  const A = new Float64Array(p * p);
  for (const row of rows)
    for (let k = 0; k < p; k++)
      for (let m = 0; m <= k; m++)
        A[k * p + m] =
          (A[k * p + m] ?? 0) + ((row[k] ?? NaN) * (row[m] ?? NaN)) / ((scale[k] ?? NaN) * (scale[m] ?? NaN));
  const h = g.map((v, k) => v / (scale[k] ?? NaN));
  const x = h.slice();
  if (!choleskySolve(A, x, p)) return NaN;
  return x.reduce((sum, v, k) => sum + v * (h[k] ?? NaN), 0);
}
