import { median } from "../../stats/median";
import type { Posterior } from "./draws";
import { posteriorOf } from "./posterior";
import { lossOf, type Sample } from "./sample";
import { binWidth } from "./trace";
import type { Errors } from "./whiten";

/** Losses are rarely logged to more. */
const leastRow = 1e-4;
/** Of the first fit, to which all rows are alike. */
const flatRow = 0.01;

/** What a first fit says of the rows: ln L − ln L̂, and factors on their errors. */
interface First {
  readonly residual: Float64Array;
  readonly rowSpread: Float64Array;
  readonly runSpread: Float64Array;
}

/** Degrees of freedom of the t that errors follow. */
const heavy = 4;
/** The root mean square of normal errors after what stands out of them was drawn in. */
const consistency = 0.9;
const rounds = 2;
const firstDraws = 24;
/** Errors of less than this do not stand out, however small the others' are. */
const leastRowScale = 2e-3;
const leastRunScale = 5e-3;
const fewestRuns = 5;

const spreadOf = (error: number, scale: number): number =>
  Math.max(1, Math.sqrt((heavy + (error / scale) ** 2) / (heavy + 1)));

/** Re-weighted fits that take all rows for independent and their errors for t-distributed (Lange, Little and Taylor 1989). */
function firstFit(sample: Sample, far: Float64Array): First | undefined {
  const { run } = sample.errors;
  const ones = sample.loss.map(() => 1);
  let found: First = { residual: ones, rowSpread: ones, runSpread: ones };
  let start: Posterior["grids"] | undefined;
  for (let round = 0; round < rounds; round++) {
    const both = far.map((f, i) => f * (found.rowSpread[i] ?? NaN) * (found.runSpread[i] ?? NaN));
    const errors = { run, along: sample.loss.map(() => 0), row: flatRow, far: both };
    const posterior = posteriorOf({ ...sample, errors }, "either", [leastRow], firstDraws, start);
    const residual = residualsOf(sample, posterior);
    if (residual === undefined) return undefined;
    start = posterior?.grids;
    found = {
      residual,
      ...spreads(
        residual.map((r, i) => r / (far[i] ?? NaN)),
        run,
      ),
    };
  }
  return found;
}

function spreads(residual: Float64Array, run: Int32Array): Omit<First, "residual"> {
  const centre = new Map([...rowsOf(run)].map(([r, rows]) => [r, median(rows.map((i) => residual[i] ?? NaN)) ?? NaN]));
  const within = residual.map((r, i) => r - (centre.get(run[i] ?? -1) ?? NaN));
  const scale = (errors: Iterable<number>, least: number): number =>
    Math.max(least, 1.4826 * (median([...errors].map(Math.abs)) ?? 0));
  const rowScale = scale(
    within.filter((v) => v !== 0),
    leastRowScale,
  );
  const runScale = scale(centre.values(), leastRunScale);
  const few = centre.size < fewestRuns;
  return {
    rowSpread: within.map((v) => spreadOf(v, rowScale)),
    runSpread: residual.map((_, i) => (few ? 1 : spreadOf(centre.get(run[i] ?? -1) ?? NaN, runScale))),
  };
}

function rowsOf(run: Int32Array): Map<number, number[]> {
  const out = new Map<number, number[]>();
  run.forEach((r, i) => out.set(r, [...(out.get(r) ?? []), i]));
  return out;
}

/** A law that is asked for what lies beyond is trusted most at the top: errors this many e-folds below it count for √2 times as much. */
const reach = 4;

function farness({ logs, dense }: Pick<Sample, "logs" | "dense">): Float64Array {
  const sums = (logs[0] ?? new Float64Array(0)).map((v, i) => logs.slice(1).reduce((s, log) => s + (log[i] ?? NaN), v));
  const top = sums.reduce((m, v) => Math.max(m, v), -Infinity);
  return sums.map((v) => (dense === true ? Math.exp((top - v) / 2) : Math.sqrt(1 + ((top - v) / reach) ** 2)));
}

/** About the mean over draws, which is the law, near enough. */
function residualsOf({ loss, logs }: Sample, found: Posterior | undefined): Float64Array | undefined {
  const some = found?.draws;
  return (
    some &&
    loss.map((l, i) => {
      const at = logs.map((log) => log[i] ?? NaN);
      return Math.log(l) - Math.log(some.reduce((s, draw) => s + lossOf(draw, at), 0) / some.length);
    })
  );
}

/**
 * The errors of rows as they scatter about their runs' means: the law's lack of fit within a run counts as such, and its correlation along
 * the run is told from neighbours. `gaps` are ln x minus that of the row before.
 */
function errorsFrom(residual: Float64Array, run: Int32Array, gaps: Float64Array): Errors {
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
  const far = farness(rows);
  const first = firstFit({ ...rows, errors: plain }, far);
  if (first === undefined) return { ...rows, errors: plain };
  const { residual, rowSpread, runSpread } = first;
  const shrunk = residual.map((r, i) => r / (runSpread[i] ?? NaN) / (rowSpread[i] ?? NaN) / consistency);
  const errors = errorsFrom(shrunk, rows.run, rows.gaps);
  return { ...rows, errors: { ...errors, rowSpread, runSpread, far, most: mostRunError(shrunk, rows.run) } };
}

/** A run's error that no fit needs: twice what the first fit, which looks at nothing else, leaves of the runs' means. */
function mostRunError(residual: Float64Array, run: Int32Array): number {
  const sums = new Map<number, { sum: number; n: number }>();
  residual.forEach((r, i) => {
    const one = sums.get(run[i] ?? -1) ?? { sum: 0, n: 0 };
    sums.set(run[i] ?? -1, { sum: one.sum + r, n: one.n + 1 });
  });
  const squares = [...sums.values()].reduce((s, { sum, n }) => s + (sum / n) ** 2, 0);
  return Math.max(0.012, 2 * Math.sqrt(squares / sums.size));
}
