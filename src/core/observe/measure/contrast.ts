import { withTheta } from "../../fit/intervals/derived";
import { thetaOf } from "../../fit/solve/predict";
import type { Fitted } from "../../fit/result";
import { lawOf } from "../../laws/index";
import { studentCritical } from "../../stats/student";
import type { Rest } from "./observation";
import { nameOf, sameDesign, unitSizes, type Lawful } from "./study";

/** How a number made from two laws differs between them. */
export interface Contrast {
  /** Of the second, less that of the first. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Whether the interval leaves 0 out. */
  readonly differs: boolean;
}

/** Reads a number off a law: an exponent, the loss at a place. */
export type Readout = (fit: Pick<Fitted, "law" | "coefficients">) => number;

/** Fewer resamples than this tell no spread. */
const fewest = 50;

/**
 * The difference of a reading between two laws, with an interval of 95 % for `comparisons` of them together (Bonferroni). Resamples
 * of the two are taken in pairs: the same draws where both are fitted to the same sizes in the same order, so that what a size does
 * to both cancels; else unlike draws. The spread of the pairs is widened for few runs as the coefficients' intervals are. Undefined
 * where a law has too few resamples.
 */
export function contrast(first: Lawful, second: Lawful, read: Readout, comparisons = 1): Contrast | undefined {
  const [a, b] = [readings(first, read), readings(second, read)];
  const n = Math.min(a.length, b.length);
  const units = Math.min(unitSizes(first).length, unitSizes(second).length);
  const parameters = first.fit.coefficients.length;
  const shift = sameDesign(first, second) && a.length === b.length ? 0 : Math.floor(n / 2);
  const moves = Float64Array.from({ length: n }, (_, k) => (b[k] ?? NaN) - (a[(k + shift) % n] ?? NaN)).filter(
    Number.isFinite,
  );
  const value = read(second.fit) - read(first.fit);
  if (moves.length < fewest || units <= parameters || !Number.isFinite(value)) return undefined;
  const half =
    studentCritical(1 - 0.05 / comparisons, units - parameters) *
    spreadOf(moves) *
    Math.sqrt(units / (units - parameters));
  const [low, high] = [value - half, value + half];
  return { value, low, high, differs: low > 0 || high < 0 };
}

function readings({ fit }: Lawful, read: Readout): number[] {
  return (fit.resamples ?? []).map((theta) => read(withTheta(fit, theta)));
}

/** Standard deviation. */
function spreadOf(values: Float64Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
}

/** The exponent of a law's one input, where it has just one term in it: how fast the loss falls. */
export interface Exponent {
  readonly id: string;
  readonly symbol: string;
  readonly read: Readout;
}

export function exponentOf(fit: Pick<Fitted, "law">): Exponent | undefined {
  const law = lawOf(fit.law);
  if (law?.inputs.length !== 1) return undefined;
  const [term, ...others] = law.terms ?? [];
  const param = law.params.find(({ id }) => id === term?.exponent);
  if (term?.input !== "x" || others.length > 0 || param === undefined) return undefined;
  const at = law.params.indexOf(param);
  return { id: param.id, symbol: param.symbol, read: (of) => thetaOf(law, of)[at] ?? NaN };
}

/** The exponent of a law with its interval, as a number to rest on. */
export function exponentRest(one: Lawful, { id, symbol, read }: Exponent): Rest {
  const { low, high } = one.fit.coefficients.find((coefficient) => coefficient.id === id) ?? {};
  const ends = low === undefined || high === undefined ? {} : { low, high };
  return { label: `${symbol}, ${nameOf(one)}`, value: read(one.fit), ...ends, unit: "" };
}
