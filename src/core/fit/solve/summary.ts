import type { Law } from "../../laws/law";
import { freeCount, isFixed } from "../../laws/limited";
import { diagnose } from "./diagnostics";
import { objectiveValue, type Objective } from "../protocol/objective";
import type { Points } from "../points/points";
import { lossesAt } from "./predict";
import { problemOf } from "./problem";
import { openEnds } from "./openEnds";
import { refuseSolution } from "./refusals";
import type { XAxis } from "../protocol/protocol";
import type { Errors, Fit, InputRange, Interval, NotFitted, Warning } from "../result";
import type { Solved } from "./solve";
import { solutionWarnings } from "./solutionWarnings";
import { rangeOf } from "../points/warnings";
import { inputWords } from "../labels";

export interface Ingredients {
  readonly law: Law;
  readonly objective: Objective;
  readonly points: Points;
  /** What the input "x" is. */
  readonly x: XAxis;
  readonly solved: Solved;
  readonly interval?: Interval & {
    readonly low: Float64Array;
    readonly high: Float64Array;
    readonly thetas?: readonly Float64Array[];
    readonly errors?: Errors;
  };
  readonly warnings: readonly Warning[];
}

/**
 * The answer as plain data, from the optimum and the rows it was found on; or that there is none, where coefficients or losses leave
 * the range of numbers.
 */
export function summarize({ law, objective, points, x, solved, interval, warnings }: Ingredients): Fit {
  const { loss, inputs, weight, run, sizes } = points;
  const { theta, converged } = solved;
  const n = loss.length;
  const predicted = lossesAt(law.bind(inputs, n), n, theta);
  const squares = squaresOf(loss, predicted);
  const present = [...new Set(run)];
  const value = objectiveValue(objective, predicted, loss, weight);
  if (!theta.every(Number.isFinite) || !Number.isFinite(value)) return outOfRange;
  const refused = refuseSolution(law, objective, points, theta, x);
  if (refused !== undefined) return refused;
  const free = freeCount(law);
  const open = openEnds(law, interval, warnings);
  const diagnostics = diagnose(problemOf(law, inputs, loss, objective, weight), solved);
  return {
    status: "fitted",
    law: law.id,
    formula: law.formula,
    coefficients: law.params.map((param, k) => {
      const { id, symbol, meaning } = param;
      const value = theta[k] ?? NaN;
      if (isFixed(param)) return { id, symbol, meaning, value, fixed: true };
      const [low = NaN, high = NaN] = [interval?.low[k], interval?.high[k]];
      return {
        id,
        symbol,
        meaning,
        value,
        ...(Number.isFinite(low) && Number.isFinite(high) && !open.ids.has(id) ? { low, high } : {}),
      };
    }),
    r2: squares.total > 0 ? 1 - squares.left / squares.total : NaN,
    points: n,
    runs: present.length,
    sizes: new Set(present.map((r) => sizes[r] ?? NaN).filter((size) => size > 0)).size,
    objective: { id: objective.id, value },
    ranges: law.inputs.map((id) => inputRange(id, inputs[id] ?? new Float64Array(0), x)),
    spread: n > free ? Math.sqrt(squares.left / (n - free)) : NaN,
    ...(interval?.thetas === undefined ? {} : { resamples: interval.thetas }),
    ...(interval?.errors === undefined ? {} : { errors: interval.errors }),
    ...(interval === undefined ? {} : { interval: plain(interval) }),
    converged,
    diagnostics,
    warnings: [...warnings, ...open.warnings, ...solutionWarnings(law, points, value, diagnostics, theta)],
  };
}

function plain({ method, level, resamples, kept, unit, units }: Interval): Interval {
  const drawn = unit === undefined || units === undefined ? {} : { unit, units };
  return { method, level, resamples, kept, ...drawn };
}

const outOfRange: NotFitted = {
  status: "not-fitted",
  code: "not-identified",
  reason: "The fit diverged: the data do not constrain this law. Choose a law with fewer coefficients, or add runs.",
};

function inputRange(id: string, column: Float64Array, x: XAxis): InputRange {
  const words = inputWords(id, x);
  const [low, high] = rangeOf(column);
  return { id, symbol: words.symbol, meaning: words.meaning, low, high };
}

/** Σ(ln L − ln L̂)² and Σ(ln L − mean)². */
function squaresOf(loss: Float64Array, predicted: Float64Array): { left: number; total: number } {
  const logs = loss.map(Math.log);
  const mean = logs.reduce((sum, v) => sum + v, 0) / logs.length;
  let [left, total] = [0, 0];
  logs.forEach((v, i) => {
    left += (v - Math.log(predicted[i] ?? NaN)) ** 2;
    total += (v - mean) ** 2;
  });
  return { left, total };
}
