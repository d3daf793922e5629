import { lastFinite } from "../stats/lastFinite";
import { lawOf } from "../laws/index";
import type { Curve } from "./curve";
import type { Protocol } from "./protocol";

/** A protocol with nothing left open: what was really done. */
export interface ResolvedProtocol extends Protocol {
  readonly minFlops: number;
}

/** The minimum compute of Shukor et al. 2025, C.1: below it their runs are still in warm-up. */
const publishedMinimum = 3e19;

/**
 * Settles what the protocol leaves to the data. minFlops "auto" is 3e19 where a decade is left above it (the largest C is 3e20 or
 * more) and at least three runs reach past it, and 0 otherwise, so that a small study is not dropped; a law in N and D, which has no
 * frontier to keep warm-ups off, takes 0. A frontier needs an x that grows along a run
 * and a law in that x alone: against parameters the runs' last points are used, for a law in N and D all points.
 */
export function resolveProtocol(protocol: Protocol, curves: readonly Curve[]): ResolvedProtocol {
  const alone = lawOf(protocol.law)?.inputs.every((name) => name === "x") ?? true;
  const frontier = protocol.points === "frontier";
  const points = frontier && !alone ? "all" : frontier && protocol.x === "params" ? "final" : protocol.points;
  const minFlops = protocol.minFlops !== "auto" ? protocol.minFlops : alone ? automaticMinimum(protocol, curves) : 0;
  return { ...protocol, points, minFlops, dropHighest: points === "frontier" ? 0 : protocol.dropHighest };
}

function automaticMinimum({ x }: Protocol, curves: readonly Curve[]): number {
  const largest = curves
    .map((curve) => last(x === "flops" ? curve.x : curve.columns?.["C"]))
    .filter((c) => c > publishedMinimum);
  return largest.length >= 3 && Math.max(...largest) >= 10 * publishedMinimum ? publishedMinimum : 0;
}

/** The last value that is a finite number; −Infinity when there is none. */
function last(column: Float64Array | undefined): number {
  return column?.[lastFinite(column)] ?? -Infinity;
}
