import { studentCritical } from "../../stats/student";
import type { Fit } from "../result";
import type { Target } from "./targets";

/** How far a law's predictions of held-out losses are off. */
export interface HeldOutError {
  /** Mean and largest |L̂/L − 1| over the targets, and how many there were. */
  readonly mean: number;
  readonly largest: number;
  readonly points: number;
  /** Standard deviation of |L̂/L − 1| over the targets; absent for fewer than two. */
  readonly spread?: number;
}

/** The error of each target under predictions of them; NaN where there is none. */
export function errorsOf(predicted: Float64Array, targets: readonly Target[]): Float64Array {
  return predicted.map((l, i) => Math.abs(l / (targets[i]?.loss ?? NaN) - 1));
}

/** Undefined where some target has no prediction: a law that answers fewer questions is not compared by those it answered. */
export function heldOutError(errors: Float64Array): HeldOutError | undefined {
  const n = errors.length;
  if (n === 0 || !errors.every(Number.isFinite)) return undefined;
  const mean = errors.reduce((sum, v) => sum + v, 0) / n;
  const spread = Math.sqrt(errors.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
  return { mean, largest: Math.max(...errors), points: n, ...(n > 1 ? { spread } : {}) };
}

/** With fewer targets the spread of the differences is not known from them. */
const fewestTargets = 4;
/** AICc that differ by less are as good. Burnham and Anderson 2002, §2.6. */
const asGood = 2;

/**
 * Whether two laws' errors on the same targets differ by no more than chance: by the 95 % interval of their mean paired difference; with
 * few targets by the noise of a run (the smaller spread of the two fits about their own points).
 */
export function tiedErrors(
  a: { readonly fit: Fit; readonly errors: Float64Array },
  b: { readonly fit: Fit; readonly errors: Float64Array },
): boolean {
  const apart = a.errors.map((v, i) => v - (b.errors[i] ?? NaN));
  const n = apart.length;
  const mean = apart.reduce((sum, v) => sum + v, 0) / n;
  if (n >= fewestTargets) {
    const spread = Math.sqrt(apart.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
    return Math.abs(mean) <= (studentCritical(0.95, n - 1) * spread) / Math.sqrt(n);
  }
  const noise = Math.min(...[a.fit, b.fit].map((fit) => (fit.status === "fitted" ? fit.spread : Infinity)));
  return Math.abs(mean) <= (1.96 * noise) / Math.sqrt(n);
}

export const tiedCriteria = (a: number, b: number): boolean => Math.abs(a - b) < asGood;
