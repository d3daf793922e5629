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

/** Rows of all runs whose N and D are known; only their last rows where `finals`. */
export function surfaceSample(traces: readonly Trace[], finals: boolean): SurfaceSample {
  const [N, D, loss, run, along]: number[][] = [[], [], [], [], []];
  traces.forEach(({ size, x, tokens, loss: losses, final }, r) => {
    const from = finals ? Infinity : earliest * final.x;
    const rows = finals || x.length < 3 ? [] : [...x.keys()].filter((i) => (x[i] ?? NaN) >= from);
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

/** The lowest loss of a draw over all n + d = c, in closed form (Hoffmann et al. 2022, eq. 4). */
export function optimalLoss(draw: Float64Array, c: number): number {
  const [E = NaN, A = NaN, alpha = NaN, B = NaN, beta = NaN] = draw;
  if (!(A > 0 && B > 0)) return E + A * Math.exp(-alpha * c) + B * Math.exp(-beta * c);
  const n = (Math.log((alpha * A) / (beta * B)) + beta * c) / (alpha + beta);
  return E + A * Math.exp(-alpha * n) + B * Math.exp(-beta * (c - n));
}
