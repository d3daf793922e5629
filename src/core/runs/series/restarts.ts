import type { Part } from "./rowSlice";

/** A stretch of rows without a fall of the step, by positions in its part; rows at or above `below` do not count any more. */
export interface Kept {
  readonly from: number;
  readonly to: number;
  readonly below: number;
  /** Those at `below` itself do: what went on there measured nothing at it, as a writer that only says what it loaded. */
  readonly through?: boolean;
}

interface Segment {
  readonly part: number;
  readonly from: number;
  readonly to: number;
  /** First and highest step. */
  readonly start: number;
  readonly end: number;
}

/** A part's own stretches, in order. */
function segmentsOf({ falls, length, first, highest }: Part, part: number): Segment[] {
  if (first !== first) return [];
  return [...falls, undefined].map((fall, k) => ({
    part,
    from: falls[k - 1]?.position ?? 0,
    to: fall?.position ?? length,
    start: falls[k - 1]?.step ?? first,
    end: fall?.from ?? highest,
  }));
}

const measuredColumns = ({ table, layout: { meanings } }: Part) =>
  table.columns.filter((c) => c.numbers !== undefined && meanings.metricOf(c.key).quantity !== "other");

/** The measured columns of a part, by their full keys. */
export const measured = (part: Part): Set<string> =>
  new Set(measuredColumns(part).map((column) => part.prefix + column.key));

/** Whether a segment measures something at its first step. */
function measuresAtStart(part: Part | undefined, { from, to, start }: Segment): boolean {
  if (part === undefined) return true;
  const columns = measuredColumns(part);
  for (let position = from; position < to && part.step[position] === start; position++) {
    const row = part.rows === undefined ? position : (part.rows[position] ?? 0);
    if (columns.some(({ numbers }) => numbers?.get(row) !== undefined)) return true;
  }
  return columns.length === 0;
}

/** Parts that log something of the same key are of one track: the later took over from the earlier. */
function tracksOf(parts: readonly Part[]): number[][] {
  const keys = parts.map(measured);
  const tracks: { members: number[]; keys: Set<string> }[] = [];
  parts.forEach((_, i) => {
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
 * The segment that a later one went on from: the newest that reaches its start (a little less, as the checkpoint may lie after
 * the last row), else the one that reaches farthest. A branch that was given up in between is passed over.
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

/** What of each part still counts, and how many restarts there were. */
export interface Lineage {
  readonly kept: readonly (readonly Kept[])[];
  readonly restarts: number;
  /** The step at which the run stands. */
  readonly lastStep: number;
}

const known = new WeakMap<readonly Part[], Lineage>();

/**
 * Resolves the restarts of a run: from its newest stretch back to the one that it went on from, and so on; each counts up to
 * the first step of the one after it. Parts in the order in which they were written.
 */
export function lineageOf(parts: readonly Part[]): Lineage {
  const before = known.get(parts);
  if (before !== undefined) return before;
  const kept: Kept[][] = parts.map(() => []);
  let restarts = 0;
  let lastStep = NaN;
  for (const track of tracksOf(parts)) {
    // Where rows have no steps nothing went back: what was written last of a metric counts.
    if (track.every((i) => parts[i]?.numbered === true)) {
      for (const i of track) kept[i]?.push({ from: 0, to: parts[i]?.length ?? 0, below: Infinity });
      continue;
    }
    const segments = track.flatMap((i) => {
      const part = parts[i];
      if (part === undefined) return [];
      if (!part.numbered) return segmentsOf(part, i);
      // Of its metrics only those count that no part with steps has: nothing tells where its rows stand among those.
      kept[i]?.push({ from: 0, to: part.length, below: Infinity });
      return [];
    });
    let restarted = segments.length - 1;
    let below = Infinity;
    let through = false;
    for (let k: number | undefined = segments.length - 1; k !== undefined && k >= 0; k = parentOf(segments, k)) {
      const segment = segments[k];
      if (segment === undefined) break;
      kept[segment.part]?.unshift({ from: segment.from, to: segment.to, below, through });
      // Evaluations of one step in files of their own stand beside each other.
      for (const other of segments.slice(0, k)) {
        if (other.start !== segment.start || other.end !== segment.start) continue;
        kept[other.part]?.unshift({ from: other.from, to: other.to, below });
        restarted--;
      }
      if (below === Infinity && !(segment.end <= lastStep)) lastStep = segment.end;
      below = segment.start;
      through = !measuresAtStart(parts[segment.part], segment);
    }
    restarts = Math.max(restarts, restarted);
  }
  const made = { kept, restarts, lastStep };
  known.set(parts, made);
  return made;
}
