import { withTheta } from "../fit/intervals/derived";
import { predict } from "../fit/solve/predict";
import { groupPoints } from "../fit/points/rows";
import type { Fitted } from "../fit/result";
import { lawOf } from "../laws/index";
import { studentCritical } from "../stats/student";
import { count } from "../print/numbers";
import type { Observation } from "./observation";
import { comparable, lawful, nameOf, type Lawful, type Study } from "./study";
import { listed, percentage, sentence } from "./words";

/** A law fitted without the largest size, beside what that size reached. */
interface HeldOutPrediction {
  readonly one: Lawful;
  readonly size: number;
  readonly observed: number;
  readonly predicted: number;
  /** Of a new point: that of the law with the scatter of the points about it. */
  readonly low: number;
  readonly high: number;
}

/** Resamples of each refit: enough for an interval, cheap enough to be made unasked. */
const resamples = 100;

/**
 * Whether the laws would have told the largest size: each group is fitted without it, and its lowest loss at its largest x is
 * predicted. Groups in which the largest size does not own the end of the frontier cannot say.
 */
export function heldOut(study: Study): Observation[] {
  const all = comparable(study);
  const laws = all.length > 0 ? all : lawful(study);
  const found = laws.flatMap((one) => withoutLargest(one, study) ?? []);
  if (found.length === 0) return [];
  const inside = found.filter(({ observed, low, high }) => observed >= low && observed <= high).length;
  const untried = laws.length - found.length;
  return [
    {
      kind: "held-out",
      id: "held-out",
      sentence: sentence(words(found, inside)),
      strength: "counted",
      ...(untried > 0 ? { caveat: `${untried} of ${laws.length} laws could not be so tried.` } : {}),
      numbers: found.flatMap(({ one, observed, predicted, low, high }) => [
        { label: `predicted, ${nameOf(one)}`, value: predicted, low, high, unit: "nats/token" },
        { label: `observed, ${nameOf(one)}`, value: observed, unit: "nats/token" },
      ]),
      groups: found.map(({ one }) => one.group.id),
      runs: [],
      domains: [],
      weight: inside < found.length ? 6.2 : 5.7,
    },
  ];
}

function words(found: readonly HeldOutPrediction[], inside: number): string {
  const errors = found.map(({ predicted, observed }) => predicted / observed - 1);
  const [first = NaN] = errors;
  const most = percentage(Math.max(...errors.map(Math.abs)));
  const sizes = listed([...new Set(found.map(({ size }) => count(size)))]);
  const without = `fitted without the largest size (${sizes})`;
  const side = first > 0 ? "too high" : "too low";
  if (found.length === 1)
    return `${without}, the law misses its loss by ${most}, ${side}; it lies ${inside === 1 ? "in" : "outside of"} the 95 % interval.`;
  const mean = percentage(errors.reduce((sum, v) => sum + Math.abs(v), 0) / errors.length);
  const always = errors.every((v) => Math.sign(v) === Math.sign(first)) ? `, always ${side}` : "";
  const how = inside === found.length ? "all" : `${inside} of ${found.length}`;
  return `${without}, ${found.length} laws miss its loss by ${mean} on average, ${most} at most${always}; in ${how} it lies in the 95 % interval.`;
}

function withoutLargest(one: Lawful, study: Study): HeldOutPrediction | undefined {
  const law = lawOf(one.fit.law);
  const curves = study.curves(one);
  const size = Math.max(...curves.map((curve) => curve.size).filter(Number.isFinite));
  const others = curves.filter((curve) => curve.size < size);
  if (law === undefined || others.length < 3) return undefined;
  const { protocol } = one.result;
  const { points } = groupPoints(curves, protocol);
  const at = lastOf(
    points.inputs[law.inputs.includes("x") ? "x" : "D"],
    (i) => points.sizes[points.run[i] ?? -1] === size,
  );
  if (at === undefined || (protocol.points === "frontier" && at !== points.loss.length - 1)) return undefined;
  const fewer = { ...protocol, bootstrap: Math.min(protocol.bootstrap, resamples) };
  const fit = study.refit(one, "without-largest", others, fewer);
  if (fit?.status !== "fitted") return undefined;
  const place = Object.fromEntries(law.inputs.map((name) => [name, points.inputs[name]?.[at] ?? NaN]));
  const value = predict(fit, place);
  const law95 = halfOf(fit, place);
  const found = {
    one,
    size,
    observed: points.loss[at] ?? NaN,
    predicted: value,
    low: value - Math.hypot(law95, scatterOf(fit) * value),
    high: value + Math.hypot(law95, scatterOf(fit) * value),
  };
  return [found.observed, found.low, found.high].every(Number.isFinite) ? found : undefined;
}

/** Half of the 95 % of the law itself at a place: Student's t times the spread of the resamples, widened for few runs. */
function halfOf(fit: Fitted, place: Readonly<Record<string, number>>): number {
  const values = (fit.resamples ?? []).map((theta) => predict(withTheta(fit, theta), place)).filter(Number.isFinite);
  const units = fit.interval?.method === "bootstrap-rows" ? fit.points : fit.runs;
  const df = Math.max(1, units - fit.coefficients.length);
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
  return values.length < 20 ? NaN : studentCritical(0.95, df) * spread * Math.sqrt(units / df);
}

/** Half of the 95 % of single points about their law, as a share of it. */
function scatterOf({ spread, runs, coefficients }: Fitted): number {
  return studentCritical(0.95, Math.max(1, runs - coefficients.length)) * spread;
}

/** The index of the largest value among those that `of` holds for. */
function lastOf(column: Float64Array | undefined, of: (index: number) => boolean): number | undefined {
  let best: number | undefined;
  column?.forEach((value, i) => {
    if (of(i) && (best === undefined || value > (column[best] ?? -Infinity))) best = i;
  });
  return best;
}
