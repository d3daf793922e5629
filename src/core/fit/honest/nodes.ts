import { gramsOf, type Gram } from "./gram";
import { zoomed, type Grid } from "./grids";
import { weighNode } from "./node";
import { exponentPrior, noFloorShare } from "./priors";
import type { Floor, Sample } from "./sample";

/** Of each exponent. */
export const nodesEach = 11;
const widest: Grid = { low: Math.log(0.03), high: Math.log(1.6) };
/** A grid of which less carries weight is too wide to start from. */
const fewestHeavy = 4;

/** The posterior's nodes: ln weight, run error, exponents by their places, and whether E is free. Columns of equal length. */
export interface Nodes {
  readonly logWeight: Float64Array;
  readonly grams: readonly Gram[];
  readonly second: number;
  readonly top: number;
  readonly grids: readonly Grid[];
}

/** Errors of a run that the grids are sought with. */
const coarse = [1e-3, 4e-3, 1.6e-2];
const searches = 3;

/**
 * The nodes over grids that hold what carries weight. A search that starts from the grids of another one, of the same rows otherwise
 * weighed, is shorter; where what carries weight reaches their ends it is made from the widest ones after all.
 */
export function searched(
  sample: Sample,
  floor: Floor,
  runErrors?: readonly number[],
  start?: readonly Grid[],
): Nodes | undefined {
  const found = start && nodesOf(sample, floor, start, runErrors);
  if (found !== undefined && Number.isFinite(found.top) && isInside(heavyOf(found), found.grids)) return found;
  let grids: readonly Grid[] = sample.logs.map(() => widest);
  const few =
    runErrors === undefined || runErrors.length <= 2
      ? (runErrors ?? coarse)
      : [runErrors[1] ?? NaN, runErrors[3] ?? NaN];
  for (let round = 0; round < searches; round++) {
    const found = nodesOf(sample, floor, grids, few);
    if (!Number.isFinite(found.top)) return undefined;
    const next = zoomed(grids, heavyOf(found), nodesEach);
    if (next === undefined) break;
    grids = next;
  }
  const last = nodesOf(sample, floor, grids, runErrors);
  return Number.isFinite(last.top) ? last : undefined;
}

/** Whether what carries weight ends before the grids do, but where there is no more. */
function isInside(heavy: readonly (readonly [number, number])[], grids: readonly Grid[]): boolean {
  return grids.every(({ low, high }, k) => {
    const [first = 0, last = nodesEach - 1] = heavy[k] ?? [];
    const [left, right] = [low <= widest.low + 1e-9, high >= widest.high - 1e-9];
    return (first > 0 || left) && (last < nodesEach - 1 || right) && last - first >= fewestHeavy;
  });
}

function nodesOf(sample: Sample, floor: Floor, grids: readonly Grid[], runErrors?: readonly number[]): Nodes {
  const axes = grids.map(({ low, high }) =>
    Float64Array.from({ length: nodesEach }, (_, i) => Math.exp(low + ((high - low) * i) / (nodesEach - 1))),
  );
  const grams = gramsOf(sample, axes, runErrors);
  const second = axes.length > 1 ? nodesEach : 1;
  const logWeight = new Float64Array(grams.length * nodesEach * second * 2).fill(-Infinity);
  let top = -Infinity;
  let at = 0;
  for (const gram of grams) {
    for (let i = 0; i < nodesEach; i++) {
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
  return { logWeight, grams, second, top, grids };
}

/** What lies this far below the top in ln weight carries nothing. */
const negligible = 11;

/** For each exponent the lowest and highest place of a node that is not negligible. */
function heavyOf({ logWeight, second, top, grids }: Nodes): [number, number][] {
  const out = grids.map((): [number, number] => [Infinity, -Infinity]);
  logWeight.forEach((w, at) => {
    if (!(w > top - negligible)) return;
    const pair = (at >> 1) % (nodesEach * second);
    [Math.floor(pair / second), pair % second].forEach((place, k) => {
      const range = out[k];
      if (range === undefined) return;
      range[0] = Math.min(range[0], place);
      range[1] = Math.max(range[1], place);
    });
  });
  return out;
}
