import { mad } from "../../stats/mad";
import { median } from "../../stats/median";
import type { Clean } from "../points/clean";
import { titleOf, type Curve } from "../points/curve";

/** One run, thinned once: what every estimate of this folder reads. Columns have equal length, x rising. */
export interface Trace {
  readonly run: string;
  readonly title: string;
  /** N, parameters; NaN when unknown. */
  readonly size: number;
  readonly x: Float64Array;
  readonly loss: Float64Array;
  /** D; NaN where unknown. */
  readonly tokens: Float64Array;
  /** The row of the curve that each is the last of. */
  readonly row: Int32Array;
  /** Rows of the curve that lie far below the others of their bin: left out. */
  readonly low: readonly LowRow[];
  /** The last row, unthinned. */
  readonly final: Point;
  /** The learning rate at the end as a share of its highest; absent where it is not logged. */
  readonly rateLeft?: number;
}

/** A row and how far it lies below its neighbours, as a share of their loss. */
interface LowRow {
  readonly row: number;
  readonly below: number;
}

export interface Point {
  readonly x: number;
  readonly loss: number;
  readonly tokens: number;
}

/** Bins of a factor of 1.19 in x; what lies further back than this many of them says nothing of the end. */
const binsKept = 40;
export const binWidth = Math.log(1000) / binsKept;

/** Rows of a bin that its means are taken over, evenly spaced: more say no more, and a long log has thousands. */
const rowsOfBin = 48;

/**
 * The means of x, loss and D over bins of ln x counted back from the run's last row, so that a unit of x changes none of them. Undefined
 * without a usable row.
 */
export function traceOf({ curve, rows }: Clean): Trace | undefined {
  const last = rows[rows.length - 1];
  if (last === undefined) return undefined;
  const { x, loss, columns, size } = curve;
  const tokens = columns?.["D"];
  const end = x[last] ?? NaN;
  const bins: number[][] = [];
  let to = rows.length;
  for (let k = 1; k <= binsKept && to > 0; k++) {
    const from = firstAbove(rows, x, end * Math.exp(-binWidth * k) * (1 + 1e-9), to);
    if (from < to) bins.push(spread(rows, from, to));
    to = from;
  }
  bins.reverse();
  const low = bins.flatMap((bin, k) => {
    const found = lowRows(bin, loss);
    const out = new Set(found.map(({ row }) => row));
    if (out.size > 0) bins[k] = bin.filter((row) => !out.has(row));
    return found;
  });
  const means = (column: Float64Array | undefined): Float64Array =>
    Float64Array.from(bins, (bin) => bin.reduce((s, row) => s + (column?.[row] ?? NaN), 0) / bin.length);
  const rate = curve.about?.rateLeft;
  return {
    run: curve.run,
    title: titleOf(curve),
    size,
    x: means(x),
    loss: means(loss),
    tokens: means(tokens),
    row: Int32Array.from(bins, (bin) => bin[bin.length - 1] ?? -1),
    low,
    final: pointAt(curve, bins[bins.length - 1]?.at(-1) ?? last),
    ...(rate === undefined ? {} : { rateLeft: rate }),
  };
}

const pointAt = ({ x, loss, columns }: Curve, row: number): Point => ({
  x: x[row] ?? NaN,
  loss: loss[row] ?? NaN,
  tokens: columns?.["D"]?.[row] ?? NaN,
});

/** A row lies low by this many robust standard deviations of its bin, and this share of the loss. */
const lowBy = 8;
const leastLow = 0.02;
const fewestRows = 4;

/** Lone rows far below the others of a bin, through which a curve falls by less than a hundredth or two. */
function lowRows(bin: readonly number[], loss: Float64Array): LowRow[] {
  if (bin.length < fewestRows) return [];
  let [least, sum, squares] = [Infinity, 0, 0];
  for (const row of bin) {
    const value = loss[row] ?? NaN;
    if (value < least) least = value;
    sum += value;
    squares += value * value;
  }
  // Nearly always none can lie that far below the median, which is within a standard deviation of the mean.
  const mean = sum / bin.length;
  if (least > (1 - leastLow) * (mean + Math.sqrt(Math.max(0, squares / bin.length - mean * mean)))) return [];
  const values = Float64Array.from(bin, (row) => loss[row] ?? NaN);
  const middle = median(values) ?? NaN;
  const scale = (1.4826 * (mad(values) ?? NaN)) / middle;
  const found = bin.flatMap((row): LowRow[] => {
    const below = 1 - (loss[row] ?? NaN) / middle;
    return below > Math.max(leastLow, lowBy * scale) ? [{ row, below }] : [];
  });
  return found.length > bin.length / 4 ? [] : found;
}

/** The first of the rows before `to` whose x is above that. */
function firstAbove(rows: Int32Array, x: Float64Array, value: number, to: number): number {
  let [low, high] = [0, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[rows[middle] ?? -1] ?? NaN) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function spread(rows: Int32Array, from: number, to: number): number[] {
  const n = Math.min(rowsOfBin, to - from);
  return Array.from({ length: n }, (_, k) => rows[to - 1 - Math.floor((k * (to - from)) / n)] ?? -1).reverse();
}

/** The trace without those of its points. */
export function withoutPoints(trace: Trace, out: ReadonlySet<number>): Trace {
  const keep = (_: number, i: number): boolean => !out.has(i);
  const { x, loss, tokens, row } = trace;
  const last = x.length - 1;
  return {
    ...trace,
    x: x.filter(keep),
    loss: loss.filter(keep),
    tokens: tokens.filter(keep),
    row: row.filter(keep),
    // A run that ends in a spike ends before it.
    ...(out.has(last) && last > 0
      ? { final: { x: x[last - 1] ?? NaN, loss: loss[last - 1] ?? NaN, tokens: tokens[last - 1] ?? NaN } }
      : {}),
  };
}
