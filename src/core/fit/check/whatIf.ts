import type { Choice } from "../../choices/choice";
import { fitChoices } from "../../choices/index";
import { neighboursOf } from "../../choices/neighbours";
import { lastFiniteIndex } from "../../stats/lastFiniteIndex";
import type { Curve } from "../points/curve";
import { fitGroup } from "../group";
import type { Protocol } from "../protocol/protocol";
import type { Watch } from "../intervals/resample";
import { resolveProtocol } from "../points/resolve";
import type { Fit } from "../result";

/** One choice changed, and where that moves each coefficient. */
export interface WhatIf {
  /** In words: "log spacing", "δ = 1e-4". */
  readonly change: string;
  readonly protocol: Protocol;
  readonly fit: Fit;
  /** New value less the old one, by coefficient; empty when there is no fit. */
  readonly moves: Readonly<Record<string, number>>;
  /** False where it changes nothing: these points are the same either way. */
  readonly moved: boolean;
}

/** Reads a group's runs as curves again, by another protocol. */
export type Reread = (protocol: Protocol) => readonly Curve[];

/**
 * Refits a group with each neighbouring choice, one at a time, and says how far every coefficient moves: the choices often move the
 * exponent more than the noise does. Without intervals; stops early when cancelled. What N and C count, and which runs cooled down,
 * is not in the curves: these are asked only where `reread` is given, and left out where no run can answer.
 */
export function whatIf(
  curves: readonly Curve[],
  protocol: Protocol,
  watch: Watch = {},
  reread?: Reread,
  list: readonly Choice[] = fitChoices,
): WhatIf[] {
  const base = fitGroup(curves, withoutIntervals(protocol, curves), watch).fit;
  const found: WhatIf[] = [];
  const changes = changesOf(curves, protocol, list).filter(({ rereads }) => !rereads || reread !== undefined);
  for (const [k, changed] of changes.entries()) {
    if (watch.cancelled?.() === true) break;
    watch.onProgress?.(k / changes.length);
    const own = changed.rereads ? (reread?.(changed.protocol) ?? []) : curves;
    if (!canAnswer(own, changed.protocol)) continue;
    const { fit } = fitGroup(own, changed.protocol, watch);
    const moves = movesBetween(base, fit);
    const change = own.length < curves.length ? `${changed.change} (${own.length} runs)` : changed.change;
    found.push({ change, protocol: changed.protocol, fit, moves, moved: hasMoved(base, fit, moves) });
  }
  return found;
}

/** A neighbouring choice, and the protocol with it. */
export interface Change {
  /** In words. */
  readonly change: string;
  readonly protocol: Protocol;
  /** Whether the runs have to be read anew: the curves do not hold what it takes. */
  readonly rereads: boolean;
}

/** Every neighbouring choice that a group's protocol has, in the order of the choices. */
export function changesOf(
  curves: readonly Curve[],
  protocol: Protocol,
  list: readonly Choice[] = fitChoices,
): readonly Change[] {
  const used = withoutIntervals(protocol, curves);
  const context = { largestFlops: largestFlops(curves, protocol) };
  return neighboursOf(resolveProtocol(protocol, curves), context, list).map(({ change, choices, rereads }) => {
    return { change, protocol: { ...used, ...choices }, rereads: rereads === true };
  });
}

const withoutIntervals = (protocol: Protocol, curves: readonly Curve[]): Protocol => ({
  ...resolveProtocol(protocol, curves),
  bootstrap: 0,
});

function largestFlops(curves: readonly Curve[], { x }: Protocol): number {
  const columns = curves.flatMap((curve) => (x === "flops" ? curve.x : (curve.columns?.["C"] ?? [])));
  const largest = columns.reduce(
    (most, column) => Math.max(most, column[lastFiniteIndex(column)] ?? -Infinity),
    -Infinity,
  );
  return largest > 0 ? largest : NaN;
}

/** Whether any run has what is asked for. */
function canAnswer(curves: readonly Curve[], { points }: Protocol): boolean {
  return points === "cooldown" ? curves.some(({ about }) => about?.decayed === true) : curves.length > 0;
}

/** Less than this share of a coefficient is the end of the search, not a change. */
const still = 1e-9;

function hasMoved(base: Fit, fit: Fit, moves: WhatIf["moves"]): boolean {
  if (base.status !== fit.status || base.status !== "fitted") return base.status !== fit.status;
  return base.coefficients.some(({ id, value }) => !(Math.abs(moves[id] ?? NaN) <= still * Math.abs(value)));
}

function movesBetween(base: Fit, fit: Fit): Record<string, number> {
  if (base.status !== "fitted" || fit.status !== "fitted") return {};
  const before = new Map(base.coefficients.map(({ id, value }) => [id, value]));
  return Object.fromEntries(
    fit.coefficients.flatMap(({ id, value }) => {
      const old = before.get(id);
      return old === undefined ? [] : [[id, value - old]];
    }),
  );
}
