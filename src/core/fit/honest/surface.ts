import { linear } from "../../stats/linear";
import type { Sample } from "./sample";
import { withErrors } from "./noise";
import type { Point, Trace } from "./trace";

/** Rows of a surface in N and D, and what ln N and ln D are counted from. */
export interface SurfaceSample extends Sample {
  readonly logN: number;
  readonly logD: number;
}

/** A run's rows before this share of its end are left out: its warm-up, and what it learned first. */
const earliest = 0.1;

/** Rows in all, and of a run at least: what lies between them says little that they do not. */
const mostRows = 150;
const leastRows = 6;

/** So many at most, evenly spaced, the last among them. */
function thinned(rows: readonly number[], most: number): number[] {
  const n = rows.length;
  if (n <= most) return [...rows];
  return Array.from({ length: most }, (_, k) => rows[Math.round(((k + 1) * n) / most) - 1] ?? 0);
}

/** Rows of all runs whose N and D are known; only their last rows where `finals`. */
export function surfaceSample(traces: readonly Trace[], finals: boolean): SurfaceSample {
  const most = Math.max(leastRows, Math.floor(mostRows / traces.length));
  const rows = traces.flatMap((trace, run) => rowsOf(trace, finals, most).map((row) => ({ ...row, run })));
  const N = rows.map(({ size }) => Math.log(size));
  const D = rows.map(({ tokens }) => Math.log(tokens));
  const [logN, logD] = [mean(N), mean(D)];
  return withErrors({
    loss: Float64Array.from(rows, ({ loss }) => loss),
    logs: [Float64Array.from(N, (v) => v - logN), Float64Array.from(D, (v) => v - logD)],
    run: Int32Array.from(rows, ({ run }) => run),
    gaps: Float64Array.from(rows, ({ gap }) => gap),
    logN,
    logD,
  });
}

interface SurfaceRow extends Point {
  readonly size: number;
  readonly gap: number;
}

/** The rows of a run that count. */
function rowsOf({ size, x, tokens, loss, final }: Trace, finals: boolean, most: number): SurfaceRow[] {
  const from = earliest * final.x * (1 - 1e-9);
  const late = finals || x.length < 3 ? [] : [...x.keys()].filter((i) => (x[i] ?? NaN) >= from);
  if (late.length === 0) return [{ ...final, size, gap: 0 }];
  const kept = thinned(late, most);
  return kept.map((i, k) => {
    const [at = NaN, before = at] = [x[i], k > 0 ? x[kept[k - 1] ?? -1] : undefined];
    return { size, x: at, tokens: tokens[i] ?? NaN, loss: loss[i] ?? NaN, gap: Math.log(at / before) };
  });
}

const mean = (v: readonly number[]): number => v.reduce((s, x) => s + x, 0) / v.length;

/** Fewer ends than this do not hold five coefficients. */
const fewestEnds = 8;
/** Of ln D beside a line in ln N: less, and what either does is not told apart. */
const leastSpread = 0.3;

/** Whether the runs tell apart what N and what D does: along each run where its rows count, else by their ends. */
export function separated(traces: readonly Trace[], finals: boolean): boolean {
  if (new Set(traces.map(({ size }) => size)).size < 3) return false;
  if (!finals) return true;
  if (traces.length < fewestEnds) return false;
  const line = linear(
    Float64Array.from(traces, ({ size }) => Math.log(size)),
    Float64Array.from(traces, ({ final }) => Math.log(final.tokens)),
  );
  if (line === undefined) return false;
  const squares = traces.reduce(
    (s, { size, final }) => s + (Math.log(final.tokens) - line.intercept - line.slope * Math.log(size)) ** 2,
    0,
  );
  return Math.sqrt(squares / traces.length) > leastSpread;
}
