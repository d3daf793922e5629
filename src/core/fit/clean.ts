import type { Curve } from "./curve";

/** The usable rows of a curve: which ones, in order of x, and what was left out. */
export interface Clean {
  readonly curve: Curve;
  /** Row numbers, x strictly rising along them. */
  readonly rows: Int32Array;
  /** Rows whose x or loss is not a number above 0. */
  readonly dropped: number;
  /** Rows that repeat an x; of those the last stands. */
  readonly repeated: number;
}

/** Rows with a finite x and loss, both above 0, after the first `warmup` share of the run's last x. */
export function clean(curve: Curve, warmup = 0): Clean {
  const { x, loss } = curve;
  const good = new Int32Array(x.length);
  let size = 0;
  let rising = true;
  let last = -Infinity;
  for (let i = 0; i < x.length; i++) {
    const at = x[i] ?? NaN;
    const value = loss[i] ?? NaN;
    if (!(at > 0 && at < Infinity && value > 0 && value < Infinity)) continue;
    if (at <= last) rising = false;
    last = at;
    good[size++] = i;
  }
  const dropped = x.length - size;
  const sorted = rising ? good.subarray(0, size) : sortedByX(good.subarray(0, size), x);
  const cut = warmup > 0 ? warmup * (x[sorted[sorted.length - 1] ?? -1] ?? 0) : 0;
  const rows = cut > 0 ? sorted.filter((i) => (x[i] ?? 0) >= cut) : sorted;
  return { curve, rows, dropped, repeated: size - sorted.length };
}

/** By x; of equal x the one that came last stands. */
function sortedByX(rows: Int32Array, x: Float64Array): Int32Array {
  const sorted = rows.slice().sort((i, j) => (x[i] ?? 0) - (x[j] ?? 0) || i - j);
  return sorted.filter((row, k) => k === sorted.length - 1 || x[sorted[k + 1] ?? -1] !== x[row]);
}
