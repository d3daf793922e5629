import { lawOf } from "../../laws/index";
import type { Bound, Inputs, Law } from "../../laws/law";
import type { Fitted } from "../result";

/** The loss that a fitted law gives at one value of each of its inputs; NaN where an input is missing or outside its domain. */
export function predict(fit: Pick<Fitted, "law" | "coefficients">, at: Readonly<Record<string, number>>): number {
  const columns = Object.fromEntries(Object.entries(at).map(([name, value]) => [name, Float64Array.of(value)]));
  return predictAll(fit, columns, 1)[0] ?? NaN;
}

/** As `predict`, for columns of n values. */
export function predictAll(fit: Pick<Fitted, "law" | "coefficients">, x: Inputs, n: number): Float64Array {
  const out = new Float64Array(n).fill(NaN);
  const law = lawOf(fit.law);
  if (law?.inputs.some((name) => x[name]?.length !== n) !== false) return out;
  law.bind(x, n).evaluate(thetaOf(law, fit), out);
  return out;
}

/** The coefficients in the law's own order. */
export function thetaOf(law: Law, { coefficients }: Pick<Fitted, "coefficients">): Float64Array {
  return Float64Array.from(law.params, ({ id }) => coefficients.find((c) => c.id === id)?.value ?? NaN);
}

/** The losses of a bound law of n points. */
export function lossesAt(bound: Bound, n: number, theta: Float64Array): Float64Array {
  const out = new Float64Array(n);
  bound.evaluate(theta, out);
  return out;
}
