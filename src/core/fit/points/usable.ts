import type { Law } from "../../laws/law";
import { freeCount } from "../../laws/limited";
import { pickRows, type Points } from "./points";
import { tiedTokens } from "./warnings";
import type { XAxis } from "../protocol/protocol";
import type { NotFitted } from "../result";
import { nameOf } from "../labels";

/** The rows that a law can be fitted to, and how many cannot. */
export interface Usable {
  readonly points: Points;
  readonly dropped: number;
}

/**
 * Leaves out rows whose loss is not a finite number above 0 or at which the law gives none (an input that is missing, or not
 * above 0 where the law takes its logarithm).
 */
export function usablePoints(law: Law, points: Points): Usable {
  const n = points.loss.length;
  const trial = Float64Array.from(law.params, ({ id, grid }) => (law.linear.includes(id) ? 1 : (grid?.[0] ?? 1)));
  const value = new Float64Array(n);
  law.bind(points.inputs, n).evaluate(trial, value);
  const good: number[] = [];
  for (let i = 0; i < n; i++) {
    const loss = points.loss[i] ?? NaN;
    if (Number.isFinite(value[i]) && loss > 0 && loss < Infinity) good.push(i);
  }
  return good.length === n ? { points, dropped: 0 } : { points: pickRows(points, good), dropped: n - good.length };
}

/** The first input of the law that is unknown in every row, in words; undefined when there is none, or no row. */
export function unknownInput(law: Law, { inputs, loss }: Points): string | undefined {
  const name =
    loss.length === 0
      ? undefined
      : law.inputs.find((one) => one !== "x" && inputs[one]?.some(Number.isFinite) === false);
  return name === undefined ? undefined : nameOf(name, "flops");
}

/** Why a law cannot be fitted to these rows; undefined when it can be tried. */
export function refuse(law: Law, points: Points, x: XAxis): NotFitted | undefined {
  const { inputs, loss } = points;
  const n = loss.length;
  const free = freeCount(law);
  const need = free + 1;
  const not = (code: NotFitted["code"], reason: string): NotFitted => ({ status: "not-fitted", code, reason });
  if (n === 0) return { ...not("no-points", "No run has a point with a loss and an x above 0."), have: 0, need };
  if (n < need)
    return {
      ...not(
        "too-few-points",
        `${n === 1 ? "One point is" : `${n} points are`} too few: this law needs ${need} or more.`,
      ),
      have: n,
      need,
    };
  const distinct = (column: Float64Array): number => new Set(column).size;
  const flat = law.inputs.find((name) => distinct(inputs[name] ?? new Float64Array(0)) < 2);
  if (flat !== undefined) {
    const value = inputs[flat]?.[0] ?? NaN;
    return not(
      "equal-x",
      `All points have the same ${nameOf(flat, x)} (${Number(value.toPrecision(4))}): a law cannot be fitted.`,
    );
  }
  if (distinct(loss) < 2)
    return not("equal-loss", `All losses are equal (${loss[0] ?? NaN}): there is no trend to fit.`);
  const tied = tiedTokens(law, points);
  if (tied !== undefined) return not("not-identified", tied);
  const xs = law.inputs.length === 1 ? distinct(inputs[law.inputs[0] ?? ""] ?? loss) : n;
  return xs < free
    ? {
        ...not("too-few-points", `${xs} different x are too few for ${free} coefficients.`),
        have: xs,
        need,
      }
    : undefined;
}
