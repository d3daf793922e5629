import type { Curve } from "../points/curve";
import { pickRows, type Points } from "../points/points";
import type { Protocol } from "../protocol/protocol";
import type { ResolvedProtocol } from "../points/resolve";
import { groupPoints, pickCurve } from "../points/rows";

/** What to keep from the fit and predict. */
export type HoldOut = Above | ChosenRuns | Largest;

/** Rows of `column` above `above`. */
interface Above {
  readonly column: string;
  readonly above: number;
}

/** Whole runs, by their ids, and how they were asked for. */
interface ChosenRuns {
  readonly runs: ReadonlySet<string>;
  readonly text: string;
}

/** The runs of the largest N, D or C of each group. */
interface Largest {
  readonly largest: "N" | "D" | "C";
}

/** A group told apart: what a law may see, and the rows it is to predict. */
export interface Split {
  readonly seen: readonly Curve[];
  readonly held: Points;
}

/**
 * Keeps rows from a fit: those above a limit (whole runs, where only their last points are fitted), or whole runs. A frontier that is
 * to be predicted beyond a limit is that of all runs, the one that is fitted knows nothing of what was held out; of whole runs their
 * last points are predicted.
 */
export function splitCurves(curves: readonly Curve[], holdOut: HoldOut, protocol: ResolvedProtocol): Split {
  const isHeld = heldRows(curves, holdOut, protocol);
  const parts = curves.map((curve) => {
    const own = isHeld(curve);
    return { seen: pickCurve(curve, (i) => !own(i)), held: pickCurve(curve, own) };
  });
  const seen = parts.map((part) => part.seen);
  const held = parts.map((part) => part.held);
  if (protocol.points !== "frontier") return { seen, held: pointsOf(held, protocol) };
  if ("above" in holdOut) return { seen, held: above(groupPoints(curves, protocol).points, holdOut) };
  return { seen, held: pointsOf(held, { ...protocol, points: "final" }) };
}

/** The rows above a limit; C is 6·N·D where it is not known. */
function above(points: Points, { column, above: limit }: Above): Points {
  const { N, D } = points.inputs;
  const values = points.inputs[column] ?? N?.map((n, i) => 6 * n * (D?.[i] ?? NaN));
  return pickRows(
    points,
    [...points.loss.keys()].filter((i) => (values?.[i] ?? NaN) > limit),
  );
}

const pointsOf = (held: readonly Curve[], protocol: ResolvedProtocol): Points =>
  groupPoints(held, { ...protocol, dropHighest: 0 }).points;

/** Which rows of a curve are held out. */
function heldRows(
  curves: readonly Curve[],
  holdOut: HoldOut,
  protocol: ResolvedProtocol,
): (curve: Curve) => (row: number) => boolean {
  if ("runs" in holdOut) return ({ run }) => always(holdOut.runs.has(run));
  const values = (curve: Curve): Float64Array =>
    columnOf(curve, "column" in holdOut ? holdOut.column : holdOut.largest, protocol) ?? new Float64Array(0);
  const last = (curve: Curve): number => Math.max(...values(curve).filter(Number.isFinite));
  if ("largest" in holdOut) {
    // Sizes of one name differ by a few parameters between tokenizers; budgets by a last step.
    const limit = 0.99 * Math.max(...curves.map(last));
    return (curve) => always(last(curve) >= limit);
  }
  const { above } = holdOut;
  if (protocol.points === "final" || protocol.points === "cooldown") return (curve) => always(last(curve) > above);
  return (curve) => {
    const column = values(curve);
    return (row) => (column[row] ?? NaN) > above;
  };
}

const always = (yes: boolean) => (): boolean => yes;

/** The column a hold-out goes by: C is 6·N·D where it is not known. */
function columnOf({ x, size, columns = {} }: Curve, name: string, protocol: Protocol): Float64Array | undefined {
  const own = { flops: "C", tokens: "D", params: "N", step: "step" }[protocol.x];
  const { N, D } = columns;
  if (name === "N" && N === undefined && size > 0) return new Float64Array(x.length).fill(size);
  if (columns[name] !== undefined) return columns[name];
  if (name === own) return x;
  return name === "C" ? N?.map((n, i) => 6 * n * (D?.[i] ?? NaN)) : undefined;
}
