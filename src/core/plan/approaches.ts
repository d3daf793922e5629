import { studentCritical } from "../stats/student";
import type { Line } from "../stats/linear";
import { allocate, surfaceOf } from "./allocate";
import { frontierExponents } from "./approach1";
import type { Derived } from "../fit/intervals/derived";
import { exponentIntervals } from "./allocationIntervals";
import { fitLaw, type FitOptions } from "../fit/fit";
import { isoflop, isoflopBias, readLine, type Bias, type IsoflopRuns } from "./isoflop";
import type { Points } from "../fit/points/points";
import type { Fit } from "../fit/result";

/** What one approach says of N* ∝ C^a and D* ∝ C^b. */
export interface Approach {
  readonly id: "frontier" | "isoflop" | "parametric";
  readonly a: Derived;
  readonly b: Derived;
  /** N* and D* at the asked budget. */
  readonly N: number;
  readonly D: number;
  /** Frontier rows, budgets or runs behind it. */
  readonly points: number;
}

export interface Approaches {
  readonly found: readonly Approach[];
  /** Approaches that gave nothing, and why. */
  readonly without: readonly { readonly id: Approach["id"]; readonly reason: string }[];
  /** The parametric fit, whole. */
  readonly parametric: Fit;
  /** What approach 2 would miss at that budget by itself, on the parametric surface; absent where either is. */
  readonly bias?: Bias;
}

/**
 * Hoffmann's three approaches on the same runs, side by side, read at a budget C in FLOPs: the frontier of the rows (1), a parabola a
 * budget (2) and a Chinchilla surface (3). Intervals of 1 and 2 are those of a line through its points, of 3 those of the fit.
 */
export function threeApproaches(
  runs: IsoflopRuns,
  points: Points,
  C: number,
  options: Omit<FitOptions, "law">,
): Approaches {
  const found: Approach[] = [];
  const without: { id: Approach["id"]; reason: string }[] = [];
  const frontier = frontierExponents(runs);
  if (frontier === undefined) without.push({ id: "frontier", reason: "The frontier has fewer than two rows." });
  else found.push(fromLines("frontier", frontier.params, frontier.tokens, C, frontier.vertices.length));
  const profiles = isoflop(runs);
  if (profiles === undefined)
    without.push({ id: "isoflop", reason: "Fewer than two budgets have a valley in N with three sizes." });
  else found.push(fromLines("isoflop", profiles.params, profiles.tokens, C, profiles.profiles.length));
  const parametric = fitLaw(points, { ...options, law: "chinchilla" });
  if (parametric.status !== "fitted")
    return { found, without: [...without, { id: "parametric", reason: parametric.reason }], parametric };
  const surface = surfaceOf(parametric);
  if (surface === undefined) return { found, without, parametric };
  const { N, D } = allocate(surface, C);
  found.push({ id: "parametric", ...exponentIntervals(parametric), N, D, points: parametric.points });
  const bias = profiles === undefined ? undefined : isoflopBias(surface, runs, C);
  return { found, without, parametric, ...(bias === undefined ? {} : { bias }) };
}

function fromLines(id: Approach["id"], params: Line, tokens: Line, C: number, points: number): Approach {
  return { id, a: slopeOf(params), b: slopeOf(tokens), N: readLine(params, C), D: readLine(tokens, C), points };
}

function slopeOf({ slope, slopeError, n }: Line): Derived {
  const half = studentCritical(0.95, n - 2) * slopeError;
  return Number.isFinite(half) ? { value: slope, low: slope - half, high: slope + half } : { value: slope };
}
