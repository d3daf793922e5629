import { drawNode } from "./node";
import type { Grid } from "./grids";
import { nodesEach, type Nodes } from "./nodes";
import { sharePrior } from "./priors";

/** Draws of (E, A_1, γ_1, …), equally likely. */
export interface Posterior {
  readonly draws: readonly Float64Array[];
  /** The standard deviation of a run in ln L, of each draw. */
  readonly runErrors: Float64Array;
  /** Probability of E = 0. */
  readonly noFloor: number;
  /** Where its exponents lie. */
  readonly grids: readonly Grid[];
}

/** Draws that are weighed for each that is kept. */
const trialsEach = 4;

/** So many draws from the nodes, in units of the loss, of which `ceiling` is the lowest. */
export function drawn({ logWeight, grams, second, top, grids }: Nodes, ceiling: number, wanted: number): Posterior {
  const trialCount = trialsEach * wanted;
  const weight = logWeight.map((w) => Math.exp(w - top));
  const total = weight.reduce((s, w) => s + w, 0);
  const trials: { theta: Float64Array; weight: number; runError: number }[] = [];
  let sum = 0;
  weight.forEach((w, at) => {
    sum += w / total;
    for (; trials.length < trialCount && (trials.length + 0.5) / trialCount <= sum;) {
      const pair = (at >> 1) % (nodesEach * second);
      const gram = grams[Math.floor((at >> 1) / (nodesEach * second))];
      if (gram === undefined) break;
      const [i, j] = [Math.floor(pair / second), pair % second];
      const theta = drawNode(gram, i, j, (at & 1) === 1, ceiling, placeOf(trials.length));
      trials.push({ theta, weight: sharePrior(theta), runError: gram.runError });
    }
  });
  const kept = resampled(trials, wanted);
  const mean = (read: (one: (typeof kept)[number]) => number): number =>
    kept.reduce((s, one) => s + read(one), 0) / kept.length;
  return {
    draws: kept.map(({ theta }) => theta),
    runErrors: Float64Array.from(kept, ({ runError }) => runError),
    noFloor: mean(({ theta }) => (theta[0] === 0 ? 1 : 0)),
    grids,
  };
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
