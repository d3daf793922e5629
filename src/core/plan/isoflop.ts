import { linear, type Line } from "../stats/linear";
import { allocate, surfaceLoss, type Surface } from "./allocate";
import { costOf } from "./cost";
import { valleyOf } from "./valley";

/** Runs of an isoFLOP study: columns of equal length. */
export interface IsoflopRuns {
  readonly C: Float64Array;
  readonly N: Float64Array;
  readonly D: Float64Array;
  readonly loss: Float64Array;
  /** The run of each row, rows in the order of training; absent: a row a run. */
  readonly run?: Int32Array;
}

/** The optimum of one budget, and how far seeds move ln N*. */
interface Profile {
  readonly C: number;
  readonly sizes: number;
  readonly N: number;
  readonly D: number;
  readonly loss: number;
  readonly std: number;
}

/** A budget that gave no minimum. */
export interface Refused {
  readonly C: number;
  readonly reason: string;
}

/** Approach 2: the lowest loss of each budget, then N* and D* as power laws of C. */
export interface Isoflop {
  readonly profiles: readonly Profile[];
  /** ln N* and ln D* on ln C, each budget weighing 1/std². */
  readonly params: Line;
  readonly tokens: Line;
  readonly refused: readonly Refused[];
}

/** Why approach 2 has no answer. */
export interface NoIsoflop {
  readonly reason: string;
  readonly refused: readonly Refused[];
}

/** Fewer runs (and sizes) have no valley. */
const fewest = 3;

/**
 * Groups the runs by the C at which they end, finds the lowest place of each budget's curve of ln L over ln N, and fits lines in logarithms
 * through these, weighed by how far seeds move them. Hoffmann et al. 2022, §3.2, with the minima and weights of Porian et al. 2024. Only
 * the last row of a run counts: earlier ones are its learning curve, not runs of a smaller budget.
 */
export function isoflop(runs: IsoflopRuns): Isoflop | NoIsoflop {
  const ends = lastRows(runs);
  const refused: Refused[] = [];
  const profiles: Profile[] = [];
  for (const own of budgets(Float64Array.from(ends, (i) => runs.C[i] ?? NaN))) {
    const rows = own.map((k) => ends[k] ?? -1);
    const logC = rows.reduce((sum, i) => sum + Math.log(runs.C[i] ?? NaN), 0) / rows.length;
    const found = profileOf(runs, rows, Math.exp(logC));
    if ("reason" in found) refused.push(found);
    else profiles.push(found);
  }
  const logC = Float64Array.from(profiles, ({ C }) => Math.log(C));
  const weight = Float64Array.from(profiles, ({ std }) => 1 / (std * std));
  const through = (read: (one: Profile) => number): Line | undefined =>
    linear(
      logC,
      Float64Array.from(profiles, (one) => Math.log(read(one))),
      weight,
    );
  const [params, tokens] = [through(({ N }) => N), through(({ D }) => D)];
  if (params === undefined || tokens === undefined) return { reason: fewBudgets(profiles.length, runs, ends), refused };
  if (!(params.slope > 0 && params.slope < 1))
    return {
      reason: `The minima of ${profiles.length} budgets give N* ∝ C^${params.slope.toFixed(3)}, outside of 0 … 1: no law of the best size.`,
      refused,
    };
  return { profiles, params, tokens, refused };
}

function fewBudgets(found: number, { C, run }: IsoflopRuns, ends: readonly number[]): string {
  const curves = run !== undefined && ends.length < C.length;
  return (
    `${found === 0 ? "No budget has" : "One budget has"} a valley in N of three or more sizes, and two are needed` +
    (curves ? " (a run counts where it ends: its earlier rows are a learning curve)." : ".")
  );
}

/** The last row of each run, of those with N, D, C and a loss. */
function lastRows({ C, N, D, loss, run }: IsoflopRuns): number[] {
  const known = [...C.keys()].filter((i) => [C, N, D, loss].every((column) => (column[i] ?? NaN) > 0));
  if (run === undefined) return known;
  return [...new Map(known.map((i) => [run[i], i])).values()];
}

function profileOf({ N, D, C, loss }: IsoflopRuns, rows: readonly number[], budget: number): Profile | Refused {
  const bySize = new Map<number, number>();
  for (const i of rows) {
    const before = bySize.get(N[i] ?? NaN);
    if (before === undefined || (loss[i] ?? NaN) < (loss[before] ?? NaN)) bySize.set(N[i] ?? NaN, i);
  }
  const sizes = [...bySize.values()].sort((i, j) => (N[i] ?? 0) - (N[j] ?? 0));
  if (sizes.length < fewest) {
    const count = sizes.length === 1 ? "one size" : `${sizes.length} sizes`;
    return { C: budget, reason: `it has ${count}, and three are needed` };
  }
  const logs = (column: Float64Array): Float64Array => Float64Array.from(sizes, (i) => Math.log(column[i] ?? NaN));
  const found = valleyOf({ logN: logs(N), logLoss: logs(loss) }, 1);
  if ("reason" in found) return { C: budget, reason: found.reason };
  const pick = (column: Float64Array): Float64Array => Float64Array.from(sizes, (i) => column[i] ?? NaN);
  const cost = costOf(pick(C), pick(N), pick(D));
  const best = Math.exp(found.logN);
  return {
    C: budget,
    sizes: sizes.length,
    N: best,
    D: budget / (cost.k * best ** cost.u),
    loss: Math.exp(found.logLoss),
    std: found.std,
  };
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
 * The error that approach 2 makes by itself, without any noise, on these budgets and sizes. Undefined when it gives no answer there.
 */
export function isoflopBias(surface: Surface, runs: Omit<IsoflopRuns, "loss">, C: number): Bias | undefined {
  const loss = runs.N.map((N, i) => surfaceLoss(surface, N, runs.D[i] ?? NaN));
  const found = isoflop({ ...runs, loss });
  if ("reason" in found) return undefined;
  const truth = allocate(surface, C, costOf(runs.C, runs.N, runs.D));
  return { N: readLine(found.params, C) / truth.N - 1, D: readLine(found.tokens, C) / truth.D - 1 };
}

/** C within this share of the smallest of a budget belong to it. */
const tolerance = 0.05;

/** Rows of each budget, by rising C. */
export function budgets(C: Float64Array): number[][] {
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
