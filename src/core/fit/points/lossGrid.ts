/** ln L of each run at each of a common set of x, NaN outside a run: what the frontiers of all resamples are made from. */
export interface LossGrid {
  readonly x: Float64Array;
  readonly logX: Float64Array;
  /** Row-major, runs × x. */
  readonly logLoss: Float64Array;
  readonly runs: readonly string[];
  /** Each run is present at samples first … end − 1, without a gap. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** Every run is a single point: nothing to interpolate, x are the points' own and the frontier is what no cheaper run beats. */
  readonly lone: boolean;
  /** In bins: ln x of the row of each run that has its lowest loss in the bin, row-major as `logLoss`. */
  readonly own?: Float64Array;
  /** Runs by rising loss at each sample, row-major x × runs, −1 after the last: a resample takes the first that was drawn. */
  readonly ranked?: Int32Array;
}

/** The table at every k-th of its samples, at most `most` of them: what resamples of runs are made from. */
export function thinGrid(table: LossGrid, most: number): LossGrid {
  const n = table.x.length;
  const every = Math.ceil(n / most);
  if (every <= 1 || table.lone || table.own !== undefined) return table;
  const thin = (column: Float64Array): Float64Array => column.filter((_, i) => (i % n) % every === 0);
  const x = thin(table.x);
  const rank = (column: Int32Array): Int32Array => column.map((i) => Math.ceil(i / every));
  const { runs, lone } = table;
  const [first, end] = [rank(table.first), rank(table.end)];
  const thinned = { x, logX: thin(table.logX), logLoss: thin(table.logLoss), runs, first, end, lone };
  return { ...thinned, ranked: rankRuns(thinned) };
}

function rankRuns({ x, logLoss, runs }: LossGrid): Int32Array {
  const [n, m] = [x.length, runs.length];
  const ranked = new Int32Array(n * m).fill(-1);
  for (let i = 0; i < n; i++) {
    const at = (r: number): number => logLoss[r * n + i] ?? NaN;
    const present = [...runs.keys()].filter((r) => !Number.isNaN(at(r)));
    ranked.set(
      present.sort((a, b) => at(a) - at(b)),
      i * m,
    );
  }
  return ranked;
}
