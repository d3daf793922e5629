import { titleOf, type Curve } from "../curve";

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
  /** The last row, unthinned: x, loss and D. */
  readonly final: Point;
  /** Usable rows behind it. */
  readonly rows: number;
  /** The learning rate at the end as a share of its highest; absent where it is not logged. */
  readonly rateLeft?: number;
}

export interface Point {
  readonly x: number;
  readonly loss: number;
  readonly tokens: number;
}

/** Bins of a factor of 1.19 in x; what lies further back than this many of them says nothing of the end. */
const binsKept = 40;
export const binWidth = Math.log(1000) / binsKept;

/**
 * The means of x, loss and D over bins of ln x counted back from the run's last row, so that a unit of x changes none of them. Rows
 * whose x or loss is not a number above 0 are left out; of rows at the same x the lowest loss counts. Undefined without a usable row.
 */
export function traceOf(curve: Curve): Trace | undefined {
  const rows = usableRows(curve);
  const last = rows[rows.length - 1];
  if (last === undefined) return undefined;
  const { x, loss, columns, size } = curve;
  const tokens = columns?.["D"];
  const end = x[last] ?? NaN;
  const edges = Float64Array.from({ length: binsKept }, (_, k) => end * Math.exp(-binWidth * (binsKept - 1 - k)) * (1 + 1e-9));
  const out: number[][] = [];
  let bin = 0;
  let [count, sumX, sumL, sumD] = [0, 0, 0, 0];
  const close = (): void => {
    if (count > 0) out.push([sumX / count, sumL / count, sumD / count]);
    [count, sumX, sumL, sumD] = [0, 0, 0, 0];
  };
  const from = end * Math.exp(-binWidth * binsKept) * (1 + 1e-9);
  for (const row of rows) {
    const at = x[row] ?? NaN;
    if (at <= from) continue;
    if (at > (edges[bin] ?? Infinity)) {
      close();
      while (at > (edges[bin] ?? Infinity)) bin++;
    }
    count++;
    sumX += at;
    sumL += loss[row] ?? NaN;
    sumD += tokens?.[row] ?? NaN;
  }
  close();
  const rate = rateLeft(columns?.["lr"], last);
  return {
    run: curve.run,
    title: titleOf(curve),
    size,
    x: Float64Array.from(out, ([v = NaN]) => v),
    loss: Float64Array.from(out, ([, v = NaN]) => v),
    tokens: Float64Array.from(out, ([, , v = NaN]) => v),
    final: { x: end, loss: loss[last] ?? NaN, tokens: tokens?.[last] ?? NaN },
    rows: rows.length,
    ...(rate === undefined ? {} : { rateLeft: rate }),
  };
}

/** Rows with x and loss above 0, x strictly rising along them. */
function usableRows({ x, loss }: Curve): Int32Array {
  const rows = new Int32Array(x.length);
  let n = 0;
  let before = 0;
  let rising = true;
  for (let i = 0; i < x.length; i++) {
    const at = x[i] ?? NaN;
    const value = loss[i] ?? NaN;
    if (!(at > 0 && at < Infinity && value > 0 && value < Infinity)) continue;
    if (!(at > before)) rising = false;
    before = at;
    rows[n++] = i;
  }
  const kept = rows.subarray(0, n);
  if (rising) return kept;
  const sorted = kept.slice().sort((i, j) => (x[i] ?? 0) - (x[j] ?? 0) || (loss[i] ?? 0) - (loss[j] ?? 0));
  return sorted.filter((row, k) => k === 0 || x[sorted[k - 1] ?? -1] !== x[row]);
}

function rateLeft(rate: Float64Array | undefined, last: number): number | undefined {
  if (rate === undefined) return undefined;
  let most = 0;
  for (const v of rate) if (v > most && v < Infinity) most = v;
  const left = (rate[last] ?? NaN) / most;
  return Number.isFinite(left) ? left : undefined;
}
