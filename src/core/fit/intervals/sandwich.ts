import type { Clusters } from "./clusters";
import type { Objective } from "../protocol/objective";
import type { FitProblem } from "../solve/problem";
import { gram, inverse, outwards, slopesOf, type Slopes } from "../solve/slopes";

/**
 * The covariance of the coefficients (p × p, 0 for those on a bound) from the scatter of the clusters' scores: G⁻¹·Σ s·sᵀ·G⁻¹, with s the
 * sum over a cluster of w·ψ(r)·∂r/∂θ, ψ the slope of the loss of a residual. Liang and Zeger 1986; White 1980 for clusters of one row.
 * For absolute losses only in proportion, their density at 0 left out: enough to studentize by. `drawn` is how often each cluster counts.
 * Undefined where the Jacobian is singular.
 */
export function clusterCovariance(
  problem: FitProblem,
  theta: Float64Array,
  clusters: Clusters,
  drawn?: Float64Array,
): Float64Array | undefined {
  const slopes = slopesOf(problem, theta);
  const weight = (i: number): number => (drawn?.[clusters.of[i] ?? 0] ?? 1) * (problem.weight?.[i] ?? 1);
  const rows = Float64Array.from(slopes.residuals, (_, i) => weight(i));
  const bread = inverse(gram(slopes, rows), slopes.free.length);
  if (bread === undefined) return undefined;
  return outwards(slopes, around(bread, meat(problem, slopes, clusters, drawn), slopes.free.length));
}

/** s²·(JᵀWJ)⁻¹ of least squares on independent rows, p × p; undefined where it is singular or there are no more rows than coefficients. */
export function leastSquaresCovariance(problem: FitProblem, theta: Float64Array): Float64Array | undefined {
  const slopes = slopesOf(problem, theta);
  const { n, weight } = problem;
  const V = inverse(gram(slopes, weight), slopes.free.length);
  const squares = slopes.residuals.reduce((sum, r, i) => sum + (weight?.[i] ?? 1) * r * r, 0);
  const variance = squares / (n - theta.length);
  return V === undefined || n <= theta.length
    ? undefined
    : outwards(
        slopes,
        V.map((v) => variance * v),
      );
}

/** Σ over clusters of c·s·sᵀ. */
function meat(
  { objective, weight }: FitProblem,
  slopes: Slopes,
  clusters: Clusters,
  drawn?: Float64Array,
): Float64Array {
  const { columns, residuals } = slopes;
  const q = columns.length;
  const scores = new Float64Array(clusters.count * q);
  residuals.forEach((r, i) => {
    const pull = (weight?.[i] ?? 1) * slopeOfLoss(objective, r);
    const at = (clusters.of[i] ?? 0) * q;
    for (let k = 0; k < q; k++) scores[at + k] = (scores[at + k] ?? 0) + pull * (columns[k]?.[i] ?? NaN);
  });
  const out = new Float64Array(q * q);
  for (let c = 0; c < clusters.count; c++) {
    const times = drawn?.[c] ?? 1;
    if (times === 0) continue;
    for (let k = 0; k < q; k++)
      for (let m = 0; m < q; m++)
        out[k * q + m] = (out[k * q + m] ?? 0) + times * (scores[c * q + k] ?? NaN) * (scores[c * q + m] ?? NaN);
  }
  return out;
}

/** ψ, in units of the residual where that is small. */
function slopeOfLoss({ shape, delta, over }: Objective, r: number): number {
  if (shape === "square") return r;
  const side = r > 0 ? over : 1;
  return side * (delta > 0 ? Math.min(Math.max(r / delta, -1), 1) : Math.sign(r));
}

/** B·M·B for symmetric B. */
function around(B: Float64Array, M: Float64Array, q: number): Float64Array {
  return times(times(B, M, q), B, q);
}

function times(A: Float64Array, B: Float64Array, q: number): Float64Array {
  return Float64Array.from({ length: q * q }, (_, at) => {
    const [row, column] = [Math.floor(at / q), at % q];
    let sum = 0;
    for (let k = 0; k < q; k++) sum += (A[row * q + k] ?? NaN) * (B[k * q + column] ?? NaN);
    return sum;
  });
}
