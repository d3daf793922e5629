import type { NumberColumn } from "./column";

/** Statistics of a whole column, cached and updated incrementally as the column grows. */
export interface ColumnStats {
  /** Values that were scanned. */
  readonly seen: number;
  /** Every value equals the first. */
  readonly same: boolean;
  /** Every value is the previous one plus one. */
  readonly counts: boolean;
  /** Every value is greater than the one before. */
  readonly rises: boolean;
  /** Values that are less than the one before. */
  readonly falls: number;
  readonly positive: number;
  /** Values below 0, −Infinity not counted. */
  readonly negative: number;
  readonly finite: number;
  /** Values below 1. */
  readonly belowOne: number;
}

const noStats: ColumnStats = {
  seen: 0,
  same: true,
  counts: true,
  rises: true,
  falls: 0,
  positive: 0,
  negative: 0,
  finite: 0,
  belowOne: 0,
};
const known = new WeakMap<NumberColumn, ColumnStats>();

export function statsOf(column: NumberColumn): ColumnStats {
  const before = known.get(column) ?? noStats;
  if (before.seen === column.length) return before;
  // Values were dropped since: scan from the start.
  const from = before.seen > column.length ? noStats : before;
  let { same, counts, rises, falls, positive, negative, finite, belowOne } = from;
  const { values, length } = column;
  const first = values[0];
  let last = from.seen > 0 ? values[from.seen - 1] : undefined;
  for (let i = from.seen; i < length; i++) {
    const v = values[i] ?? NaN;
    if (last !== undefined) {
      if (v !== first) same = false;
      if (v !== last + 1) counts = false;
      if (!(v > last)) rises = false;
      if (v < last) falls++;
    } else if (v !== v) rises = false;
    if (v > 0) positive++;
    else if (v < 0 && v > -Infinity) negative++;
    if (Number.isFinite(v)) finite++;
    if (v < 1) belowOne++;
    last = v;
  }
  const stats = { seen: length, same, counts, rises, falls, positive, negative, finite, belowOne };
  known.set(column, stats);
  return stats;
}

/** Whether every value equals the first: mostly told by the last one alone. */
export function isConstant(column: NumberColumn): boolean {
  const { length } = column;
  return (length < 2 || column.at(length - 1) === column.at(0)) && statsOf(column).same;
}

/** Sets the statistics of a column restored from a snapshot, so that it is not scanned. */
export function setStats(column: NumberColumn, stats: ColumnStats): void {
  known.set(column, stats);
}
