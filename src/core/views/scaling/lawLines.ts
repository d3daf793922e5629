import type { Curve } from "../../fit/points/curve";
import { predictAt } from "../../fit/honest/predictAt";
import { predictAll } from "../../fit/solve/predict";
import type { Fitted } from "../../fit/result";
import { hasOptimum, optimalLoss } from "../../plan/optimal";
import type { FittedGroup } from "../../state/state";
import type { Axis, Line } from "../figure";
import { extent } from "../quantities";
import { verdictOf } from "../verdict";

/** Points along a law's line: it bends on linear axes and with a floor. */
const lawPoints = 48;

const plain = { tint: {}, marks: false } as const;

/** The frontier, the law over the range of its points (`curves`), and its extrapolation to both ends of the axis. */
export function lawLines(fitted: FittedGroup, axis: Axis, curves: readonly Curve[]): Line[] {
  const { fit } = fitted.result;
  const lines = frontierLine(fitted);
  // One that misses its points is no law to draw.
  if (fit.status !== "fitted" || verdictOf(fitted).said !== "") return lines;
  const range = drawnRange(fitted, curves);
  if (range === undefined) return lines;
  const part = (id: string, role: "law" | "beyond", label: string, from: number, to: number): Line[] =>
    from < to ? [{ ...plain, id, role, label, ...lawCurve(fit, from, to) }] : [];
  return [
    ...lines,
    ...part("law", "law", hasOptimum(fit) ? "Optimum of the law" : "Fitted law", range.low, range.high),
    ...part("below", "beyond", "Law, extrapolated", axis.min, range.low),
    ...part("above", "beyond", "Law, extrapolated", range.high, axis.max),
  ];
}

function frontierLine({ result: { frontier } }: FittedGroup): Line[] {
  if (frontier === undefined || frontier.x.length === 0) return [];
  const keep = frontier.vertices.length > 0 ? frontier.vertices : Int32Array.from(frontier.x.keys());
  const kept = (column: Float64Array): Float64Array => Float64Array.from(keep, (i) => column[i] ?? NaN);
  const line = { id: "frontier", role: "frontier", label: "Frontier" } as const;
  return [{ ...plain, ...line, x: kept(frontier.x), y: kept(frontier.loss) }];
}

/** The x over which a law was fitted; undefined when it is no line in this x. */
function drawnRange(
  { result }: FittedGroup,
  curves: readonly Curve[],
): { readonly low: number; readonly high: number } | undefined {
  const { fit, protocol } = result;
  if (fit.status !== "fitted") return undefined;
  if (!hasOptimum(fit)) return fit.ranges.find(({ id }) => id === "x");
  if (protocol.x !== "flops") return undefined;
  const [low, high] = extent(
    curves.map(({ x }) => x),
    0,
  );
  return { low: Math.max(low, protocol.minFlops), high };
}

function lawCurve(fit: Fitted, from: number, to: number): { x: Float64Array; y: Float64Array } {
  const x = Float64Array.from({ length: lawPoints }, (_, i) => from * (to / from) ** (i / (lawPoints - 1)));
  const { outlook } = fit;
  if (outlook !== undefined) return { x, y: x.map((at) => predictAt(outlook, { x: at }).value) };
  return { x, y: hasOptimum(fit) ? optimalLoss(fit, x) : predictAll(fit, { x }, lawPoints) };
}
