import { lawOf } from "../laws/index";
import { goldenSection } from "../stats/goldenSection";
import { predictAll } from "../fit/solve/predict";
import type { Fitted } from "../fit/result";

/** Sizes that are tried for each C, between these powers of ten; the valley is then searched between the neighbours of the best. */
const tried = 96;
const decades = [4, 16] as const;

/** Whether a law says which N is best for a C: one in N and D alone. */
export function hasOptimum(fit: Pick<Fitted, "law">): boolean {
  const inputs = lawOf(fit.law)?.inputs ?? [];
  return inputs.length === 2 && inputs.includes("N") && inputs.includes("D");
}

/** The best model of a budget: D = C / 6N. */
export interface Optimum {
  readonly N: number;
  readonly D: number;
  readonly loss: number;
}

/**
 * The lowest loss that a law in N and D gives at each C, over all N with D = C / 6N: its compute-optimal frontier. NaN where
 * `optimumAt` finds none.
 */
export function optimalLoss(fit: Pick<Fitted, "law" | "coefficients">, C: Float64Array): Float64Array {
  return C.map((c) => optimumAt(fit, c)?.loss ?? NaN);
}

/**
 * The N of the lowest loss at C FLOPs, by trial and golden section in ln N, to about 1e-9 of the loss (N itself to about 1e-4).
 * Undefined for a law that is not in N and D alone, and where it has no minimum between 1e4 and 1e16 parameters.
 */
export function optimumAt(fit: Pick<Fitted, "law" | "coefficients">, C: number): Optimum | undefined {
  if (!hasOptimum(fit)) return undefined;
  const [from, to] = decades;
  const N = Float64Array.from({ length: tried }, (_, i) => 10 ** (from + ((to - from) * i) / (tried - 1)));
  const losses = predictAll(fit, { N, D: N.map((n) => C / (6 * n)) }, tried);
  let best = 0;
  for (let i = 1; i < tried; i++) if ((losses[i] ?? NaN) < (losses[best] ?? NaN)) best = i;
  if (best === 0 || best === tried - 1) return undefined;
  return valley(fit, C, Math.log(N[best - 1] ?? NaN), Math.log(N[best + 1] ?? NaN));
}

/** Golden section in ln N between two ends of a valley. */
function valley(fit: Pick<Fitted, "law" | "coefficients">, C: number, low: number, high: number): Optimum {
  const lossAt = (u: number): number =>
    predictAll(fit, { N: Float64Array.of(Math.exp(u)), D: Float64Array.of(C / (6 * Math.exp(u))) }, 1)[0] ?? NaN;
  const u = goldenSection(lossAt, low, high, (from, to) => !(to - from > 1e-4));
  const N = Math.exp(u);
  return { N, D: C / (6 * N), loss: lossAt(u) };
}
