import { clean, type Clean } from "./clean";
import type { Curve } from "./curve";
import { frontierOf } from "./frontier";
import { joinSizes } from "./join";
import { frontierPoints, pickRows, rowPoints, type Points } from "./points";
import type { ResolvedProtocol } from "./resolve";
import { tabulate } from "./table";

/** The rows that a protocol fits a group to, and how many of its rows are not among them for want of a usable value. */
export interface GroupPoints {
  readonly points: Points;
  readonly dropped: number;
  readonly repeated: number;
}

/** The usable rows of each run of a group: cut below the minimum C and during warm-up. */
export function cleanCurves(curves: readonly Curve[], protocol: ResolvedProtocol): Clean[] {
  return curves.map((curve) => clean(cutBelow(curve, protocol), protocol.warmup));
}

/** What a protocol fits a group to: rows of its runs, or samples of its frontier (none where no run has a usable row). */
export function groupPoints(curves: readonly Curve[], protocol: ResolvedProtocol): GroupPoints {
  const cleaned = cleanCurves(curves, protocol);
  const counts = { dropped: sumOf(cleaned, "dropped"), repeated: sumOf(cleaned, "repeated") };
  if (protocol.points !== "frontier")
    return { points: withoutHighest(rowPoints(cleaned, protocol.points), protocol.dropHighest), ...counts };
  const joined = joinSizes(cleaned);
  const table = tabulate(joined, protocol, protocol.x === "flops" ? protocol.minFlops : 0);
  return { points: frontierPoints(joined, frontierOf(table, protocol.frontier), protocol.x === "flops"), ...counts };
}

export const sumOf = (curves: readonly Clean[], key: "dropped" | "repeated"): number =>
  curves.reduce((sum, one) => sum + one[key], 0);

/** The rows but those of the `count` highest losses; of equal losses the first goes. */
function withoutHighest(points: Points, count: number): Points {
  if (count <= 0) return points;
  const { loss } = points;
  const order = [...loss.keys()].sort((i, j) => (loss[j] ?? 0) - (loss[i] ?? 0) || i - j);
  const gone = new Set(order.slice(0, count));
  return pickRows(
    points,
    [...loss.keys()].filter((i) => !gone.has(i)),
  );
}

/** Where x is not C itself, rows below the minimum C are taken out; a frontier in C starts at it instead. */
function cutBelow(curve: Curve, { x, points, minFlops }: ResolvedProtocol): Curve {
  const flops = x === "flops" ? curve.x : curve.columns?.["C"];
  if (minFlops <= 0 || flops === undefined || (x === "flops" && points === "frontier")) return curve;
  return pickCurve(curve, (i) => !((flops[i] ?? NaN) < minFlops));
}

/** The rows of a curve that `keep` holds for. */
export function pickCurve(curve: Curve, keep: (row: number) => boolean): Curve {
  const rows = [...curve.x.keys()].filter(keep);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] ?? NaN);
  const columns = Object.entries(curve.columns ?? {}).map(([name, column]) => [name, pick(column)] as const);
  return { ...curve, x: pick(curve.x), loss: pick(curve.loss), columns: Object.fromEntries(columns) };
}
