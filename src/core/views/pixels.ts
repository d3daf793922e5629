import { meanColumns, type Banded } from "../series/columns";
import { lastFiniteIndex } from "../stats/lastFiniteIndex";
import { downsample, type Points, type Window } from "../series/downsample";

/** Points of all lines of a chart together, at most about this many: more takes long to draw and shows nothing more. */
const pointBudget = 40_000;
/** A column up to this wide shows first, last, smallest and largest as one stroke; a wider one shows them as a sawtooth. */
const widestStroke = 2;

/** A line that is to be drawn, and the part of the axis that it takes. */
export interface Length {
  /** Rows. */
  readonly rows: number;
  /** Share of the x axis, 0 … 1. */
  readonly share: number;
}

/** How the lines of a chart are cut down: all of them alike. */
export interface Cutting {
  /** "exact": what a full drawing would show, to the pixel; "mean": a mean and a band a column. */
  readonly kind: "exact" | "mean";
  /** Columns across the whole chart. */
  readonly columns: number;
}

/**
 * How to cut lines down for a chart of `width` device pixels: exactly, where the points for that are not too many even in columns of
 * two pixels, else to means, in columns as narrow as the points allow. Points are spent where lines are: one that takes a tenth of
 * the axis takes a tenth of the columns.
 */
export function cuttingFor(width: number, lines: readonly Length[]): Cutting {
  const points = (columns: number, each: number): number =>
    lines.reduce((sum, { rows, share }) => sum + Math.min(rows, Math.ceil(share * columns) * each), 0);
  const widest = Math.max(4, Math.floor(width));
  for (const wide of [1, widestStroke]) {
    const columns = Math.max(4, Math.floor(widest / wide));
    if (points(columns, 4) <= pointBudget) return { kind: "exact", columns };
  }
  let columns = widest;
  while (columns > 4 && points(columns, 1) > pointBudget) columns = Math.floor(columns * 0.9);
  return { kind: "mean", columns };
}

/** The points of a line that is cut down so. */
export function cutTo({ kind, columns }: Cutting, x: Float64Array, y: Float64Array, window: Window): Points | Banded {
  const own = { ...window, width: columns };
  return kind === "exact" ? downsample(x, y, own) : meanColumns(x, y, own);
}

/** How much of an axis from `low` to `high` a column of x takes, rising or not: from its first placed value to its last. */
export function shareOf(x: Float64Array, { low, high, scale }: Pick<Window, "low" | "high" | "scale">): number {
  const of = (v: number): number => (scale === "log" ? Math.log(v) : v);
  const within = (v: number): number => Math.min(1, Math.max(0, (of(v) - of(low)) / (of(high) - of(low))));
  const first = x.find((v) => Number.isFinite(of(v)));
  const last = x[lastFiniteIndex(x)];
  const share = first === undefined || last === undefined ? 0 : Math.abs(within(last) - within(first));
  return Number.isFinite(share) ? share : 1;
}
