import type { RowSlice } from "./rowSlice";

/** A range of rows without a fall of the step, by positions in its slice; rows at steps ≥ `below` were overwritten by a restart. */
interface KeptRange {
  readonly from: number;
  readonly to: number;
  readonly below: number;
  /** The metrics that the restart logged at its first step, `below`: the others' rows at that step still count. */
  readonly taken?: ReadonlySet<string>;
}

interface Segment {
  readonly slice: number;
  readonly from: number;
  readonly to: number;
  /** The first and the highest step. */
  readonly start: number;
  readonly end: number;
}

/** The segments of a slice, in order. */
function segmentsOf({ falls, length, first, highest }: RowSlice, slice: number): Segment[] {
  if (first !== first) return [];
  return [...falls, undefined].map((fall, k) => ({
    slice,
    from: falls[k - 1]?.position ?? 0,
    to: fall?.position ?? length,
    start: falls[k - 1]?.step ?? first,
    end: fall?.from ?? highest,
  }));
}

const measuredColumns = ({ table, layout: { meanings } }: RowSlice) =>
  table.columns.filter((c) => c.numbers !== undefined && meanings.metricOf(c.key).quantity !== "other");

/** The measured columns of a slice, by their full keys. */
export const measured = (slice: RowSlice): Set<string> =>
  new Set(measuredColumns(slice).map((column) => slice.prefix + column.key));

/** The full keys of the metrics that a segment has at its first step. */
function measuredAtStart(slice: RowSlice | undefined, { from, to, start }: Segment): Set<string> {
  const found = new Set<string>();
  if (slice === undefined) return found;
  const columns = measuredColumns(slice);
  for (let position = from; position < to && slice.step[position] === start; position++) {
    const row = slice.rows === undefined ? position : (slice.rows[position] ?? 0);
    for (const { key, numbers } of columns) if (numbers?.get(row) !== undefined) found.add(slice.prefix + key);
  }
  return found;
}

/** Slices that share a metric are of one track: the later took over from the earlier. */
function tracksOf(slices: readonly RowSlice[]): number[][] {
  const keys = slices.map(measured);
  const tracks: { members: number[]; keys: Set<string> }[] = [];
  slices.forEach((_, i) => {
    const own = keys[i] ?? new Set<string>();
    const joined = tracks.filter((track) => [...own].some((key) => track.keys.has(key)));
    const merged = {
      members: [...joined.flatMap((t) => t.members), i],
      keys: new Set([...joined.flatMap((t) => [...t.keys]), ...own]),
    };
    for (const track of joined) tracks.splice(tracks.indexOf(track), 1);
    tracks.push(merged);
  });
  return tracks.map((track) => track.members.sort((a, b) => a - b));
}

/**
 * The segment that a later one resumed from: the newest that reaches its start (2 % short of it will do, as a checkpoint may be
 * later than the last row), else the one that reaches farthest. Abandoned branches in between are skipped.
 */
function parentOf(segments: readonly Segment[], child: number): number | undefined {
  const start = segments[child]?.start ?? NaN;
  let farthest: number | undefined;
  for (let k = child - 1; k >= 0; k--) {
    const segment = segments[k];
    if (segment === undefined || segment.start >= start) continue;
    if (segment.end >= start * 0.98) return k;
    if (farthest === undefined || segment.end > (segments[farthest]?.end ?? 0)) farthest = k;
  }
  return farthest;
}

/** A log that goes on where an earlier file of the run had already been. */
interface Takeover {
  /** Indices of the later slice, and of the one whose rows it replaces. */
  readonly slice: number;
  readonly before: number;
  /** The first step of the later, and the last of the earlier. */
  readonly step: number;
  readonly from: number;
}

/** Which rows of each slice still count, and how many restarts there were. */
export interface Restarts {
  readonly kept: readonly (readonly KeptRange[])[];
  readonly restarts: number;
  /** The restarts between files that replace rows. */
  readonly takeovers: readonly Takeover[];
  /** The run's current step. */
  readonly lastStep: number;
}

const known = new WeakMap<readonly RowSlice[], Restarts>();

/**
 * Resolves the restarts of a run: from its newest segment back to the one it resumed from, and so on; each counts up to the first
 * step of the next. Slices in the order in which they were written.
 */
export function resolveRestarts(slices: readonly RowSlice[]): Restarts {
  const before = known.get(slices);
  if (before !== undefined) return before;
  const kept: KeptRange[][] = slices.map(() => []);
  const takeovers: Takeover[] = [];
  let restarts = 0;
  let lastStep = NaN;
  for (const track of tracksOf(slices)) {
    // Without steps no restart can be seen: the last value written counts.
    if (track.every((i) => slices[i]?.numbered === true)) {
      for (const i of track) kept[i]?.push({ from: 0, to: slices[i]?.length ?? 0, below: Infinity });
      continue;
    }
    const segments = track.flatMap((i) => {
      const slice = slices[i];
      if (slice === undefined) return [];
      if (!slice.numbered) return segmentsOf(slice, i);
      // Rows without steps cannot be placed among those with: only metrics that no other slice has count.
      kept[i]?.push({ from: 0, to: slice.length, below: Infinity });
      return [];
    });
    let restarted = segments.length - 1;
    let below = Infinity;
    let taken = new Set<string>();
    for (let k: number | undefined = segments.length - 1; k !== undefined && k >= 0; k = parentOf(segments, k)) {
      const segment = segments[k];
      if (segment === undefined) break;
      kept[segment.slice]?.unshift({ from: segment.from, to: segment.to, below, taken });
      // Evaluations of one step in files of their own are kept side by side.
      for (const other of segments.slice(0, k)) {
        if (other.start !== segment.start || other.end !== segment.start) continue;
        kept[other.slice]?.unshift({ from: other.from, to: other.to, below });
        restarted--;
      }
      if (below === Infinity && !(segment.end <= lastStep)) lastStep = segment.end;
      below = segment.start;
      taken = measuredAtStart(slices[segment.slice], segment);
      const parent = segments[parentOf(segments, k) ?? k];
      if (parent === undefined || parent.slice === segment.slice || parent.end < segment.start) continue;
      // A last evaluation in a file of its own, at the step at which training ended, restarts nothing.
      if (parent.end === segment.start && segment.end === segment.start) restarted--;
      else if (parent.end > segment.start)
        takeovers.push({ slice: segment.slice, before: parent.slice, step: segment.start, from: parent.end });
    }
    restarts = Math.max(restarts, restarted);
  }
  const made = { kept, restarts, takeovers, lastStep };
  known.set(slices, made);
  return made;
}
