import type { Law } from "../../laws/law";
import type { Points } from "../points/points";
import { lossesAt } from "./predict";
import type { Diagnostics, Ending, Warning } from "../result";
import { rangeOf } from "../points/warnings";

const endings: Readonly<Record<Exclude<Ending, "optimum">, string>> = {
  flat: "The search ended in a valley so flat that further steps gain nothing: the coefficients are loosely held.",
  stuck: "The search ended where no step goes further down, before the optimum was reached to all digits.",
  steps: "The search stopped after its last step, before the optimum was reached to all digits.",
};

/** Above it, coefficients trade against each other so much that their last digits say little. */
const worstCondition = 1e4;

/** What a careful reader would be told about the optimum. */
export function solutionWarnings(
  law: Law,
  points: Points,
  value: number,
  found: Diagnostics,
  theta: Float64Array,
): Warning[] {
  return [
    ...searchWarnings(law, points.loss.length, value, found),
    ...(found.condition === undefined || found.condition > worstCondition ? [illConditioned(law, found)] : []),
    ...boundWarnings(law, theta),
    ...runaways(law, points, theta),
    ...signWarnings(law, points, theta),
  ];
}

function searchWarnings(law: Law, n: number, value: number, found: Diagnostics): Warning[] {
  const { ended, starts, agreeing, nextBasin: next } = found;
  if (ended !== "optimum") return [{ code: "not-converged", message: endings[ended] }];
  const other = next !== undefined && isAsGood(law, n, value, next.objective);
  return [
    ...(starts > 1 && agreeing === 1
      ? [{ code: "one-start", message: `Only one of ${starts} starts reached this optimum.` } as const]
      : []),
    ...(other ? [{ code: "other-basin", message: otherText(law, value, next) } as const] : []),
  ];
}

/** Whether the likelihoods of two minima, the scale of the noise left free, differ by no more than 95 % of chance. */
function isAsGood(law: Law, n: number, best: number, next: number): boolean {
  const chiSquare = 3.84;
  return n > law.params.length && best > 0 && n * Math.log(next / best) < chiSquare;
}

function otherText(
  law: Law,
  value: number,
  { objective, coefficients }: NonNullable<Diagnostics["nextBasin"]>,
): string {
  const list = law.params.map(({ symbol }, k) => `${symbol} = ${short(coefficients[k] ?? NaN)}`).join(", ");
  return `Another minimum is as good to within chance (objective ${objective.toPrecision(6)}, here ${value.toPrecision(6)}): ${list}.`;
}

function illConditioned(law: Law, { condition, correlations }: Diagnostics): Warning {
  const pair = closest(law, correlations ?? []);
  const size = condition === undefined ? "singular to working precision" : `${Number(condition.toPrecision(2))}`;
  const words = pair === undefined ? "" : `; ${pair} are not identified separately`;
  return { code: "ill-conditioned", message: `The condition number is ${size}${words}.` };
}

/** The two coefficients of the strongest correlation, in words. */
function closest(law: Law, correlations: readonly (readonly number[])[]): string | undefined {
  let [most, words] = [0, undefined as string | undefined];
  for (const [k, row] of correlations.entries())
    for (const [m, r] of row.slice(0, k).entries()) {
      if (!(Math.abs(r) > most)) continue;
      most = Math.abs(r);
      words = `${law.params[m]?.symbol ?? ""} and ${law.params[k]?.symbol ?? ""} (correlation ${r.toFixed(4)})`;
    }
  return words;
}

function boundWarnings(law: Law, theta: Float64Array): Warning[] {
  return law.params.flatMap(({ id, symbol, lower, upper }, k): Warning[] => {
    if (lower === upper) return [];
    const value = theta[k] ?? NaN;
    if (value > lower && value < upper) return [];
    const end = value <= lower ? lower : upper;
    return [
      id === "E"
        ? { code: "floor-at-bound", message: `${symbol} went to ${end}: these points show no floor.` }
        : { code: "at-bound", message: `${symbol} ended on its bound ${end}: the data do not constrain it.` },
    ];
  });
}

/** A term that falls by more than this over the points is seen by the smallest of them alone. */
const steepest = 1e5;
/** A term that falls by less than this share over them is a floor by another name. */
const flattest = 0.01;

/** Exponents so large that their term is gone after the first points, or so small that it is as good as constant. */
function runaways(law: Law, { inputs }: Points, theta: Float64Array): Warning[] {
  return (law.terms ?? []).flatMap(({ coefficient, input, exponent }): Warning[] => {
    const k = law.params.findIndex(({ id }) => id === exponent);
    const [value = NaN, size = NaN] = [theta[k], theta[law.params.findIndex(({ id }) => id === coefficient)]];
    const [low, high] = rangeOf(inputs[input] ?? new Float64Array(0));
    if (k < 0 || size === 0 || !(high > low)) return [];
    const falls = Math.abs(value) * Math.log(high / low);
    const symbol = law.params[k]?.symbol ?? "";
    if (falls > Math.log(steepest))
      return [runaway(`${symbol} diverged to ${short(value)}: its term vanishes after the first points.`)];
    if (falls < flattest && law.params.some(({ id }) => id === "E"))
      return [runaway(`${symbol} diverged to ${short(value)}: its term is nearly constant, and E is no floor.`)];
    return [];
  });
}

const runaway = (message: string): Warning => ({ code: "runaway-exponent", message });
const short = (v: number): string => `${Number(v.toPrecision(3))}`;

/** A law of one input whose loss does not fall as that grows. */
function signWarnings(law: Law, { inputs, loss }: Points, theta: Float64Array): Warning[] {
  const [name = "", ...more] = law.inputs;
  const [low, high] = rangeOf(inputs[name] ?? new Float64Array(0));
  if (more.length > 0 || loss.length < 2) return [];
  const ends = Float64Array.of(low, high);
  const [first = NaN, last = NaN] = lossesAt(law.bind({ [name]: ends }, 2), 2, theta);
  return last > first ? [{ code: "wrong-sign", message: "The loss rises along these points: no scaling law." }] : [];
}
