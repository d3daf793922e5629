import { lastFiniteIndex } from "../../stats/lastFiniteIndex";
import { linear } from "../../stats/linear";
import type { Warning } from "../result";
import type { Clean } from "./clean";
import { titleOf, type Curve } from "./curve";
import type { ResolvedProtocol } from "./resolve";

const noPoint = "No run has a point with a loss and an x above 0.";

/**
 * Why the runs of a group left no point to fit, in a sentence: nothing above the minimum C (with both values), every run left out by a choice,
 * or nothing usable in them.
 */
export function whyNoPoints(
  curves: readonly Curve[],
  { minFlops, x }: ResolvedProtocol,
  warnings: readonly Warning[] = [],
): string {
  const largest = Math.max(
    ...curves.map((curve) => {
      const flops = x === "flops" ? curve.x : curve.columns?.["C"];
      return flops?.[lastFiniteIndex(flops)] ?? -Infinity;
    }),
  );
  if (minFlops > 0 && largest > 0 && largest < minFlops)
    return `The minimum C is ${flopsText(minFlops)} FLOPs, above the largest C of these runs, ${flopsText(largest)}: choose a lower one, or 0.`;
  const why = warnings.filter(({ code }) => code === "left-out-runs" || code === "no-weight");
  return why.length === 0 ? noPoint : ["No run is left.", ...why.map(({ message }) => message)].join(" ");
}

const flopsText = (value: number): string => Number(value.toPrecision(3)).toExponential().replace("e+", "e");

/**
 * That a frontier of single points is one run because the cheapest has the lowest loss; undefined where it is not so. `kept` are the
 * points of the frontier.
 */
export function whyOnePoint(curves: readonly Clean[], kept: number): string | undefined {
  const there = curves.filter(({ rows }) => rows.length > 0);
  if (kept !== 1 || there.length < 3) return undefined;
  const at = ({ curve, rows }: Clean): number => curve.x[rows[0] ?? -1] ?? NaN;
  const cheapest = there.reduce((best, one) => (at(one) < at(best) ? one : best));
  return `${titleOf(cheapest.curve)}, the cheapest run, has the lowest loss: the losses rise along the others, and the frontier is one point.`;
}

/** Fewer sizes may lie on any line. */
const fewestSizes = 5;
/** A trend that explains less of the sizes' best losses is none. */
const leastTrend = 0.1;

/**
 * That the best losses of the sizes do not fall with C: the frontier of such runs is the lowest of their noise, and falls always. Undefined
 * where they do, or where too few sizes are known. x is C.
 */
export function whyNoTrend(curves: readonly Clean[]): string | undefined {
  const best = new Map<number, { readonly logC: number; readonly logLoss: number }>();
  for (const { curve, rows } of curves) {
    const last = rows[rows.length - 1] ?? -1;
    const one = { logC: Math.log(curve.x[last] ?? NaN), logLoss: Math.log(curve.loss[last] ?? NaN) };
    if (curve.size > 0 && rows.length > 0 && !((best.get(curve.size)?.logLoss ?? Infinity) <= one.logLoss))
      best.set(curve.size, one);
  }
  const sizes = [...best.values()];
  const line = linear(
    Float64Array.from(sizes, ({ logC }) => logC),
    Float64Array.from(sizes, ({ logLoss }) => logLoss),
  );
  if (sizes.length < fewestSizes || line === undefined || (line.slope < 0 && !(line.r2 < leastTrend))) return undefined;
  const trend = line.slope < 0 ? `show no trend with C (R² = ${line.r2.toFixed(2)})` : "rise with C";
  return `The final losses of the ${sizes.length} sizes ${trend}: their frontier is the lowest of their noise, and no scaling law.`;
}
