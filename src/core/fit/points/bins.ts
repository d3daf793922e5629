import { logGrid } from "../../stats/grid";
import { lastFiniteIndex } from "../../stats/lastFiniteIndex";
import type { Clean } from "./clean";
import type { LossGrid } from "./lossGrid";

/** More bins than this are no bins: a study of ten decades has a thousand a decade. */
const mostBins = 10_000;

/**
 * The row of the lowest loss of each run in each of `perDecade` bins a decade of x, from max(`from`, the smallest x) to the largest. A
 * row on the border of two bins is in the upper one, the largest x in the last.
 */
export function tabulateBins(curves: readonly Clean[], perDecade: number, from: number): LossGrid {
  const xs = curves.flatMap(({ curve, rows }) => [curve.x[rows[0] ?? -1], curve.x[rows[rows.length - 1] ?? -1]]);
  const known = xs.filter((v) => v !== undefined);
  const first = Math.max(from, Math.min(...known));
  const last = Math.max(...known);
  const decades = Math.log10(last / first);
  const n = first <= last ? Math.min(mostBins, Math.max(1, Math.ceil(decades * perDecade - 1e-9))) : 0;
  const width = (Math.log(last) - Math.log(first)) / n;
  const logLoss = new Float64Array(curves.length * n).fill(NaN);
  const own = new Float64Array(curves.length * n).fill(NaN);
  curves.forEach(({ curve, rows }, r) => {
    for (const row of rows) {
      const [x = NaN, loss = NaN] = [curve.x[row], curve.loss[row]];
      if (!(x >= first)) continue;
      const bin = width > 0 ? Math.min(n - 1, Math.floor((Math.log(x) - Math.log(first)) / width + 1e-9)) : 0;
      const at = r * n + bin;
      if (!(Math.log(loss) >= (logLoss[at] ?? NaN))) {
        logLoss[at] = Math.log(loss);
        own[at] = Math.log(x);
      }
    }
  });
  const x = logGrid(first, last, n);
  const lines = curves.map((_, r) => logLoss.subarray(r * n, (r + 1) * n));
  return {
    x,
    logX: x.map(Math.log),
    logLoss,
    runs: curves.map(({ curve }) => curve.run),
    first: Int32Array.from(lines, (line) => line.findIndex((v) => !Number.isNaN(v))),
    end: Int32Array.from(lines, (line) => lastFiniteIndex(line) + 1),
    lone: false,
    own,
  };
}
