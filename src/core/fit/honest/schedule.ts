import { linear } from "../../stats/linear";
import type { Trace } from "./trace";

/** Whether rows before a run's end stand for what a run that ends there would reach. */
export type Schedule = "rows" | "decayed" | "finals";

const fewestPoints = 8;
/** A rate that ends below this share of its highest has come down. */
const decayed = 0.5;
/** How much steeper (in d ln L / d ln x) the last half must be than what came before it, and by how many standard errors. */
const steeper = 0.01;
const errors = 3;

/**
 * "decayed": rows of a run lie above what a run that ended there would reach, as the learning rate had not come down yet: it is logged to
 * come down, or the curves get steeper in ln x towards their ends, which under a constant rate they do not. "finals": there are no rows
 * before the end.
 */
export function scheduleOf(traces: readonly Trace[]): Schedule {
  const long = traces.filter(({ x }) => x.length >= fewestPoints);
  if (long.length < 2) return "finals";
  const known = long.flatMap(({ rateLeft }) => rateLeft ?? []);
  if (known.length > long.length / 2)
    return known.filter((left) => left < decayed).length > known.length / 2 ? "decayed" : "rows";
  const bends = long.flatMap((trace) => bendOf(trace) ?? []);
  if (bends.length < 2) return "rows";
  const mean = bends.reduce((s, v) => s + v, 0) / bends.length;
  const variance = bends.reduce((s, v) => s + (v - mean) ** 2, 0) / (bends.length - 1);
  return mean > steeper && mean > errors * Math.sqrt(variance / bends.length) ? "decayed" : "rows";
}

/** The slope of the last half of a run minus that of the stretch from .15 to .5 of it, both downwards. */
function bendOf({ x, loss }: Trace): number | undefined {
  const end = x[x.length - 1] ?? NaN;
  const slope = (from: number, to: number): number | undefined => {
    const rows = [...x.keys()].filter(
      (i) => (x[i] ?? NaN) >= from * end * (1 - 1e-9) && (x[i] ?? NaN) <= to * end * (1 + 1e-9),
    );
    if (rows.length < 3) return undefined;
    const line = linear(
      Float64Array.from(rows, (i) => Math.log(x[i] ?? NaN)),
      Float64Array.from(rows, (i) => Math.log(loss[i] ?? NaN)),
    );
    return line && -line.slope;
  };
  const [early, late] = [slope(0.15, 0.55), slope(0.5, 1)];
  return early === undefined || late === undefined ? undefined : late - early;
}
