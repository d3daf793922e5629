import { lawOf } from "../laws/index";
import { goldenSection } from "../stats/goldenSection";
import { predictAll } from "../fit/solve/predict";
import type { Fitted } from "../fit/result";
import { sixND, tokensFor, type Cost } from "./cost";

/** Sizes that are tried for each C, between these powers of ten; the valley is then searched between the neighbours of the best. */
const tried = 96;
const decades = [4, 16] as const;

/** Whether a law says which N is best for a C: one in N and D alone. */
export function hasOptimum(fit: Pick<Fitted, "law">): boolean {
  const inputs = lawOf(fit.law)?.inputs ?? [];
  return inputs.length === 2 && inputs.includes("N") && inputs.includes("D");
}

/** The best model of a budget. */
export interface Optimum {
  readonly N: number;
  readonly D: number;
  readonly loss: number;
}

/**
 * The lowest loss that a law in N and D gives at each C, over all N with D = C / 6N (or what `cost` says of C): its compute-optimal frontier. NaN where
 * `optimumAt` finds none.
 */
export function optimalLoss(
  fit: Pick<Fitted, "law" | "coefficients">,
  C: Float64Array,
  cost: Cost = sixND,
): Float64Array {
  return C.map((c) => optimumAt(fit, c, cost)?.loss ?? NaN);
}

/**
 * The N of the lowest loss at C FLOPs, by trial and golden section in ln N, to about 1e-9 of the loss (N itself to about 1e-4).
 * Undefined for a law that is not in N and D alone, and where it has no minimum between 1e4 and 1e16 parameters.
 */
export function optimumAt(
  fit: Pick<Fitted, "law" | "coefficients">,
  C: number,
  cost: Cost = sixND,
): Optimum | undefined {
  if (!hasOptimum(fit)) return undefined;
  const [from, to] = decades;
  const N = Float64Array.from({ length: tried }, (_, i) => 10 ** (from + ((to - from) * i) / (tried - 1)));
  const losses = predictAll(fit, { N, D: N.map((n) => tokensFor(cost, n, C)) }, tried);
  let best = 0;
  for (let i = 1; i < tried; i++) if ((losses[i] ?? NaN) < (losses[best] ?? NaN)) best = i;
  if (best === 0 || best === tried - 1) return undefined;
  return valley(fit, C, cost, Math.log(N[best - 1] ?? NaN), Math.log(N[best + 1] ?? NaN));
}

/** Golden section in ln N between two ends of a valley. */
function valley(fit: Pick<Fitted, "law" | "coefficients">, C: number, cost: Cost, low: number, high: number): Optimum {
  const lossAt = lossAlong(fit, C, cost);
  const u = goldenSection(lossAt, low, high, (from, to) => !(to - from > 1e-4));
  const N = Math.exp(u);
  return { N, D: tokensFor(cost, N, C), loss: lossAt(u) };
}

/** The loss of a budget as a function of ln N. */
function lossAlong(fit: Pick<Fitted, "law" | "coefficients">, C: number, cost: Cost): (logN: number) => number {
  return (u) => {
    const N = Math.exp(u);
    return predictAll(fit, { N: Float64Array.of(N), D: Float64Array.of(tokensFor(cost, N, C)) }, 1)[0] ?? NaN;
  };
}

/** Sizes of a budget whose loss is near the lowest; an end is absent where the loss stays so near a thousandfold away. */
export interface SizesWithin {
  readonly low?: number;
  readonly high?: number;
}

/** The sizes between which a budget's loss is at most (1 + `share`) times that at its optimum `best`, by bisection in ln N. */
export function sizesWithin(
  fit: Pick<Fitted, "law" | "coefficients">,
  C: number,
  best: number,
  share: number,
  cost: Cost = sixND,
): SizesWithin {
  const lossAt = lossAlong(fit, C, cost);
  const limit = lossAt(Math.log(best)) * (1 + share);
  const edge = (sign: 1 | -1): number | undefined => {
    let [inside, outside] = [0, 0];
    while (outside < Math.log(1000) && !(lossAt(Math.log(best) + sign * outside) > limit)) {
      inside = outside;
      outside += 0.25;
    }
    if (!(lossAt(Math.log(best) + sign * outside) > limit)) return undefined;
    for (let i = 0; i < 50; i++) {
      const middle = (inside + outside) / 2;
      if (lossAt(Math.log(best) + sign * middle) > limit) outside = middle;
      else inside = middle;
    }
    return best * Math.exp(sign * inside);
  };
  const [low, high] = [edge(-1), edge(1)];
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}
