import { lawOf } from "../laws/index";
import { allocate, exponents, type Allocation, type Surface } from "./allocate";
import { predictAll, thetaOf } from "./predict";
import { centralInterval, expandedLevel } from "./resample";
import type { Fitted } from "./result";

/** A number made from coefficients, with its interval where the fit has resamples. */
export interface Derived {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * A function of the coefficients with its 95 % interval over the fit's resamples, as wide as those of the coefficients. The function
 * gets the coefficients in the law's order. No interval where the fit has none, or where fewer than 20 resamples give a number.
 */
export function derive(fit: Fitted, f: (theta: Float64Array) => number): Derived {
  const law = lawOf(fit.law);
  const value = law === undefined ? NaN : f(thetaOf(law, fit));
  const values = Float64Array.from((fit.resamples ?? []).map(f).filter(Number.isFinite));
  const { level = 0.95 } = fit.interval ?? {};
  const units = fit.interval?.method === "bootstrap-rows" ? fit.points : fit.runs;
  const share = expandedLevel(level, units, fit.coefficients.length);
  const ends = values.length < 20 ? undefined : centralInterval(values, share);
  return ends === undefined ? { value } : { value, ...ends };
}

/** The loss the law gives at one place, with the interval of the law there (not of a new run, whose own noise comes on top). */
export function predictInterval(fit: Fitted, at: Readonly<Record<string, number>>): Derived {
  const columns = Object.fromEntries(Object.entries(at).map(([name, v]) => [name, Float64Array.of(v)]));
  return derive(fit, (theta) => predictAll(withTheta(fit, theta), columns, 1)[0] ?? NaN);
}

/** The law's band over a column of its single input x: ends of the 95 % interval at each value, NaN where there is none. */
export function band(fit: Fitted, x: Float64Array): { readonly low: Float64Array; readonly high: Float64Array } {
  const curves = (fit.resamples ?? []).map((theta) => predictAll(withTheta(fit, theta), { x }, x.length));
  const units = fit.interval?.method === "bootstrap-rows" ? fit.points : fit.runs;
  const share = expandedLevel(fit.interval?.level ?? 0.95, units, fit.coefficients.length);
  const ends = Array.from(x, (_, i) => {
    const values = Float64Array.from(curves, (curve) => curve[i] ?? NaN).filter(Number.isFinite);
    return values.length < 20 ? undefined : centralInterval(values, share);
  });
  return {
    low: Float64Array.from(ends, (one) => one?.low ?? NaN),
    high: Float64Array.from(ends, (one) => one?.high ?? NaN),
  };
}

/** The fit with other coefficients, in the law's order. */
export function withTheta(fit: Fitted, theta: Float64Array): Pick<Fitted, "law" | "coefficients"> {
  return { law: fit.law, coefficients: fit.coefficients.map((c, k) => ({ ...c, value: theta[k] ?? NaN })) };
}

export interface DerivedAllocation {
  readonly N: Derived;
  readonly D: Derived;
  readonly loss: Derived;
}

/** The loss-optimal N and D of a budget under a Chinchilla fit, with intervals. NaN for another law. */
export function allocationInterval(fit: Fitted, C: number, perToken = 6): DerivedAllocation {
  const part = (read: (found: Allocation) => number): Derived =>
    derive(fit, (theta) => (fit.law === "chinchilla" ? read(allocate(surfaceAt(theta), C, perToken)) : NaN));
  return { N: part(({ N }) => N), D: part(({ D }) => D), loss: part(({ loss }) => loss) };
}

/** The exponents of N* ∝ C^a and D* ∝ C^b under a Chinchilla fit, with intervals. NaN for another law. */
export function exponentIntervals(fit: Fitted): { readonly a: Derived; readonly b: Derived } {
  const part = (key: "a" | "b"): Derived =>
    derive(fit, (theta) => (fit.law === "chinchilla" ? exponents(surfaceAt(theta))[key] : NaN));
  return { a: part("a"), b: part("b") };
}

/** The coefficients of a Chinchilla fit in the law's order. */
function surfaceAt([E = NaN, A = NaN, B = NaN, alpha = NaN, beta = NaN]: Float64Array): Surface {
  return { E, A, B, alpha, beta };
}
