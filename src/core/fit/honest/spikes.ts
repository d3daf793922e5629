import { median } from "../../stats/median";
import { withoutPoints, type Trace } from "./trace";
import type { Warning } from "../result";

/** Points on either side that a point is held against. */
const around = 3;
/** A spike lies this many robust standard deviations off its neighbours' line, and this much in ln L. */
const far = 6;
const least = 0.01;

/** The traces without lone points far below their neighbours, which a frontier would be made of; each is named. */
export function withoutSpikes(traces: readonly Trace[]): { traces: Trace[]; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const kept = traces.map((trace) => {
    for (const { row, below } of trace.low) warnings.push(lowWarning(trace, row, below));
    const { loss } = trace;
    const above = (i: number, at: number): boolean => Math.log((loss[i] ?? Infinity) / (loss[at] ?? NaN)) > least;
    const below = [...loss.keys()].filter((i) => above(i - 1, i) && above(i + 1, i));
    if (below.length === 0) return trace;
    const off = offsets(trace);
    const scale = 1.4826 * (median([...off].filter(Number.isFinite).map(Math.abs)) ?? 0);
    const out = new Set(below.filter((i) => (off[i] ?? 0) < -Math.max(least, far * scale)));
    if (out.size === 0 || out.size > 0.1 * off.length + 1) return trace;
    for (const i of out) warnings.push(lowWarning(trace, trace.row[i] ?? -1, -Math.expm1(off[i] ?? NaN)));
    return withoutPoints(trace, out);
  });
  return { traces: kept, warnings };
}

function lowWarning({ run, title }: Trace, row: number, below: number): Warning {
  const percent = Number((100 * below).toPrecision(2));
  return {
    code: "low-spike",
    run,
    row,
    message: `Row ${row + 1} of ${title} lies ${percent} % below its neighbours: a slip of the log, or another evaluation? It was left out.`,
  };
}

/** ln L of each point minus the median of its neighbours' lines: those of the pairs on both sides, or of the nearest at an end. */
function offsets({ x, loss }: Trace): Float64Array {
  const [u, y] = [x.map(Math.log), loss.map(Math.log)];
  const n = u.length;
  return y.map((value, i) => {
    const lines: number[] = [];
    for (let a = Math.max(0, i - around); a < i; a++) {
      for (let b = i + 1; b <= Math.min(n - 1, i + around); b++) {
        const share = ((u[i] ?? NaN) - (u[a] ?? NaN)) / ((u[b] ?? NaN) - (u[a] ?? NaN));
        lines.push((y[a] ?? NaN) * (1 - share) + (y[b] ?? NaN) * share);
      }
    }
    return lines.length < 2 ? NaN : value - (median(lines) ?? NaN);
  });
}
