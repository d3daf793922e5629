import { automaticLaw } from "../../laws/index";
import { clean, type Clean } from "./clean";
import type { Curve } from "./curve";
import { conventionWarnings } from "./conventionWarnings";
import { frontierOf } from "./frontier";
import { joinSizes } from "./poolSizes";
import { frontierPoints, pickRows, rowPoints, type Points } from "./points";
import type { ResolvedProtocol } from "./resolve";
import type { Warning } from "../result";
import { selectRuns, type Selection } from "./selection";
import { tabulate } from "./tabulate";
import { weighRows } from "./weights";

/** The rows that a protocol fits a group to, how many are not among them for want of a usable value, and what to beware of. */
export interface GroupPoints {
  readonly points: Points;
  readonly dropped: number;
  readonly repeated: number;
  readonly warnings: readonly Warning[];
}

/** The runs of a group that a protocol asks for, with their usable rows: cut below the minimum C and during warm-up. */
export function chosenRuns(curves: readonly Curve[], protocol: ResolvedProtocol): Selection {
  const { cut, warnings } = cutWarmup(curves, protocol);
  const share = protocol.warmupUnit === "share" ? protocol.warmup : 0;
  const standing = protocol.points === "frontier" || protocol.law === automaticLaw ? "lowest" : "last";
  const cleaned = inOrder(cut.map((curve) => clean(cutBelow(curve, protocol), share, standing)));
  const selected = selectRuns(cleaned, protocol);
  return { curves: selected.curves, warnings: [...conventionWarnings(curves), ...warnings, ...selected.warnings] };
}

/**
 * Runs in an order of their own, whatever that of their files and rows: resamples of one seed then draw the same ones. By size, x, what
 * tells them apart, and loss, each at their last row.
 */
function inOrder(curves: readonly Clean[]): Clean[] {
  const at = ({ rows }: Clean, column: Float64Array): number => column[rows[rows.length - 1] ?? -1] ?? Infinity;
  const words = ({ about }: Curve): string => JSON.stringify([about?.configuration, about?.rate, about?.seed]);
  const keys = curves.map((one) => {
    const { curve } = one;
    const size = curve.size > 0 ? curve.size : Infinity;
    return { one, size, x: at(one, curve.x), words: words(curve), loss: at(one, curve.loss) };
  });
  const by = (a: number, b: number): number => (a === b ? 0 : a - b);
  keys.sort((a, b) => by(a.size, b.size) || by(a.x, b.x) || compareText(a.words, b.words) || by(a.loss, b.loss));
  return keys.map(({ one }) => one);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a protocol fits a group to: rows of its runs, or samples of its frontier (none where no run has a usable row). */
export function groupPoints(curves: readonly Curve[], protocol: ResolvedProtocol): GroupPoints {
  const { curves: cleaned, warnings } = chosenRuns(curves, protocol);
  const counts = { dropped: sumOf(cleaned, "dropped"), repeated: sumOf(cleaned, "repeated") };
  if (protocol.points !== "frontier") {
    const rows = withoutHighest(rowPoints(cleaned, protocol.points), protocol.dropHighest);
    const weighed = weighRows(rows, protocol.weights);
    return { points: weighed.points, ...counts, warnings: [...warnings, ...weighed.warnings] };
  }
  const joined = joinSizes(cleaned);
  const table = tabulate(joined, protocol, protocol.x === "flops" ? protocol.minFlops : 0);
  const points = frontierPoints(joined, frontierOf(table, protocol.frontier), protocol.x === "flops");
  return { points, ...counts, warnings };
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
function cutBelow(curve: Curve, { x, points, minFlops, law }: ResolvedProtocol): Curve {
  const flops = x === "flops" ? curve.x : curve.columns?.["C"];
  if (minFlops <= 0 || flops === undefined || (x === "flops" && points === "frontier" && law !== automaticLaw))
    return curve;
  return pickCurve(curve, (i) => !((flops[i] ?? NaN) < minFlops));
}

/** Warm-ups of so many steps or tokens; a run that knows neither keeps its rows, and is counted. */
function cutWarmup(
  curves: readonly Curve[],
  { warmup, warmupUnit }: ResolvedProtocol,
): { readonly cut: readonly Curve[]; readonly warnings: readonly Warning[] } {
  if (warmup <= 0 || warmupUnit === "share") return { cut: curves, warnings: [] };
  const name = warmupUnit === "steps" ? "step" : "D";
  const known = (curve: Curve): Float64Array | undefined =>
    curve.columns?.[name]?.some(Number.isFinite) === true ? curve.columns[name] : undefined;
  const blind = curves.filter((curve) => known(curve) === undefined).length;
  const cut = curves.map((curve) => {
    const column = known(curve);
    return column === undefined ? curve : pickCurve(curve, (i) => !((column[i] ?? NaN) < warmup));
  });
  const message = `${blind} of ${curves.length} runs have no ${warmupUnit}: their warm-up was not cut.`;
  return { cut, warnings: blind > 0 ? [{ code: "not-cut", message }] : [] };
}

/** The rows of a curve that `keep` holds for. */
export function pickCurve(curve: Curve, keep: (row: number) => boolean): Curve {
  const rows = [...curve.x.keys()].filter(keep);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] ?? NaN);
  const columns = Object.entries(curve.columns ?? {}).map(([name, column]) => [name, pick(column)] as const);
  return { ...curve, x: pick(curve.x), loss: pick(curve.loss), columns: Object.fromEntries(columns) };
}
