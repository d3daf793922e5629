import { normal, random } from "../../stats/random";
import type { Candidate, Rung } from "../result";
import type { HonestLaw } from "./honest";
import { fitModel, lossOfDraw, type Model } from "./models";
import type { Trace } from "./trace";

/** How many of the largest sizes are left out, one after the other, with all that are larger; and the sizes that must remain. */
const rungsWanted = 2;
const sizesKept = 3;
const rungDraws = 160;

/** The runs with the sizes that are left out in turn, and what is then seen: the same for every law. */
interface Ladder {
  readonly traces: readonly Trace[];
  readonly splits: readonly { readonly size: number; readonly seen: readonly Trace[] }[];
  readonly finals: boolean;
}

export function ladderOf(traces: readonly Trace[], finals: boolean): Ladder {
  const splits = heldSizes(traces).map((size) => ({ size, seen: traces.filter((one) => one.size < size) }));
  return { traces, splits, finals };
}

/** What a law says of each of the largest sizes from the smaller ones: of its run of the largest x. */
export function candidateOf(law: HonestLaw, { traces, splits, finals }: Ladder): Candidate {
  let start: Model["posterior"]["grids"] | undefined;
  const rungs = splits.flatMap(({ size, seen }) => {
    const model = fitModel(law, seen, finals, { draws: rungDraws, start });
    start = model?.posterior.grids;
    return model === undefined ? [] : [rungOf(model, seen, longest(traces, size))];
  });
  const squares = rungs.reduce((s, { error }) => s + error ** 2, 0);
  return { law, rungs, heldOut: Math.sqrt(squares / rungs.length) };
}

/** The largest size, and the next that no run of less x beats: one that is beaten says more of its run than of the law. */
function heldSizes(traces: readonly Trace[]): number[] {
  const sizes = [...new Set(traces.map(({ size }) => size))].sort((a, b) => b - a);
  const possible = sizes.slice(0, Math.max(0, sizes.length - sizesKept));
  const good = possible.filter((size, k) => {
    const { final } = longest(traces, size);
    return k === 0 || traces.every((one) => one.final.x > final.x || one.final.loss >= final.loss);
  });
  return good.slice(0, rungsWanted);
}

const longest = (traces: readonly Trace[], size: number): Trace =>
  traces
    .filter((one) => one.size === size)
    .reduce((a, b) => (b.final.x > a.final.x || (b.final.x === a.final.x && b.final.loss < a.final.loss) ? b : a));

function rungOf({ posterior, shape }: Model, seen: readonly Trace[], held: Trace): Rung {
  const { x, tokens, loss } = held.final;
  const place = { x, run: { N: held.size, D: tokens } };
  const draw = normal(random(7));
  const logs = posterior.draws.map(
    (one, i) => Math.log(lossOfDraw(shape, one, place)) + (posterior.runErrors[i] ?? NaN) * draw(),
  );
  logs.sort((a, b) => a - b);
  const at = (share: number): number => logs[Math.round(share * (logs.length - 1))] ?? NaN;
  const top = seen.reduce((m, { final }) => Math.max(m, final.x), 0);
  return {
    run: held.run,
    title: held.title,
    size: held.size,
    loss,
    error: at(0.5) - Math.log(loss),
    expected: (at(0.975) - at(0.025)) / 3.92,
    beyond: Math.log(x / top),
  };
}

/** By how much the errors exceed what was expected of them: the mean of (error/expected)², 1 where the law holds. */
export const excess = ({ rungs }: Candidate): number =>
  rungs.reduce((s, { error, expected }) => s + (error / expected) ** 2, 0) / rungs.length;

/** Steps of less than this say little of what lies beyond. */
const leastStep = Math.log(2);

/** The standard deviation of what a law misses per e-fold beyond its range: its errors' squares beyond what was expected of them. */
export function misfitOf({ rungs }: Candidate): number {
  if (rungs.length === 0) return 0;
  const mean =
    rungs.reduce(
      (s, { error, expected, beyond }) => s + (error ** 2 - expected ** 2) / Math.max(leastStep, beyond) ** 2,
      0,
    ) / rungs.length;
  return Math.sqrt(Math.max(0, mean));
}
