import { clockUnit } from "../facts/clock";
import type { LogFile } from "./files";
import type { NumberColumn } from "../table/column";
import type { RowSlice } from "../series/rowSlice";
import type { Status } from "../run";

/** A status, and until when (Unix milliseconds) it stands if nothing changes; Infinity for good. */
export interface StatusUntil {
  readonly status: Status;
  readonly until: number;
}

const minute = 60_000;
/** No log counts as silent before this. */
const shortestSilence = 5 * minute;
/** A log that is only written at each checkpoint may be silent for hours between two. */
const shortestSilenceOfSaves = 180 * minute;
/** Silence: this many times the usual interval between rows. */
const silenceFactor = 10;
/** A log without an end marker that has been silent for longer than this may well have finished. */
const longAgo = 24 * 60 * minute;
/** The usual interval is that of the newest rows. */
const newestRows = 100;

/** What the status is decided from. */
export interface StatusSources {
  readonly logs: readonly LogFile[];
  readonly slices: readonly RowSlice[];
  /** The step that it is to end at, where its settings say so. */
  readonly planned: number | undefined;
  /** Unix milliseconds of the newest change of its files, and of now. */
  readonly modified: number;
  readonly now: number;
  /** When git last checked files out. */
  readonly checkouts: readonly number[];
}

/** A large clone takes so long (milliseconds) from its first file to its index. */
const longestCheckout = 10 * minute;

/** Whether the time of a file is that at which git wrote it. */
const isCheckedOut = (modified: number, checkouts: readonly number[]): boolean =>
  checkouts.some((time) => modified <= time && time - modified < longestCheckout);

/**
 * How a run stands, by what its files say: *finished* and *failed* where they do, or where the planned step was reached; else
 * *running* while they grow, and *stalled* once they have been silent for ten times as long as usual (five minutes at least)
 * though they say that the run goes on or has steps to go, or where they fell silent within a day; *unknown* after that, and
 * for results, which never grow.
 * The time of a file of a fresh clone says nothing.
 */
export function statusOf({ logs, slices, planned, modified, now, checkouts }: StatusSources): StatusUntil {
  const stated = slices.map((slice) => slice.table.status).find((status) => status !== undefined);
  if (stated === "finished" || stated === "failed") return { status: stated, until: Infinity };
  const last = Math.max(...slices.map((slice) => (slice.numbered || slice.length === 0 ? -Infinity : slice.last)));
  if (planned !== undefined && last >= planned - 1) return { status: "finished", until: Infinity };
  const unfinished = stated === "running" || planned !== undefined;
  if (!unfinished && slices.every((slice) => slice.layout.results)) return { status: "unknown", until: Infinity };
  if (isCheckedOut(modified, checkouts)) return { status: "unknown", until: Infinity };
  const silent = modified + silence(logs, slices);
  if (now < silent) return { status: "running", until: silent };
  if (unfinished) return { status: "stalled", until: Infinity };
  const forgotten = modified + longAgo;
  return now < forgotten ? { status: "stalled", until: forgotten } : { status: "unknown", until: Infinity };
}

/** Milliseconds without a change after which a run counts as silent. */
function silence(logs: readonly LogFile[], slices: readonly RowSlice[]): number {
  const least = logs.some((log) => log.repeats) ? shortestSilenceOfSaves : shortestSilence;
  const usual = slices.map(({ layout }) => usualTime(layout.time?.numbers)).filter((time) => time > 0);
  // The most frequently written log decides.
  return usual.length === 0 ? least : Math.min(Math.max(least, silenceFactor * Math.min(...usual)), longAgo);
}

/** Median interval between the newest rows, in milliseconds; NaN without a clock. */
function usualTime(clock: NumberColumn | undefined): number {
  if (clock === undefined) return NaN;
  const from = Math.max(1, clock.length - newestRows);
  const between = Array.from({ length: clock.length - from }, (_, k) => clock.at(from + k) - clock.at(from + k - 1));
  const forward = between.filter((time) => time > 0).sort((a, b) => a - b);
  return (forward[forward.length >> 1] ?? NaN) * clockUnit(clock.at(0)) * 1000;
}
