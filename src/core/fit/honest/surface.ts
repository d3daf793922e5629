import { linear } from "../../stats/linear";
import type { Sample } from "./posterior";
import { withErrors } from "./noise";
import type { Trace } from "./trace";

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
  const [N, D, loss, run, along]: number[][] = [[], [], [], [], []];
  traces.forEach(({ size, x, tokens, loss: losses, final }, r) => {
    const from = finals ? Infinity : earliest * final.x * (1 - 1e-9);
    const late = finals || x.length < 3 ? [] : [...x.keys()].filter((i) => (x[i] ?? NaN) >= from);
    const rows = thinned(late, Math.max(leastRows, Math.floor(mostRows / traces.length)));
    let before = NaN;
    const add = (at: number, d: number, l: number): void => {
      N!.push(Math.log(size));
      D!.push(Math.log(d));
      loss!.push(l);
      run!.push(r);
      along!.push(Number.isNaN(before) ? 0 : Math.log(at / before));
      before = at;
    };
    for (const i of rows) add(x[i] ?? NaN, tokens[i] ?? NaN, losses[i] ?? NaN);
    if (rows.length === 0) add(final.x, final.tokens, final.loss);
  });
  const logN = mean(N!);
  const logD = mean(D!);
  return withErrors({
    loss: Float64Array.from(loss!),
    logs: [Float64Array.from(N!, (v) => v - logN), Float64Array.from(D!, (v) => v - logD)],
    run: Int32Array.from(run!),
    gaps: Float64Array.from(along!),
    logN,
    logD,
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
