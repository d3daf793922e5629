import { studentCritical } from "../../stats/student";
import type { Run } from "../../runs/run";
import type { Matched } from "./matched";
import type { KeyOf } from "./study";
import { readTrack, sharedSpan, trackOf, type Clock, type Level, type Track } from "./track";

/** How far apart two curves are at one place, nats/token; more than 0: the second is higher. */
export interface Gap {
  readonly at: number;
  readonly value: number;
  /**
   * Half of the 95 % interval, from the scatter of the points (one pair) or between the pairs (several); NaN where there are too few
   * points to tell.
   */
  readonly half: number;
}

/** What tells two values of a facet apart on one metric. */
export interface Gaps {
  /** A tenth of the way (or where both curves have begun) and the end that both reach. */
  readonly early: Gap;
  readonly end: Gap;
  /** Places between where the sign of a sure gap turns: tokens, rising. */
  readonly turns: readonly number[];
  /** The gap all along what the curves share, from where all have begun. */
  readonly along: readonly Gap[];
  /** The mean loss of either value at a tenth, four tenths and the end of it; absent where they begin later than that. */
  readonly steps?: Record<"first" | "second", readonly [number, number, number]>;
  readonly pairs: number;
  readonly runs: readonly Run[];
}

const places = 25;

/**
 * The gap between two values along the shared part of their curves; undefined where no pair has a shared part. `seeds` is the
 * standard deviation of ln L between seeds, 0 where it is not known.
 */
export function gapsOf(
  matched: readonly Matched[],
  [first, second]: readonly [string, string],
  key: KeyOf,
  clock: Clock,
  seeds = 0,
): Gaps | undefined {
  const pairs = matched.flatMap(({ values }) => {
    const [a, b] = [first, second].map((value) => tracksOf(values.get(value) ?? [], key, clock));
    return a === undefined || b === undefined || a.length === 0 || b.length === 0 ? [] : [{ a, b }];
  });
  const all = pairs.flatMap(({ a, b }) => [...a, ...b]);
  const span = all.length === 0 ? undefined : sharedSpan(all);
  if (span === undefined) return undefined;
  const from = Math.max(span.from, span.to / 10);
  const at = Array.from({ length: places }, (_, i) => from * (span.to / from) ** (i / (places - 1)));
  at[places - 1] = span.to;
  const found = at.flatMap((x) => gapAt(pairs, x, seeds) ?? []);
  const [early, end] = [found[0], found.at(-1)];
  if (early === undefined || end === undefined || found.length < 2) return undefined;
  const whole = Array.from({ length: places }, (_, i) => span.from * (span.to / span.from) ** (i / (places - 1)));
  whole[places - 1] = span.to;
  const along = whole.flatMap((x) => gapAt(pairs, x, seeds) ?? []);
  const runs = all.map(({ run }) => run);
  return { early, end, turns: turnsOf(found), along, ...stepsOf(pairs, span, seeds), pairs: pairs.length, runs };
}

/** The places between which the fall of the loss is told apart, as shares of what all reach. */
export const shares = [0.1, 0.4, 1] as const;

function stepsOf(
  pairs: readonly Pair[],
  { from, to }: { readonly from: number; readonly to: number },
  seeds: number,
): Pick<Gaps, "steps"> {
  if (from > shares[0] * to) return {};
  const mean = (side: "a" | "b", x: number): number =>
    pairs.reduce((sum, pair) => sum + (meanAt(pair[side], x, seeds)?.loss ?? NaN), 0) / pairs.length;
  const [x, y, z] = shares.map((share) => share * to) as [number, number, number];
  const of = (side: "a" | "b"): readonly [number, number, number] => [mean(side, x), mean(side, y), mean(side, z)];
  const [first, second] = [of("a"), of("b")];
  return [...first, ...second].every(Number.isFinite) ? { steps: { first, second } } : {};
}

function tracksOf(runs: readonly Run[], keyOf: KeyOf, clock: Clock): Track[] {
  return runs.flatMap((run) => trackOf(run, keyOf(run), clock) ?? []);
}

interface Pair {
  readonly a: readonly Track[];
  readonly b: readonly Track[];
}

function gapAt(pairs: readonly Pair[], x: number, seeds: number): Gap | undefined {
  const each = pairs.flatMap(({ a, b }) => {
    const [first, second] = [meanAt(a, x, seeds), meanAt(b, x, seeds)];
    if (first === undefined || second === undefined) return [];
    return [
      { value: second.loss - first.loss, error: Math.hypot(first.error * first.loss, second.error * second.loss) },
    ];
  });
  const n = each.length;
  if (n === 0) return undefined;
  const value = each.reduce((sum, one) => sum + one.value, 0) / n;
  const scatter = Math.sqrt(each.reduce((sum, one) => sum + one.error ** 2, 0)) / n;
  const between = n < 2 ? 0 : Math.sqrt(each.reduce((sum, one) => sum + (one.value - value) ** 2, 0) / (n - 1) / n);
  const half =
    n < 3 ? 1.96 * Math.max(scatter, between) : Math.max(1.96 * scatter, studentCritical(0.95, n - 1) * between);
  return { at: x, value, half };
}

/** Seeds of one configuration count as one curve: their mean. */
function meanAt(tracks: readonly Track[], x: number, seeds: number): Level | undefined {
  const levels = tracks.flatMap((track) => readTrack(track, x) ?? []);
  if (levels.length === 0) return undefined;
  const loss = levels.reduce((sum, level) => sum + level.loss, 0) / levels.length;
  // Where seeds are known to differ, what a few points scatter by themselves adds little.
  const own = (error: number): number => (seeds > 0 && Number.isNaN(error) ? 0 : error);
  const error = Math.sqrt(levels.reduce((sum, level) => sum + own(level.error) ** 2 + seeds ** 2, 0)) / levels.length;
  return { loss, error };
}

/** Where a gap that was sure has turned into a sure gap of the other sign: the middle, in ln x, of what lies between. */
function turnsOf(gaps: readonly Gap[]): number[] {
  const sure = gaps.filter(({ value, half }) => Math.abs(value) > half && half > 0);
  return sure.flatMap((gap, i) => {
    const before = sure[i - 1];
    return before !== undefined && Math.sign(before.value) !== Math.sign(gap.value)
      ? [Math.sqrt(before.at * gap.at)]
      : [];
  });
}
