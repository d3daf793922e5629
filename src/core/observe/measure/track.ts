import { clean } from "../../fit/points/clean";
import { linear } from "../../stats/linear";
import { median } from "../../stats/median";
import type { Run, Series } from "../../runs/run";
import { keyIn, type Study } from "./study";

/** What curves are matched by: tokens where they are known, else steps. */
export type Clock = "tokens" | "step";

/** The clock that all of these losses have. */
export function clockOf(study: Study, runs: readonly Run[], domains: readonly string[]): Clock {
  const known = runs.every((run) =>
    domains.every((domain) => {
      const series = seriesOf(run, keyIn(study, domain)(run));
      return series === undefined || series.tokens !== undefined;
    }),
  );
  return known ? "tokens" : "step";
}

function seriesOf(run: Run, key: string | undefined): Series | undefined {
  return key === undefined ? undefined : run.series(key);
}

/** A loss curve to be read at any place: ln L against ln x, x rising. */
export interface Track {
  readonly run: Run;
  readonly logX: Float64Array;
  readonly logLoss: Float64Array;
  /** Standard deviation of one point about its neighbours, of ln L; NaN where there are too few points to tell. */
  readonly noise: number;
}

/** The curve of a metric of a run; undefined where it has fewer than two usable points on that clock. */
export function trackOf(run: Run, key: string | undefined, clock: Clock): Track | undefined {
  const series = seriesOf(run, key);
  if (series === undefined) return undefined;
  const known = made.get(series) ?? new Map<Clock, Track | undefined>();
  if (!known.has(clock)) known.set(clock, makeTrack(run, series, clock));
  made.set(series, known);
  return known.get(clock);
}

/** A series is another one when its run has grown. */
const made = new WeakMap<Series, Map<Clock, Track | undefined>>();

function makeTrack(run: Run, series: Series, clock: Clock): Track | undefined {
  const x = columnOf(series, clock);
  if (x === undefined) return undefined;
  const { rows } = clean({ run: run.id, size: NaN, x, loss: series.value });
  if (rows.length < 2) return undefined;
  const kept = thinned(rows);
  const take = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => Math.log(column[i] ?? NaN));
  const [logX, logLoss] = [take(x), take(series.value)];
  return { run, logX, logLoss, noise: noiseOf(logX, logLoss) };
}

/** So many rows of a log, evenly, the last among them: more would take room and time and tell nothing more. */
const mostRows = 8000;

function thinned(rows: Int32Array): Int32Array {
  const every = Math.ceil(rows.length / mostRows);
  const n = Math.ceil(rows.length / every);
  return every <= 1 ? rows : Int32Array.from({ length: n }, (_, k) => rows[rows.length - 1 - (n - 1 - k) * every] ?? 0);
}

function columnOf(series: Series, clock: Clock): Float64Array | undefined {
  return clock === "tokens" ? series.tokens : series.step;
}

/** So many points tell the noise of a curve: all of a long log would tell no more. */
const enoughForNoise = 2000;

/**
 * The noise of single points from how far each lies off the line between its neighbours, by the median (1.4826 of it is a
 * normal's σ): a trend adds nothing to it, and a spike little.
 */
function noiseOf(x: Float64Array, y: Float64Array): number {
  if (x.length < 8) return NaN;
  const off: number[] = [];
  const step = Math.max(1, Math.floor(x.length / enoughForNoise));
  for (let i = 1; i + 1 < x.length; i += step) {
    const [a = NaN, b = NaN, c = NaN] = [x[i - 1], x[i], x[i + 1]];
    const share = (b - a) / (c - a);
    const left = (y[i] ?? NaN) - (1 - share) * (y[i - 1] ?? NaN) - share * (y[i + 1] ?? NaN);
    off.push(Math.abs(left) / Math.sqrt(1 + share ** 2 + (1 - share) ** 2));
  }
  return 1.4826 * (median(off) ?? 0);
}

/** What a curve says at a place: its loss, and the standard error of ln L there, NaN where it is not known. */
export interface Level {
  readonly loss: number;
  readonly error: number;
}

/** Points within this factor of a place say what the curve is there. */
const reach = Math.log(1.25);
/** But no more than so many on either side: a long log needs no wide look. */
const most = 300;
/** So many of them make a line; of fewer the nearest two do. */
const enough = 5;

/** Reads a curve at x, between its ends; undefined outside them. */
export function readTrack({ logX, logLoss, noise }: Track, x: number): Level | undefined {
  const at = Math.log(x);
  const n = logX.length;
  const slack = 1e-9 * Math.abs(at);
  if (!(at >= (logX[0] ?? NaN) - slack && at <= (logX[n - 1] ?? NaN) + slack)) return undefined;
  const nearest = firstFrom(logX, at);
  const from = Math.max(firstFrom(logX, at - reach), nearest - most);
  const to = Math.min(firstFrom(logX, at + reach), nearest + most);
  if (to - from >= enough) {
    const near = logX.subarray(from, to).map((v) => v - at);
    const line = linear(near, logLoss.subarray(from, to));
    if (line !== undefined) return { loss: Math.exp(line.intercept), error: line.interceptError };
  }
  const right = Math.min(n - 1, Math.max(1, firstFrom(logX, at)));
  const [a = NaN, b = NaN] = [logX[right - 1], logX[right]];
  const share = Math.min(1, Math.max(0, (at - a) / (b - a)));
  const value = (1 - share) * (logLoss[right - 1] ?? NaN) + share * (logLoss[right] ?? NaN);
  return { loss: Math.exp(value), error: noise * Math.hypot(share, 1 - share) };
}

/** The first index whose value is at least `at`, by bisection. */
function firstFrom(sorted: Float64Array, at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? NaN) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The x where all of these curves are there: from the latest start to the earliest end. Undefined for none. */
export function sharedSpan(tracks: readonly Track[]): { readonly from: number; readonly to: number } | undefined {
  const from = Math.exp(Math.max(...tracks.map(({ logX }) => logX[0] ?? Infinity)));
  const to = Math.exp(Math.min(...tracks.map(({ logX }) => logX.at(-1) ?? -Infinity)));
  return from < to ? { from, to } : undefined;
}
