import { withErrors } from "./noise";
import type { Sample } from "./sample";
import type { Trace } from "./trace";

/** Samples of the lowest loss of all runs, evenly spaced in ln x; what a law in x alone is fitted to. */
export interface HonestFrontier {
  readonly x: Float64Array;
  readonly loss: Float64Array;
  /** Index into the traces of the run that is lowest there. */
  readonly owner: Int32Array;
  /** Whether the samples are of lines, not of lone points. */
  readonly dense: boolean;
}

const spacing = 0.12;

/** The lowest of the runs at each sample; runs of one row are samples of their own unless one at a smaller x is as low. */
export function frontierOfTraces(traces: readonly Trace[], finals: boolean): HonestFrontier {
  const lines = finals ? [] : traces.filter(({ x }) => x.length >= 3);
  const points: { x: number; loss: number; owner: number }[] = [];
  const top = Math.max(...lines.map(({ x }) => x[x.length - 1] ?? NaN));
  const bottom = Math.min(...lines.map(({ x }) => x[0] ?? NaN));
  const logs = lines.map((one) => ({ x: one.x.map(Math.log), y: one.loss.map(Math.log), owner: traces.indexOf(one) }));
  for (let k = 0; lines.length > 0; k++) {
    const at = Math.log(top) - spacing * k;
    if (at < Math.log(bottom)) break;
    let [best, owner] = [Infinity, -1];
    for (const line of logs) {
      const value = readAt(line.x, line.y, at);
      if (value < best) [best, owner] = [value, line.owner];
    }
    if (owner >= 0) points.push({ x: Math.exp(at), loss: Math.exp(best), owner });
  }
  traces.forEach(({ x, final }, owner) => {
    if (finals || x.length < 3) points.push({ x: final.x, loss: final.loss, owner });
  });
  points.sort((a, b) => a.x - b.x || a.loss - b.loss);
  let lowest = Infinity;
  const kept = points.filter(({ loss }) => {
    const lower = loss < lowest;
    if (lower) lowest = loss;
    return lower;
  });
  return {
    x: Float64Array.from(kept, ({ x }) => x),
    loss: Float64Array.from(kept, ({ loss }) => loss),
    owner: Int32Array.from(kept, ({ owner }) => owner),
    dense: lines.length > 0,
  };
}

/** Linear interpolation; NaN outside. */
function readAt(x: Float64Array, y: Float64Array, at: number): number {
  const n = x.length;
  if (!(at >= (x[0] ?? NaN) - 1e-9 && at <= (x[n - 1] ?? NaN) + 1e-9)) return NaN;
  let [low, high] = [0, n - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? NaN) <= at) low = middle;
    else high = middle;
  }
  const [a = NaN, b = NaN, p = NaN, q = NaN] = [x[low], x[high], y[low], y[high]];
  return b > a ? p + ((q - p) * (at - a)) / (b - a) : p;
}

/** The rows of a law in x alone, and what ln x is counted from. */
export interface FrontierSample extends Sample {
  readonly logX: number;
}

/** The samples from `from` on, those of a run together. */
export function frontierSample({ x, loss, owner, dense }: HonestFrontier, from: number): FrontierSample {
  const rows = [...x.keys()].filter((i) => (x[i] ?? NaN) >= from * (1 - 1e-9));
  rows.sort((i, j) => (owner[i] ?? 0) - (owner[j] ?? 0) || i - j);
  const logX = rows.reduce((s, i) => s + Math.log(x[i] ?? NaN), 0) / rows.length;
  const along = rows.map((i, k) => {
    const before = rows[k - 1];
    return before === undefined || owner[before] !== owner[i] ? 0 : Math.log((x[i] ?? NaN) / (x[before] ?? NaN));
  });
  return withErrors({
    loss: Float64Array.from(rows, (i) => loss[i] ?? NaN),
    logs: [Float64Array.from(rows, (i) => Math.log(x[i] ?? NaN) - logX)],
    run: Int32Array.from(rows, (i) => owner[i] ?? 0),
    gaps: Float64Array.from(along),
    logX,
    dense,
  });
}
