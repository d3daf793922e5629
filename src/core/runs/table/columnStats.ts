import type { NumberColumn } from "./column";

/** What is asked of a whole column again and again; a column that grew is looked at from where the last look ended. */
export interface ColumnStats {
  /** Values that were looked at. */
  readonly seen: number;
  /** Every value is the first again. */
  readonly same: boolean;
  /** Every value is the one before and one. */
  readonly counts: boolean;
  /** Every value is a number greater than the one before. */
  readonly rises: boolean;
  /** Values that are less than the one before. */
  readonly falls: number;
  readonly positive: number;
  /** Values below 0, −Infinity not counted. */
  readonly negative: number;
  readonly finite: number;
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
};
const known = new WeakMap<NumberColumn, ColumnStats>();

export function statsOf(column: NumberColumn): ColumnStats {
  const before = known.get(column) ?? noStats;
  if (before.seen === column.length) return before;
  // Values taken back since: look at all again.
  const from = before.seen > column.length ? noStats : before;
  let { same, counts, rises, falls, positive, negative, finite } = from;
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
    last = v;
  }
  const stats = { seen: length, same, counts, rises, falls, positive, negative, finite };
  known.set(column, stats);
  return stats;
}

/** Says what is known of a column that is made of kept values: they are not looked at again. */
export function setStats(column: NumberColumn, stats: ColumnStats): void {
  known.set(column, stats);
}
