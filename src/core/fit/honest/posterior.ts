import { gramsOf, type Gram } from "./gram";
import { zoomed, type Grid } from "./grids";
import { drawNode, weighNode } from "./node";
import { exponentPrior, sharePrior } from "./priors";
import type { Errors } from "./whiten";

/** Rows of a law L = E + Σ A_k·u_k^−γ_k, k = 1 or 1 and 2, with what is known of their errors. All columns have equal length. */
export interface Sample {
  readonly loss: Float64Array;
  /** ln u_k of each row, around 0 at the reference point. */
  readonly logs: readonly Float64Array[];
  /** ln x minus that of the row before in the same run; 0 at its first. */
  readonly gaps: Float64Array;
  readonly errors: Errors;
  /** Samples of a line: evenly spaced in ln x, they count as if they were in x, most of them in the last decade. */
  readonly dense?: boolean;
  /** Whether the one exponent is of N: the rows are of runs of one D. */
  readonly inN?: boolean;
}

/** "none": E = 0. "either": E = 0 with probability 1/2, else anywhere between 0 and the lowest loss. */
export type Floor = "none" | "either";

/** Draws of (E, A_1, γ_1, …), equally likely. */
export interface Posterior {
  readonly draws: readonly Float64Array[];
  /** The standard deviation of a run in ln L, of each draw. */
  readonly runErrors: Float64Array;
  /** Probability of E = 0. */
  readonly noFloor: number;
  /** ln of the marginal likelihood, up to a constant of the data. */
  readonly evidence: number;
}

const nodes = 13;
const exponents = [0.03, 1.6] as const;
export const drawCount = 400;
/** ln of the odds of no floor at all against one. */
const noFloorShare = Math.log(0.5);
/** Draws that are weighed for each that is kept. */
const trialsEach = 4;

/** The posterior's nodes: ln weight, run error, exponents by their places, and whether E is free. Columns of equal length. */
interface Nodes {
  readonly logWeight: Float64Array;
  readonly grams: readonly Gram[];
  readonly second: number;
  readonly top: number;
}

/**
 * The posterior of the law by quadrature over exponents and the error of a run, the rest being linear and in closed form. Priors: see
 * `priors.ts`; E flat up to the lowest loss. Where errors far below the top count for more (`far`), how large they are is told from all
 * rows alike. Undefined where no node has a finite weight.
 */
export function posteriorOf(
  sample: Sample,
  floor: Floor,
  runErrors?: readonly number[],
  draws = drawCount,
): Posterior | undefined {
  const ceiling = Math.min(...sample.loss);
  const { far, ...plain } = sample.errors;
  if (far === undefined || runErrors !== undefined) {
    const found = searched(sample, floor, runErrors);
    return found && drawn(found, ceiling, draws);
  }
  const alike = searched({ ...sample, errors: plain }, floor);
  if (alike === undefined) return undefined;
  const known = runErrorsOf(alike);
  const found = searched(sample, floor, known);
  if (found === undefined) return undefined;
  evenOut(found);
  return drawn(found, ceiling, draws);
}

/** Errors of a run that the grids are sought with. */
const coarse = [1e-3, 4e-3, 1.6e-2];
const searches = 3;

/** The nodes over grids that hold what carries weight. */
function searched(sample: Sample, floor: Floor, runErrors?: readonly number[]): Nodes | undefined {
  const [low, high] = exponents;
  let grids: readonly Grid[] = sample.logs.map(() => ({ low: Math.log(low), high: Math.log(high) }));
  const few = runErrors === undefined || runErrors.length <= 2 ? (runErrors ?? coarse) : [runErrors[1] ?? NaN, runErrors[3] ?? NaN];
  for (let round = 0; round < searches; round++) {
    const found = nodesOf(sample, floor, grids, few);
    if (!Number.isFinite(found.top)) return undefined;
    const next = zoomed(grids, heavyOf(found, grids), nodes);
    if (next === undefined) break;
    grids = next;
  }
  const found = nodesOf(sample, floor, grids, runErrors);
  return Number.isFinite(found.top) ? found : undefined;
}

/** Five equally likely errors of a run. */
function runErrorsOf({ logWeight, grams, top }: Nodes): number[] {
  const each = logWeight.length / grams.length;
  const mass = grams.map((_, k) => logWeight.subarray(k * each, (k + 1) * each).reduce((s, w) => s + Math.exp(w - top), 0));
  const total = mass.reduce((s, w) => s + w, 0);
  return [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => {
    let sum = 0;
    for (const [k, w] of mass.entries()) {
      sum += w / total;
      if (sum < share) continue;
      const inside = (share - (sum - w / total)) / (w / total) - 0.5;
      return (grams[k]?.runError ?? NaN) * Math.exp((inside * Math.log(120)) / 8);
    }
    return grams[grams.length - 1]?.runError ?? NaN;
  });
}

/** Gives every error of a run the same weight in all. */
function evenOut(found: Nodes): void {
  const { logWeight, grams } = found;
  const each = logWeight.length / grams.length;
  grams.forEach((_, k) => {
    const own = logWeight.subarray(k * each, (k + 1) * each);
    const top = own.reduce((m, w) => Math.max(m, w), -Infinity);
    const total = top + Math.log(own.reduce((s, w) => s + Math.exp(w - top), 0));
    own.forEach((w, i) => {
      own[i] = w - total + found.top;
    });
  });
}

function nodesOf(sample: Sample, floor: Floor, grids: readonly Grid[], runErrors?: readonly number[]): Nodes {
  const axes = grids.map(({ low, high }) =>
    Float64Array.from({ length: nodes }, (_, i) => Math.exp(low + ((high - low) * i) / (nodes - 1))),
  );
  const grams = gramsOf(sample, axes, runErrors);
  const second = axes.length > 1 ? nodes : 1;
  const logWeight = new Float64Array(grams.length * nodes * second * 2).fill(-Infinity);
  let top = -Infinity;
  let at = 0;
  for (const gram of grams) {
    for (let i = 0; i < nodes; i++) {
      for (let j = 0; j < second; j++) {
        const prior = gram.prior + exponentPrior(axes[0]?.[i] ?? NaN, axes[1]?.[j], sample.inN);
        const { none, free } = weighNode(gram, i, j);
        logWeight[at] = prior + none + (floor === "either" ? noFloorShare : 0);
        if (floor === "either") logWeight[at + 1] = prior + free;
        top = Math.max(top, logWeight[at] ?? -Infinity, logWeight[at + 1] ?? -Infinity);
        at += 2;
      }
    }
  }
  return { logWeight, grams, second, top };
}

/** What lies this far below the top in ln weight carries nothing. */
const negligible = 11;

/** For each exponent the lowest and highest place of a node that is not negligible. */
function heavyOf({ logWeight, second, top }: Nodes, grids: readonly Grid[]): [number, number][] {
  const out = grids.map((): [number, number] => [Infinity, -Infinity]);
  logWeight.forEach((w, at) => {
    if (!(w > top - negligible)) return;
    const pair = (at >> 1) % (nodes * second);
    [Math.floor(pair / second), pair % second].forEach((place, k) => {
      const range = out[k];
      if (range === undefined) return;
      range[0] = Math.min(range[0], place);
      range[1] = Math.max(range[1], place);
    });
  });
  return out;
}

function drawn({ logWeight, grams, second, top }: Nodes, ceiling: number, wanted: number): Posterior {
  const trialCount = trialsEach * wanted;
  const weight = logWeight.map((w) => Math.exp(w - top));
  const total = weight.reduce((s, w) => s + w, 0);
  const trials: { theta: Float64Array; weight: number; runError: number }[] = [];
  let sum = 0;
  weight.forEach((w, at) => {
    sum += w / total;
    for (; trials.length < trialCount && (trials.length + 0.5) / trialCount <= sum; ) {
      const pair = (at >> 1) % (nodes * second);
      const gram = grams[Math.floor((at >> 1) / (nodes * second))];
      if (gram === undefined) break;
      const theta = drawNode(gram, Math.floor(pair / second), pair % second, (at & 1) === 1, ceiling, placeOf(trials.length));
      trials.push({ theta, weight: sharePrior(theta), runError: gram.runError });
    }
  });
  const kept = resampled(trials, wanted);
  const mean = (read: (one: (typeof kept)[number]) => number): number => kept.reduce((s, one) => s + read(one), 0) / kept.length;
  return {
    draws: kept.map(({ theta }) => theta),
    runErrors: Float64Array.from(kept, ({ runError }) => runError),
    noFloor: mean(({ theta }) => (theta[0] === 0 ? 1 : 0)),
    evidence: top + Math.log((total * trials.reduce((s, { weight: w }) => s + w, 0)) / trials.length),
  };
}

/** The loss of a draw at ln u_1, ln u_2. */
export function lossOf(draw: Float64Array, [first = NaN, second]: readonly number[]): number {
  const [E = NaN, A = NaN, alpha = NaN, B = NaN, beta = NaN] = draw;
  const one = E + A * Math.exp(-alpha * first);
  return second === undefined ? one : one + B * Math.exp(-beta * second);
}

/** The k-th point of a sequence that fills the unit cube evenly (Roberts 2018, R₃): what one draw gets does not depend on the others. */
function placeOf(k: number): [number, number, number] {
  const part = (step: number): number => Math.min(Math.max((0.5 + (k + 1) * step) % 1, 1e-6), 1 - 1e-6);
  return [part(0.8191725133961645), part(0.6710436067037893), part(0.5497004779019703)];
}

/** So many by weight, evenly spaced through them. */
function resampled<T extends { readonly weight: number }>(trials: readonly T[], wanted: number): T[] {
  const total = trials.reduce((s, { weight }) => s + weight, 0);
  const out: T[] = [];
  let sum = 0;
  for (const one of trials) {
    sum += one.weight / total;
    while (out.length < wanted && (out.length + 0.5) / wanted <= sum) out.push(one);
  }
  return out;
}
