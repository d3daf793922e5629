import { lawOf } from "../laws/index";
import { compareOn, split, type Contender, type HoldOut } from "./compare";
import type { Curve } from "./curve";
import type { Points } from "./points";
import type { Protocol } from "./protocol";
import type { Watch } from "./resample";
import { resolveProtocol, type ResolvedProtocol } from "./resolve";
import { groupPoints, pickCurve } from "./rows";

/** A group told apart by scale: what a law may see, and the rows it is to predict. */
export interface Split {
  readonly seen: readonly Curve[];
  readonly held: Points;
}

/**
 * Keeps the larger scale from a fit: rows above the limit (whole runs, where only their last points are fitted). A frontier that is
 * to be predicted is that of all runs, the one that is fitted knows nothing of what was held out.
 */
export function splitCurves(curves: readonly Curve[], holdOut: HoldOut, protocol: ResolvedProtocol): Split {
  const whole = protocol.points === "final";
  const parts = curves.map((curve) => {
    const values = columnOf(curve, holdOut.column, protocol);
    const last = Math.max(...(values ?? []).filter(Number.isFinite));
    const isHeld = (i: number): boolean => (whole ? last : (values?.[i] ?? NaN)) > holdOut.above;
    return { seen: pickCurve(curve, (i) => !isHeld(i)), held: pickCurve(curve, isHeld) };
  });
  const held =
    protocol.points === "frontier"
      ? split(groupPoints(curves, protocol).points, holdOut).held
      : groupPoints(
          parts.map((part) => part.held),
          { ...protocol, dropHighest: 0 },
        ).points;
  return { seen: parts.map((part) => part.seen), held };
}

/** The column a hold-out goes by: C is 6·N·D where it is not known. */
function columnOf({ x, columns = {} }: Curve, name: string, protocol: Protocol): Float64Array | undefined {
  const own = { flops: "C", tokens: "D", params: "N", step: "step" }[protocol.x];
  const { N, D } = columns;
  if (columns[name] !== undefined) return columns[name];
  if (name === own) return x;
  return name === "C" ? N?.map((n, i) => 6 * n * (D?.[i] ?? NaN)) : undefined;
}

/** Laws beside each other, with the protocol they were compared under. */
export interface Comparison {
  readonly contenders: readonly Contender[];
  readonly protocol: ResolvedProtocol;
}

/**
 * Compares laws on one set of rows: a frontier where all of them are laws of x alone, else the rows that a law in N and D is fitted
 * to. The best is first: by the error on what was held out, else by AICc. See `compareLaws`.
 */
export function compareGroup(
  curves: readonly Curve[],
  protocol: Protocol,
  laws: readonly string[],
  holdOut?: HoldOut,
  watch: Watch = {},
): Comparison {
  const widest = laws.find((id) => lawOf(id)?.inputs.some((name) => name !== "x")) ?? laws[0] ?? protocol.law;
  const resolved = resolveProtocol({ ...protocol, law: widest }, curves);
  const parts = holdOut === undefined ? undefined : splitCurves(curves, holdOut, resolved);
  const { points, dropped, repeated } = groupPoints(parts?.seen ?? curves, resolved);
  const contenders = compareOn(points, parts?.held, laws, { ...resolved, dropped, repeated }, watch);
  return { contenders, protocol: resolved };
}
