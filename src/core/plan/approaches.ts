import { linear, type Line } from "../stats/linear";
import { studentCritical } from "../stats/student";
import { surfaceOf } from "./allocate";
import { allocationInterval, exponentIntervals } from "./allocationIntervals";
import { frontierExponents } from "./approach1";
import { costOf, type Cost } from "./cost";
import type { Derived } from "../fit/intervals/derived";
import { fitLaw, type FitOptions } from "../fit/fit";
import { isoflop, isoflopBias, type Bias, type IsoflopRuns, type Refused } from "./isoflop";
import type { Points } from "../fit/points/points";
import type { Fit } from "../fit/result";

/** What one approach says of N* ∝ C^a and D* ∝ C^b. */
export interface Approach {
  readonly id: "frontier" | "isoflop" | "parametric";
  readonly a: Derived;
  readonly b: Derived;
  /** N* and D* at the asked budget. */
  readonly N: Derived;
  readonly D: Derived;
  /** Frontier rows, budgets or runs behind it. */
  readonly points: number;
}

export interface Approaches {
  readonly found: readonly Approach[];
  /** Approaches that gave nothing, and why. */
  readonly without: readonly NoAnswer[];
  /** The parametric fit, whole. */
  readonly parametric: Fit;
  /** What C is of N and D: the same for all three. */
  readonly cost: Cost;
  /** Budgets that approach 2 could not use. */
  readonly refused: readonly Refused[];
  /** What approach 2 would miss at that budget by itself, on the parametric surface; absent where either is. */
  readonly bias?: Bias;
}

/**
 * Hoffmann's three approaches on the same runs and the same C, side by side, read at a budget C in FLOPs: the frontier of the rows (1),
 * the lowest loss of each budget (2) and a Chinchilla surface (3). Intervals of 1 and 2 are those of a line through its points, of 3 those
 * of the fit. An approach whose N* does not grow between C^0 and C^1 is refused.
 */
export function threeApproaches(
  runs: IsoflopRuns,
  points: Points,
  C: number,
  options: Omit<FitOptions, "law">,
): Approaches {
  const cost = costOf(runs.C, runs.N, runs.D);
  const profiles = isoflop(runs);
  const parametric = fitLaw(points, { ...options, law: "chinchilla" });
  const answers = [fromFrontier(runs, C), fromBudgets(profiles, C), fromSurface(parametric, cost, C)];
  const found = answers.filter((one): one is Approach => !("reason" in one));
  const surface = parametric.status === "fitted" ? surfaceOf(parametric) : undefined;
  const bias = "reason" in profiles || surface === undefined ? undefined : isoflopBias(surface, runs, C);
  return {
    found,
    without: answers.filter((one): one is NoAnswer => "reason" in one),
    parametric,
    cost,
    refused: profiles.refused,
    ...(bias === undefined ? {} : { bias }),
  };
}

interface NoAnswer {
  readonly id: Approach["id"];
  readonly reason: string;
}

type Answer = Approach | NoAnswer;

function fromFrontier(runs: IsoflopRuns, C: number): Answer {
  const id = "frontier";
  const frontier = frontierExponents(runs);
  if (frontier === undefined) return { id, reason: "The frontier has fewer than two rows." };
  const { vertices, params } = frontier;
  const sizes = new Set(Array.from(vertices, (i) => runs.N[i])).size;
  if (sizes < 2) return { id, reason: `All ${vertices.length} rows of the frontier are of one size.` };
  if (!(params.slope > 0 && params.slope < 1))
    return {
      id,
      reason: `The frontier gives N* ∝ C^${params.slope.toFixed(3)}, outside of 0 … 1: no law of the best size.`,
    };
  const logs = (column: Float64Array): Float64Array => Float64Array.from(vertices, (i) => Math.log(column[i] ?? NaN));
  return { id, ...readAt(logs(runs.C), logs(runs.N), logs(runs.D), C), points: vertices.length };
}

function fromBudgets(found: ReturnType<typeof isoflop>, C: number): Answer {
  const id = "isoflop";
  if ("reason" in found) return { id, reason: found.reason };
  const column = (key: "C" | "N" | "D"): Float64Array => Float64Array.from(found.profiles, (one) => Math.log(one[key]));
  const weight = Float64Array.from(found.profiles, ({ std }) => 1 / (std * std));
  return { id, ...readAt(column("C"), column("N"), column("D"), C, weight), points: found.profiles.length };
}

function fromSurface(fit: Fit, cost: Cost, C: number): Answer {
  const id = "parametric";
  if (fit.status !== "fitted") return { id, reason: fit.reason };
  const { N, D } = allocationInterval(fit, C, cost);
  return { id, ...exponentIntervals(fit, cost), N, D, points: fit.points };
}

/** Lines in logarithms, read at C. */
function readAt(
  logC: Float64Array,
  logN: Float64Array,
  logD: Float64Array,
  C: number,
  weight?: Float64Array,
): Pick<Approach, "a" | "b" | "N" | "D"> {
  // About C, a line's intercept and its error are the value there and its error.
  const about = logC.map((v) => v - Math.log(C));
  const [params, tokens] = [linear(about, logN, weight), linear(about, logD, weight)];
  return { a: slopeOf(params), b: slopeOf(tokens), N: valueOf(params), D: valueOf(tokens) };
}

function slopeOf(line: Line | undefined): Derived {
  const { slope, slopeError, n } = line ?? { slope: NaN, slopeError: NaN, n: 0 };
  const half = studentCritical(0.95, n - 2) * slopeError;
  return Number.isFinite(half) ? { value: slope, low: slope - half, high: slope + half } : { value: slope };
}

function valueOf(line: Line | undefined): Derived {
  const { intercept, interceptError, n } = line ?? { intercept: NaN, interceptError: NaN, n: 0 };
  const half = studentCritical(0.95, n - 2) * interceptError;
  const value = Math.exp(intercept);
  return Number.isFinite(half) ? { value, low: value * Math.exp(-half), high: value * Math.exp(half) } : { value };
}
