import type { Law } from "../../laws/law";
import { inputWords } from "../labels";
import { rangeOf } from "../points/warnings";
import type { Points } from "../points/points";
import { objectiveValue, type Objective } from "../protocol/objective";
import type { XAxis } from "../protocol/protocol";
import type { NotFitted } from "../result";
import { lossesAt } from "./predict";

/** Less of the objective than this is no trend: a constant does as well. */
const leastExplained = { square: 0.1, absolute: 0.05 } as const;
/** A loss never rises so much along its runs: what does is a quantity that grows (N* with C), and a power law of it is one. */
const grows = 10;

/**
 * Why an optimum is no answer: the loss rises along the points, they show no trend, or an exponent ended on its bound. Undefined where it
 * is one. Bounds that were asked for (`Law.limited`, and those of a typed formula) are not the points' fault.
 */
export function refuseSolution(
  law: Law,
  objective: Objective,
  points: Points,
  theta: Float64Array,
  x: XAxis,
): NotFitted | undefined {
  const reason = rising(law, points, theta, x) ?? flat(law, objective, points, theta, x) ?? stuckExponent(law, theta);
  return reason === undefined ? undefined : { status: "not-fitted", code: "not-identified", reason };
}

const short = (v: number): string =>
  v >= 1e6 ? Number(v.toPrecision(3)).toExponential().replace("e+", "e") : `${Number(v.toPrecision(4))}`;

function rising(law: Law, { inputs, loss }: Points, theta: Float64Array, x: XAxis): string | undefined {
  const [name = "", ...more] = law.inputs;
  if (more.length > 0 || loss.length < 2) return undefined;
  const [low, high] = rangeOf(inputs[name] ?? new Float64Array(0));
  const [first = NaN, last = NaN] = lossesAt(law.bind({ [name]: Float64Array.of(low, high) }, 2), 2, theta);
  if (!(last > first) || last / first >= grows) return undefined;
  const { symbol } = inputWords(name, x);
  return `The loss rises along these points, from ${short(first)} at ${symbol} = ${short(low)} to ${short(last)} at ${short(high)}: no scaling law.`;
}

function flat(
  law: Law,
  objective: Objective,
  { inputs, loss, weight }: Points,
  theta: Float64Array,
  x: XAxis,
): string | undefined {
  const n = loss.length;
  const value = (predicted: Float64Array): number => objectiveValue(objective, predicted, loss, weight);
  const own = value(lossesAt(law.bind(inputs, n), n, theta));
  const constant = Math.min(...constants(loss).map((c) => value(new Float64Array(n).fill(c))));
  const explained = 1 - own / constant;
  if (!(explained < leastExplained[objective.shape])) return undefined;
  const names = law.inputs.map((name) => inputWords(name, x).symbol).join(" and ");
  const share = Number((100 * Math.max(0, explained)).toPrecision(2));
  return `The losses show no trend with ${names}: the law takes away ${share} % of what a constant leaves.`;
}

/** Constants of which one is near the best under any objective: the mean, the geometric mean and quantiles. */
function constants(loss: Float64Array): number[] {
  const sorted = loss.slice().sort();
  const quantiles = Array.from({ length: 21 }, (_, k) => sorted[Math.round(((sorted.length - 1) * k) / 20)] ?? NaN);
  const sum = loss.reduce((total, v) => total + v, 0);
  const logs = loss.reduce((total, v) => total + Math.log(v), 0);
  return [...quantiles, sum / loss.length, Math.exp(logs / loss.length)];
}

/** An exponent on its bound, or of a term that went to 0. */
function stuckExponent(law: Law, theta: Float64Array): string | undefined {
  if (law.id.startsWith("formula:")) return undefined;
  for (const { coefficient, exponent, input } of law.terms ?? []) {
    const k = law.params.findIndex(({ id }) => id === exponent);
    const param = law.params[k];
    const size = law.params.findIndex(({ id }) => id === coefficient);
    if (param === undefined || law.limited?.includes(param.id) === true) continue;
    const value = theta[k] ?? NaN;
    const prefactor = law.params[size]?.symbol ?? coefficient;
    if ((theta[size] ?? NaN) === 0 && law.limited?.includes(coefficient) !== true)
      return `${prefactor} went to 0: these points show no fall with ${input === "x" ? "x" : input}, and ${param.symbol} means nothing.`;
    if (value > param.lower && value < param.upper) continue;
    return `${param.symbol} ended on its bound ${short(value)}: these points do not hold this law.`;
  }
  return undefined;
}
