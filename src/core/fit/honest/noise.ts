import { solveQuadratic } from "./quadratic";
import { binWidth, type Trace } from "./trace";

/** How rows of a run scatter about a smooth curve in ln L, and how far that goes along a bin. */
export interface RowNoise {
  readonly row: number;
  readonly along: number;
}

/** Losses are rarely logged to more. */
const leastRow = 1e-4;
const fewest = 6;

/** From the residuals of a parabola in ln x of each run's last stretch; `leastRow` and no correlation where no run has six points. */
export function rowNoise(traces: readonly Trace[]): RowNoise {
  let [squares, lagged, freedom, pairs, rows] = [0, 0, 0, 0, 0];
  for (const { x, loss } of traces) {
    const m = x.length;
    if (m < fewest) continue;
    const logX = x.map(Math.log);
    const residual = solveQuadratic(logX, loss.map(Math.log));
    if (residual === undefined) continue;
    for (let i = 0; i < m; i++) {
      squares += (residual[i] ?? NaN) ** 2;
      if (i === 0) continue;
      lagged += (residual[i] ?? NaN) * (residual[i - 1] ?? NaN);
      pairs++;
    }
    freedom += m - 3;
    rows += m;
  }
  if (freedom === 0) return { row: leastRow, along: 0 };
  const raw = lagged / pairs / (squares / rows);
  const correction = (3 * pairs) / rows / (rows / Math.max(1, rows - pairs));
  const along = Math.min(0.9, Math.max(0, raw + correction));
  return { row: Math.max(leastRow, Math.sqrt(squares / freedom)), along };
}

/** The correlation of two rows of a run that far apart in ln x. */
export const correlation = ({ along }: RowNoise, gap: number): number => (along > 0 ? along ** (gap / binWidth) : 0);
