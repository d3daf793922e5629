import { lawOf } from "../laws/index";
import { studentCritical } from "../stats/student";
import { allocate, exponents, type Allocation, type Surface } from "./allocate";
import { pivotal, type PivotScale } from "./pivot";
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
 * A function of the coefficients with its 95 % interval, made as those of the coefficients are: percentiles over the fit's resamples, a
 * studentized bootstrap, or Student's t by the delta method. The function gets the coefficients in the law's order; `scale` is that on
 * which a studentized interval is made. No interval where the fit has none, or where fewer than 20 resamples give a number.
 */
export function derive(fit: Fitted, f: (theta: Float64Array) => number, scale: PivotScale = "raw"): Derived {
  const law = lawOf(fit.law);
  if (law === undefined) return { value: NaN };
  const [ends] = deriveMany(fit, (theta) => Float64Array.of(f(theta)), scale);
  return { value: f(thetaOf(law, fit)), ...ends };
}

/** The intervals of a column of numbers made from the coefficients; undefined where there is none. */
function deriveMany(fit: Fitted, f: (theta: Float64Array) => Float64Array, scale: PivotScale): (Ends | undefined)[] {
  const theta = Float64Array.from(fit.coefficients, ({ value }) => value);
  const { level = 0.95, units } = fit.interval ?? {};
  if (fit.errors !== undefined) return pivotal(f, theta, fit.resamples ?? [], fit.errors, { level, scale });
  const each = (fit.resamples ?? []).map(f);
  const share = expandedLevel(level, units ?? fit.runs, theta.length);
  return Array.from(f(theta), (_, i) => {
    const values = Float64Array.from(each, (column) => column[i] ?? NaN).filter(Number.isFinite);
    return values.length < 20 ? undefined : centralInterval(values, share);
  });
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** The loss the law gives at one place, with the interval of the law there (for that of a new run see `newRunInterval`). */
export function predictInterval(fit: Fitted, at: Readonly<Record<string, number>>): Derived {
  const columns = Object.fromEntries(Object.entries(at).map(([name, v]) => [name, Float64Array.of(v)]));
  return derive(fit, (theta) => predictAll(withTheta(fit, theta), columns, 1)[0] ?? NaN, "log");
}

/**
 * The loss of a run still to be trained at one place, with the interval that holds it: the law's own and the spread of the points about
 * it, added in quadrature on their logarithms. The points' spread is taken for normal; no interval where it or the law's is unknown.
 */
export function newRunInterval(fit: Fitted, at: Readonly<Record<string, number>>): Derived {
  const { value, low = NaN, high = NaN } = predictInterval(fit, at);
  const reach = studentCritical(fit.interval?.level ?? 0.95, fit.points - fit.coefficients.length) * fit.spread;
  const below = Math.hypot(Math.log(value / low), reach);
  const above = Math.hypot(Math.log(high / value), reach);
  const ends = { low: value * Math.exp(-below), high: value * Math.exp(above) };
  return Number.isFinite(ends.low) && Number.isFinite(ends.high) ? { value, ...ends } : { value };
}

/** The law's band over a column of its single input x: ends of the 95 % interval at each value, NaN where there is none. */
export function band(fit: Fitted, x: Float64Array): { readonly low: Float64Array; readonly high: Float64Array } {
  const ends = deriveMany(fit, (theta) => predictAll(withTheta(fit, theta), { x }, x.length), "log");
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
    derive(fit, (theta) => (fit.law === "chinchilla" ? read(allocate(surfaceAt(theta), C, perToken)) : NaN), "log");
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
