import { lawOf } from "../../laws/index";
import { studentCritical } from "../../stats/student";
import { pivotal, type PivotScale } from "./pivot";
import { predictAll, thetaOf } from "../solve/predict";
import { centralInterval, expandedLevel } from "./resample";
import { predictAt, predictRun, type Forecast } from "../honest/predictAt";
import type { Place } from "../honest/models";
import type { Fitted, Outlook } from "../result";

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
  // Draws of a posterior are as wide as they are.
  const share = fit.outlook === undefined ? expandedLevel(level, units ?? fit.runs, theta.length) : level;
  return Array.from(f(theta), (_, i) => {
    const values = Float64Array.from(each, (column) => column[i] ?? NaN).filter(Number.isFinite);
    return values.length < 20 ? undefined : centralInterval(values, share);
  });
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** The place of the inputs of a law, as its outlook names places. */
function placeOf({ shape }: Outlook, { x, C, N, D }: Readonly<Record<string, number>>): Place {
  if (shape.kind === "surface" && N !== undefined && D !== undefined) return { x: shape.flops * N * D, run: { N, D } };
  return { x: x ?? C ?? NaN };
}

/** The loss the law gives at one place, with the interval of the law there (for that of a new run see `newRunInterval`). */
export function predictInterval(fit: Fitted, at: Readonly<Record<string, number>>): Derived {
  if (fit.outlook !== undefined) return known(predictAt(fit.outlook, placeOf(fit.outlook, at)));
  const columns = Object.fromEntries(Object.entries(at).map(([name, v]) => [name, Float64Array.of(v)]));
  return derive(fit, (theta) => predictAll(withTheta(fit, theta), columns, 1)[0] ?? NaN, "log");
}

/**
 * The loss of a run still to be trained at one place, with the interval that holds it: the law's own and the spread of the points about
 * it, added in quadrature on their logarithms. The points' spread is taken for normal; no interval where it or the law's is unknown.
 */
export function newRunInterval(fit: Fitted, at: Readonly<Record<string, number>>): Derived {
  if (fit.outlook !== undefined) return known(predictRun(fit.outlook, placeOf(fit.outlook, at)));
  const { value, low = NaN, high = NaN } = predictInterval(fit, at);
  const reach = studentCritical(fit.interval?.level ?? 0.95, fit.points - fit.coefficients.length) * fit.spread;
  const below = Math.hypot(Math.log(value / low), reach);
  const above = Math.hypot(Math.log(high / value), reach);
  const ends = { low: value * Math.exp(-below), high: value * Math.exp(above) };
  return Number.isFinite(ends.low) && Number.isFinite(ends.high) ? { value, ...ends } : { value };
}

/** The law's band over a column of its single input x: ends of the 95 % interval at each value, NaN where there is none. */
export function band(fit: Fitted, x: Float64Array): { readonly low: Float64Array; readonly high: Float64Array } {
  const { outlook } = fit;
  if (outlook !== undefined) {
    const all = Array.from(x, (at) => predictAt(outlook, { x: at }));
    return { low: Float64Array.from(all, ({ low }) => low), high: Float64Array.from(all, ({ high }) => high) };
  }
  const ends = deriveMany(fit, (theta) => predictAll(withTheta(fit, theta), { x }, x.length), "log");
  return {
    low: Float64Array.from(ends, (one) => one?.low ?? NaN),
    high: Float64Array.from(ends, (one) => one?.high ?? NaN),
  };
}

/** Numbers alone: an end that is none is left out. */
function known({ value, low, high }: Forecast): Derived {
  return Number.isFinite(low) && Number.isFinite(high) ? { value, low, high } : { value };
}

/** The fit with other coefficients, in the law's order. */
export function withTheta(fit: Fitted, theta: Float64Array): Pick<Fitted, "law" | "coefficients"> {
  return { law: fit.law, coefficients: fit.coefficients.map((c, k) => ({ ...c, value: theta[k] ?? NaN })) };
}
