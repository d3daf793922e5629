import { normal, random } from "../../stats/random";
import type { Candidate, HonestLaw, Rung } from "./honest";
import { fitModel, lossOfDraw, type Model } from "./models";
import type { Trace } from "./trace";

/** How many of the largest sizes are left out, one after the other, with all that are larger; and the sizes that must remain. */
const rungsWanted = 2;
const sizesKept = 3;
const rungDraws = 160;

/** What a law says of each of the largest sizes from the smaller ones. */
export function candidateOf(law: HonestLaw, traces: readonly Trace[], finals: boolean): Candidate {
  const sizes = [...new Set(traces.map(({ size }) => size))].sort((a, b) => b - a);
  const count = Math.min(rungsWanted, sizes.length - sizesKept);
  const rungs = sizes.slice(0, Math.max(0, count)).flatMap((size) => {
    const seen = traces.filter((one) => one.size < size);
    const held = traces
      .filter((one) => one.size === size)
      .reduce((a, b) => (b.final.x > a.final.x || (b.final.x === a.final.x && b.final.loss < a.final.loss) ? b : a));
    const model = fitModel(law, seen, finals, rungDraws);
    return model === undefined ? [] : [rungOf(model, seen, held)];
  });
  const squares = rungs.reduce((s, { error }) => s + error ** 2, 0);
  return { law, rungs, heldOut: Math.sqrt(squares / rungs.length) };
}

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
    rungs.reduce((s, { error, expected, beyond }) => s + (error ** 2 - expected ** 2) / Math.max(leastStep, beyond) ** 2, 0) /
    rungs.length;
  return Math.sqrt(Math.max(0, mean));
}
