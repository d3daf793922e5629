import { linear, type Line } from "../stats/linear";
import { parabola } from "../stats/parabola";
import { allocate, surfaceLoss, type Surface } from "./allocate";

/** Runs of an isoFLOP study: columns of equal length. */
export interface IsoflopRuns {
  readonly C: Float64Array;
  readonly N: Float64Array;
  readonly D: Float64Array;
  readonly loss: Float64Array;
}

/** The optimum of one budget. */
interface Profile {
  readonly C: number;
  readonly runs: number;
  readonly N: number;
  readonly D: number;
  readonly loss: number;
}

/** Approach 2: a parabola a budget, then N* and D* as power laws of C. */
export interface Isoflop {
  readonly profiles: readonly Profile[];
  /** ln N* and ln D* on ln C. */
  readonly params: Line;
  readonly tokens: Line;
  /** Budgets that gave no minimum: too few sizes, or a valley that is not closed on both sides. */
  readonly without: readonly number[];
}

/**
 * Groups runs into budgets (C within `tolerance` of each other, relative), fits a parabola of the loss in ln N and one in ln D to
 * each, and lines through their minima. Hoffmann et al. 2022, §3.2. Undefined when fewer than two budgets have a minimum.
 */
export function isoflop(runs: IsoflopRuns, tolerance = 0.05): Isoflop | undefined {
  const profiles: Profile[] = [];
  const without: number[] = [];
  for (const rows of budgets(runs.C, tolerance)) {
    const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] ?? NaN);
    const [C, loss] = [Math.exp(meanOf(pick(runs.C).map(Math.log))), pick(runs.loss)];
    const [inN, inD] = [runs.N, runs.D].map((column) => parabola(pick(column).map(Math.log), loss));
    if (inN === undefined || inD === undefined) without.push(C);
    else profiles.push({ C, runs: rows.length, N: Math.exp(inN.vertex), D: Math.exp(inD.vertex), loss: inN.value });
  }
  const logC = Float64Array.from(profiles, ({ C }) => Math.log(C));
  const params = linear(
    logC,
    Float64Array.from(profiles, ({ N }) => Math.log(N)),
  );
  const tokens = linear(
    logC,
    Float64Array.from(profiles, ({ D }) => Math.log(D)),
  );
  return params && tokens && { profiles, params, tokens, without };
}

/** What a line in logarithms says at C. */
export function readLine({ slope, intercept }: Pick<Line, "slope" | "intercept">, C: number): number {
  return Math.exp(intercept + slope * Math.log(C));
}

/** How far approach 2 misses at a budget, as a share: the same runs, with losses read off a surface whose optimum is known. */
export interface Bias {
  readonly N: number;
  readonly D: number;
}

/**
 * The error that approach 2 makes by itself, without any noise, on these budgets and sizes: a parabola is not the valley of the
 * surface. "Problems with Chinchilla Approach 2", arXiv 2603.22339. Undefined when approach 2 gives no answer there.
 */
export function isoflopBias(surface: Surface, runs: Omit<IsoflopRuns, "loss">, C: number): Bias | undefined {
  const loss = runs.N.map((N, i) => surfaceLoss(surface, N, runs.D[i] ?? NaN));
  const found = isoflop({ ...runs, loss });
  if (found === undefined) return undefined;
  const truth = allocate(surface, C);
  return { N: readLine(found.params, C) / truth.N - 1, D: readLine(found.tokens, C) / truth.D - 1 };
}

/** Rows of each budget, by rising C. */
function budgets(C: Float64Array, tolerance: number): number[][] {
  const order = [...C.keys()].filter((i) => (C[i] ?? NaN) > 0).sort((i, j) => (C[i] ?? 0) - (C[j] ?? 0));
  const groups: number[][] = [];
  let start = 0;
  for (const i of order) {
    const here = C[i] ?? NaN;
    if (groups.length === 0 || here > start * (1 + tolerance)) {
      groups.push([i]);
      start = here;
    } else groups[groups.length - 1]?.push(i);
  }
  return groups;
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, v) => sum + v, 0) / column.length;
}
