import { blockSize, blocksOf } from "./blocks";

/** The part of the x axis that is drawn, and on how many pixels. */
export interface Window {
  /** Pixels. */
  readonly width: number;
  readonly low: number;
  readonly high: number;
  readonly scale: "log" | "linear";
  /** Scale of y; on a logarithmic one a value ≤ 0 becomes a gap. Linear when absent. */
  readonly yScale?: "log" | "linear";
}

/** Points of a line; a NaN in y is a gap. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Cuts a line down to what its pixels can show: of each pixel column the first, the last, the smallest and the largest point,
 * in their order (M4; Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014, §4), so that the
 * drawn line is the same and no extreme is lost. Pixels are those of the scale in which x is drawn.
 *
 * A value that is not finite, or ≤ 0 on a logarithmic y axis, is a gap: one NaN stands for each run of them between points.
 * A point whose x has no place (NaN, or ≤ 0 on a logarithmic axis) is left out; one outside `low … high` is kept only beside
 * the window's edge, to draw the line to it. The result never shares memory with the input.
 */
export function downsample(x: Float64Array, y: Float64Array, window: Window): Points {
  const n = Math.min(x.length, y.length);
  const { place, edge } = placer(window);
  const columns = Math.max(1, Math.floor(window.width));
  const floor = window.yScale === "log" ? 0 : -Infinity;
  const xs = blocksOf(x);
  const ys = blocksOf(y);
  // Left of the window and right of it are a column each.
  const columnOf = (at: number) => (at < 0 ? -1 : at > 1 ? columns : Math.min(columns - 1, Math.floor(at * columns)));
  const cut = new Cut(x, y);
  for (let i = 0; i < n;) {
    const at = place(x[i] ?? NaN);
    const value = y[i] ?? NaN;
    if (at !== at || !Number.isFinite(value) || value <= floor) {
      if (at === at) cut.gap(i);
      i++;
      continue;
    }
    const column = columnOf(at);
    // x up to which a point surely stands in this column: no logarithm a point.
    const inside = column >= 0 && column < columns ? edge((column + 1) / columns) : -Infinity;
    const first = i;
    let low = i;
    let high = i;
    let last = i;
    let lowest = value;
    let highest = value;
    let before = x[i] ?? NaN;
    for (i++; i < n; i++) {
      // A whole block that stands in this column is its extremes and its last point.
      if (i % blockSize === 0 && i + blockSize <= n) {
        const block = i / blockSize;
        const end = x[i + blockSize - 1] ?? NaN;
        const least = ys.low[block] ?? 0;
        const whole = ys.holes[block] === 0 && (y[least] ?? NaN) > floor;
        if (whole && xs.rising[block] === 1 && (x[i] ?? NaN) >= before && end < inside) {
          const most = ys.high[block] ?? 0;
          if ((y[least] ?? NaN) < lowest) {
            lowest = y[least] ?? NaN;
            low = least;
          }
          if ((y[most] ?? NaN) > highest) {
            highest = y[most] ?? NaN;
            high = most;
          }
          i += blockSize - 1;
          last = i;
          before = end;
          continue;
        }
      }
      const next = x[i] ?? NaN;
      if (!(next >= before && next < inside)) {
        const where = place(next);
        if (where !== where) continue;
        if (columnOf(where) !== column) break;
      }
      const v = y[i] ?? NaN;
      if (v - v !== 0 || v <= floor) break;
      if (v < lowest) {
        lowest = v;
        low = i;
      }
      if (v > highest) {
        highest = v;
        high = i;
      }
      last = i;
      before = next;
    }
    // Outside only the nearest to the edge is needed: the last one on the left, the first one on the right.
    if (column === -1) cut.add(last);
    else if (column === columns) {
      cut.add(first);
      break;
    } else cut.add4(first, Math.min(low, high), Math.max(low, high), last);
  }
  return cut.points();
}

interface Placer {
  /** Where x stands in the window, 0 to 1 inside; NaN when it has no place on the axis. */
  readonly place: (x: number) => number;
  /** An x that surely stands before a place in the window, and near it. */
  readonly edge: (at: number) => number;
}

/** Less than this part of an edge is left to the exact way, so that rounding moves no point to another column. */
const nearRows = 1e-9;

function placer({ low, high, scale }: Window): Placer {
  const of = scale === "log" ? (x: number) => (x > 0 ? Math.log(x) : NaN) : (x: number) => x;
  const from = of(low);
  const span = of(high) - from;
  // A window of one point, or none that makes sense, shows everything in one column.
  if (!(span > 0)) return { place: (x) => (Number.isFinite(of(x)) ? 0 : NaN), edge: () => -Infinity };
  return {
    place: (x) => {
      const at = of(x);
      return Number.isFinite(at) ? (at - from) / span : NaN;
    },
    edge: (at) => {
      const x = from + at * span;
      return scale === "log" ? Math.exp(x) * (1 - nearRows) : x - nearRows * Math.abs(span);
    },
  };
}

/** Collects indices of the points that stay. */
class Cut {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #kept: number[] = [];
  /** Kept indices that stand for a gap. */
  readonly #gaps = new Set<number>();
  #newest = -1;

  constructor(x: Float64Array, y: Float64Array) {
    this.#x = x;
    this.#y = y;
  }

  add4(a: number, b: number, c: number, d: number): void {
    this.add(a);
    this.add(b);
    this.add(c);
    this.add(d);
  }

  gap(i: number): void {
    const last = this.#kept.at(-1);
    if (last === undefined || this.#gaps.has(last)) return;
    this.#gaps.add(i);
    this.#kept.push(i);
    this.#newest = i;
  }

  points(): Points {
    // A gap at the end parts nothing.
    const last = this.#kept.at(-1);
    const n = last !== undefined && this.#gaps.has(last) ? this.#kept.length - 1 : this.#kept.length;
    const x = new Float64Array(n);
    const y = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const i = this.#kept[k] ?? 0;
      x[k] = this.#x[i] ?? NaN;
      y[k] = this.#gaps.has(i) ? NaN : (this.#y[i] ?? NaN);
    }
    return { x, y };
  }

  add(i: number): void {
    if (i <= this.#newest) return;
    this.#newest = i;
    this.#kept.push(i);
  }
}
