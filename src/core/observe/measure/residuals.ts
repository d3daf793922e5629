import { groupPoints } from "../../fit/points/rows";
import type { Points } from "../../fit/points/points";
import { predictAll } from "../../fit/solve/predict";
import { parabola } from "../../stats/parabola";
import { comparable, lawful, type Lawful, type Study } from "./study";

/** How one law fits its points. */
export interface FitQuality {
  readonly one: Lawful;
  /** The point farthest off: L/L̂ − 1, and whose it is. */
  readonly farthest: { readonly off: number; readonly run: string };
  /** Where the points bend away from the law: L/L̂ − 1 at the low end, at its lowest between, and at the high end. */
  readonly bend?: Bend;
}

interface Bend {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What is left over of the laws that can be compared, else of every one. */
export function residuals(study: Study): FitQuality[] {
  const all = comparable(study);
  return (all.length > 0 ? all : lawful(study)).flatMap((one) => judged(one, study) ?? []);
}

function judged(one: Lawful, study: Study): FitQuality | undefined {
  const points = pointsOf(one, study);
  const n = points.loss.length;
  const law = predictAll(one.fit, points.inputs, n);
  const off = points.loss.map((loss, i) => loss / (law[i] ?? NaN) - 1);
  const at = off.reduce((best, v, i) => (Math.abs(v) > Math.abs(off[best] ?? 0) ? i : best), 0);
  const farthest = { off: off[at] ?? NaN, run: points.runs[points.run[at] ?? -1] ?? "" };
  return n === 0 || !Number.isFinite(farthest.off) || !Number.isFinite(one.fit.r2)
    ? undefined
    : { one, farthest, ...bendOf(points, off) };
}

/** What a law was fitted to: the frontier as it stands in the answer, else the rows again. */
function pointsOf(one: Lawful, study: Study): Points {
  const { frontier, protocol } = one.result;
  if (frontier === undefined) return groupPoints(study.curves(one), protocol).points;
  const { x, loss, owner, runs } = frontier;
  return { inputs: { x }, loss, run: owner, runs, sizes: new Float64Array(runs.length) };
}

/** A parabola through what is left over along ln x that opens upwards between the ends and takes more than half of it. */
function bendOf({ inputs: { x } }: Points, off: Float64Array): { readonly bend?: Bend } {
  if (x === undefined || off.length < 8) return {};
  const u = x.map(Math.log);
  const curve = parabola(u, off);
  if (curve === undefined) return {};
  const rest = off.reduce(
    (sum, v, i) => sum + (v - (curve.value + curve.curvature * ((u[i] ?? NaN) - curve.vertex) ** 2)) ** 2,
    0,
  );
  const order = [...u.keys()].sort((a, b) => (u[a] ?? NaN) - (u[b] ?? NaN));
  const at = (i: number | undefined): number => off[i ?? -1] ?? NaN;
  const middle = Math.min(...off);
  const bend = { low: at(order[0]), middle, high: at(order.at(-1)) };
  const told = rest < 0.5 * off.reduce((sum, v) => sum + v * v, 0);
  return told && bend.low > 0 && middle < 0 && bend.high > 0 ? { bend } : {};
}
