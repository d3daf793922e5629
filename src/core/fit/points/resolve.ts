import { isCountN } from "../../choices/points/countN";
import { lastFiniteIndex } from "../../stats/lastFiniteIndex";
import { lawOf } from "../../laws/index";
import type { Curve } from "./curve";
import type { Protocol } from "../protocol/protocol";

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
 * and a law in that x alone: against parameters the runs' last points are used, for a law in N and D all points. What N and C count
 * is what the runs' own do: "mixed" where they do not agree, "auto" only where no run has any.
 */
export function resolveProtocol(protocol: Protocol, curves: readonly Curve[]): ResolvedProtocol {
  const alone = lawOf(protocol.law)?.inputs.every((name) => name === "x") ?? true;
  const frontier = protocol.points === "frontier";
  const points = frontier && !alone ? "all" : frontier && protocol.x === "params" ? "final" : protocol.points;
  const minFlops = protocol.minFlops !== "auto" ? protocol.minFlops : alone ? automaticMinimum(protocol, curves) : 0;
  const own = points === "frontier" ? { dropHighest: 0, weights: "" } : {};
  return { ...protocol, ...own, ...conventionsOf(protocol, curves), points, minFlops };
}

function conventionsOf(protocol: Protocol, curves: readonly Curve[]): Pick<Protocol, "countN" | "countC"> {
  const count = agreed(curves, "countN");
  return { countN: isCountN(count) ? count : protocol.countN, countC: agreed(curves, "countC") ?? protocol.countC };
}

/** What all curves that know it have in common; "mixed" where they differ, undefined where none knows. */
function agreed(curves: readonly Curve[], key: "countN" | "countC"): string | undefined {
  const kinds = new Set(curves.flatMap(({ about }) => about?.[key] ?? []));
  return kinds.size > 1 ? "mixed" : [...kinds][0];
}

function automaticMinimum({ x }: Protocol, curves: readonly Curve[]): number {
  const largest = curves
    .map((curve) => last(x === "flops" ? curve.x : curve.columns?.["C"]))
    .filter((c) => c > publishedMinimum);
  return largest.length >= 3 && Math.max(...largest) >= 10 * publishedMinimum ? publishedMinimum : 0;
}

/** The last value that is a finite number; −Infinity when there is none. */
function last(column: Float64Array | undefined): number {
  return column?.[lastFiniteIndex(column)] ?? -Infinity;
}
