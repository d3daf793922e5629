import { lossOf, posteriorOf, type Sample } from "./posterior";
import { binWidth } from "./trace";
import type { Errors } from "./whiten";

/** Losses are rarely logged to more. */
const leastRow = 1e-4;
/** Of the first fit, to which all rows are alike. */
const flatRow = 0.01;

/** ln L − ln L̂ of a first fit that takes all rows for independent: what the errors are told from. */
export function firstResiduals(sample: Sample): Float64Array | undefined {
  const errors = { ...sample.errors, along: sample.loss.map(() => 0), row: flatRow };
  const found = posteriorOf({ ...sample, errors }, "either", [leastRow]);
  if (found === undefined) return undefined;
  const { loss, logs } = sample;
  // The mean over a few draws is the law, near enough.
  const some = found.draws.filter((_, k) => k % 10 === 0);
  return loss.map((l, i) => {
    const at = logs.map((log) => log[i] ?? NaN);
    return Math.log(l) - Math.log(some.reduce((s, draw) => s + lossOf(draw, at), 0) / some.length);
  });
}

/**
 * The errors of rows as they scatter about their runs' means: the law's lack of fit within a run counts as such, and its correlation along
 * the run is told from neighbours. `gaps` are ln x minus that of the row before.
 */
export function errorsFrom(residual: Float64Array, run: Int32Array, gaps: Float64Array): Errors {
  const means = new Map<number, { sum: number; n: number }>();
  residual.forEach((r, i) => {
    const one = means.get(run[i] ?? -1) ?? { sum: 0, n: 0 };
    means.set(run[i] ?? -1, { sum: one.sum + r, n: one.n + 1 });
  });
  const off = residual.map((r, i) => {
    const one = means.get(run[i] ?? -1);
    return one === undefined ? NaN : r - one.sum / one.n;
  });
  let [squares, freedom, lagged, pairs, gap, rows] = [0, 0, 0, 0, 0, 0];
  for (const { n } of means.values()) if (n > 1) [freedom, rows] = [freedom + n - 1, rows + n];
  off.forEach((v, i) => {
    squares += v * v;
    if (i === 0 || run[i] !== run[i - 1]) return;
    lagged += v * (off[i - 1] ?? NaN);
    gap += gaps[i] ?? NaN;
    pairs++;
  });
  if (freedom === 0 || pairs === 0) return { run, along: residual.map(() => 0), row: leastRow };
  const perRun = rows / (rows - freedom);
  // Deviations from a run's own mean are correlated by −1/n where the rows are not at all.
  const raw = (lagged * rows) / (pairs * Math.max(squares, 1e-300)) + 1.5 / perRun;
  const along = Math.min(0.5, Math.max(0, raw)) ** (binWidth / (gap / pairs));
  return {
    run,
    along: gaps.map((g, i) => (i === 0 || run[i] !== run[i - 1] || along === 0 ? 0 : along ** (g / binWidth))),
    row: Math.max(leastRow, Math.sqrt(squares / freedom)),
  };
}

/** The sample with its errors told from a first fit. */
export function withErrors<T extends Omit<Sample, "errors"> & { readonly run: Int32Array }>(rows: T): T & Sample {
  const plain = { run: rows.run, along: rows.loss.map(() => 0), row: leastRow };
  const residual = firstResiduals({ ...rows, errors: plain });
  return { ...rows, errors: residual === undefined ? plain : errorsFrom(residual, rows.run, rows.gaps) };
}
