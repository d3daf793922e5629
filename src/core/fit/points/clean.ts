import type { Curve } from "./curve";

/** The usable rows of a curve: which ones, in order of x, and what was left out. */
export interface Clean {
  readonly curve: Curve;
  /** Row numbers, x strictly rising along them. */
  readonly rows: Int32Array;
  /** Rows whose x or loss is not a number above 0. */
  readonly dropped: number;
  /** Rows that repeat an x: of those one stands. */
  readonly repeated: number;
}

/**
 * Rows with a finite x and loss, both above 0, after the first `warmup` share of the run's last x. Of rows at one x the last stands, as a
 * run that went back logs a step again; or the one of the lowest loss, which does not depend on their order.
 */
export function clean(curve: Curve, warmup = 0, stands: "last" | "lowest" = "last"): Clean {
  const { x, loss } = curve;
  const whole = wholeUpTo(x, loss);
  if (whole === x.length && warmup <= 0) return { curve, rows: firstRows(whole), dropped: 0, repeated: 0 };
  const good = new Int32Array(x.length);
  good.set(firstRows(whole));
  let size = whole;
  let rising = true;
  let last = x[whole - 1] ?? -Infinity;
  for (let i = whole; i < x.length; i++) {
    const at = x[i] ?? NaN;
    const value = loss[i] ?? NaN;
    if (!(at > 0 && at < Infinity && value > 0 && value < Infinity)) continue;
    if (at <= last) rising = false;
    last = at;
    good[size++] = i;
  }
  const dropped = x.length - size;
  const sorted = rising
    ? good.subarray(0, size)
    : sortedByX(good.subarray(0, size), x, stands === "last" ? undefined : loss);
  const cut = warmup > 0 ? warmup * (x[sorted[sorted.length - 1] ?? -1] ?? 0) : 0;
  const rows = cut > 0 ? sorted.filter((i) => (x[i] ?? 0) >= cut) : sorted;
  return { curve, rows, dropped, repeated: size - sorted.length };
}

let counting = new Int32Array(0);

/** 0 … n − 1: one array for all, long logs being nearly always usable throughout. Not to be written to. */
function firstRows(n: number): Int32Array {
  if (counting.length < n) counting = Int32Array.from({ length: n }, (_, i) => i);
  return counting.subarray(0, n);
}

/** How many rows from the first on are usable and rise: nearly always all of them, and a long log has many. */
function wholeUpTo(x: Float64Array, loss: Float64Array): number {
  let last = 0;
  let i = 0;
  for (; i < x.length; i++) {
    const at = x[i] ?? NaN;
    const value = loss[i] ?? NaN;
    if (!(at > last && value > 0 && value < Infinity)) break;
    last = at;
  }
  return last < Infinity ? i : i - 1;
}

/** By x; of equal x the one that came last stands, or where losses are given the lowest. */
function sortedByX(rows: Int32Array, x: Float64Array, loss?: Float64Array): Int32Array {
  const order = (i: number, j: number): number => (loss === undefined ? i - j : (loss[j] ?? 0) - (loss[i] ?? 0));
  const sorted = rows.slice().sort((i, j) => (x[i] ?? 0) - (x[j] ?? 0) || order(i, j));
  return sorted.filter((row, k) => k === sorted.length - 1 || x[sorted[k + 1] ?? -1] !== x[row]);
}
