import { freeCount } from "../../laws/limited";
import { lawOf } from "../../laws/index";
import { fitGroup } from "../group";
import type { Curve } from "../points/curve";
import { frontierOf } from "../points/frontier";
import { joinSizes } from "../points/poolSizes";
import type { Points } from "../points/points";
import { resolveProtocol, type ResolvedProtocol } from "../points/resolve";
import { chosenRuns, groupPoints } from "../points/rows";
import { tabulate } from "../points/tabulate";
import type { Protocol } from "../protocol/protocol";
import { predictAll } from "../solve/predict";
import type { Watch } from "../intervals/resample";
import type { Fit } from "../result";
import { notFitted } from "../fit";
import { errorsOf, heldOutError, tiedCriteria, tiedErrors, type HeldOutError } from "./fair";
import { splitCurves, type HoldOut } from "./holdOut";
import { columnsOf, targetsOf, type Target } from "./targets";

/** How a law does beside the others. */
export interface Contender {
  readonly law: string;
  /** On its own best points of the runs that were not held out; on the points that all share where none were. */
  readonly fit: Fit;
  /** On the final losses of the runs held out, the same for every law; absent without a hold-out. */
  readonly heldOut?: HeldOutError;
  /**
   * n·ln(Σr²/n) + 2k + 2k(k+1)/(n−k−1) over log residuals, k counting the noise (Hurvich and Tsai 1989): lower is better. n counts what is
   * independent: vertices of a frontier's hull, or runs, whose squares are the mean of their rows'. Absent for n ≤ k + 1 and where the laws
   * are fitted to different points.
   */
  readonly aicc?: number;
  /** What n of AICc is. */
  readonly independent?: number;
  /** Set where it is as good as the best to within chance (the best too, where another one is). */
  readonly tied?: true;
}

/** Laws beside each other, the best first, and the points each was fitted to. */
export interface Comparison {
  readonly contenders: readonly Contender[];
  readonly points: readonly string[];
}

/**
 * Compares laws. With a hold-out each law is fitted to its own best points of the runs that are left (a law of x alone to the frontier, one
 * in N and D to rows), and all predict the same targets: the final losses of the runs held out. Without one all are fitted to one set of
 * points and compared by AICc. The best first; what could not be fitted last, with its reason.
 */
export function compareGroup(
  curves: readonly Curve[],
  protocol: Protocol,
  laws: readonly string[],
  holdOut?: HoldOut,
  watch: Watch = {},
): Comparison {
  const own = laws.map((law) => protocolFor(protocol, law, curves, holdOut === undefined ? widest(laws) : law));
  const targets =
    holdOut === undefined ? [] : heldTargets(curves, own[0] ?? resolveProtocol(protocol, curves), holdOut);
  const alike = new Set(own.map(({ points }) => points)).size < 2;
  const found = laws.map((law, k): Found => {
    const resolved = own[k] ?? resolveProtocol(protocol, curves);
    if (watch.cancelled?.() === true)
      return { contender: { law, fit: notFitted("cancelled", "Cancelled.") }, errors: new Float64Array(0) };
    watch.onProgress?.(k / laws.length);
    const seen = holdOut === undefined ? curves : splitCurves(curves, holdOut, resolved).seen;
    const { fit } = fitGroup(seen, resolved, watch);
    const errors = holdOut === undefined ? new Float64Array(0) : errorsOn(fit, targets);
    const error = heldOutError(errors);
    const criterion = alike ? criterionOf(fit, seen, resolved) : {};
    return { contender: { law, fit, ...(error === undefined ? {} : { heldOut: error }), ...criterion }, errors };
  });
  const points = [...new Set(own.map((one) => one.points))];
  return { contenders: withTies(found.sort((a, b) => rank(a.contender) - rank(b.contender))), points };
}

interface Found {
  readonly contender: Contender;
  readonly errors: Float64Array;
}

/** The first law that reads more than x: its points hold every other law's, too. */
function widest(laws: readonly string[]): string | undefined {
  return laws.find((id) => lawOf(id)?.inputs.some((name) => name !== "x")) ?? laws[0];
}

/** A law's protocol, its points settled by `like`. Coefficients that it does not have are not held. */
function protocolFor(
  protocol: Protocol,
  law: string,
  curves: readonly Curve[],
  like: string | undefined,
): ResolvedProtocol {
  const { points, minFlops, dropHighest, weights } = resolveProtocol({ ...protocol, law: like ?? law }, curves);
  const asked = law === protocol.law ? {} : { fix: "", limits: "" };
  const own = { ...protocol, ...asked, law, points, minFlops, dropHighest, weights, bootstrap: 0 };
  return resolveProtocol(own, curves);
}

/** The last rows of the runs that a hold-out takes, whole or in part. */
function heldTargets(curves: readonly Curve[], protocol: ResolvedProtocol, holdOut: HoldOut): Target[] {
  const final: ResolvedProtocol = { ...protocol, points: "final", dropHighest: 0, weights: "" };
  return targetsOf(splitCurves(curves, holdOut, final).held);
}

/** |L̂/L − 1| of each target; NaN where a law has no prediction. */
function errorsOn(fit: Fit, targets: readonly Target[]): Float64Array {
  if (fit.status !== "fitted") return new Float64Array(targets.length).fill(NaN);
  return errorsOf(predictAll(fit, columnsOf(targets), targets.length), targets);
}

/** AICc over what is independent. */
function criterionOf(
  fit: Fit,
  seen: readonly Curve[],
  protocol: ResolvedProtocol,
): Pick<Contender, "aicc" | "independent"> {
  const law = lawOf(protocol.law);
  if (fit.status !== "fitted" || law === undefined) return {};
  const points = groupPoints(seen, protocol).points;
  const predicted = predictAll(fit, points.inputs, points.loss.length);
  const squares =
    protocol.points === "frontier" ? atVertices(seen, protocol, points, predicted) : byRun(points, predicted);
  const n = squares.length;
  const held = fit.coefficients.filter(({ fixed }) => fixed === true).length;
  const k = freeCount(law) - held + 1;
  const mean = squares.reduce((sum, v) => sum + v, 0) / n;
  if (!(n > k + 1) || !(mean > 0)) return {};
  return { aicc: n * Math.log(mean) + 2 * k + (2 * k * (k + 1)) / (n - k - 1), independent: n };
}

const square = (loss: number | undefined, predicted: number | undefined): number =>
  Math.log((predicted ?? NaN) / (loss ?? NaN)) ** 2;

/** The squared residual of each vertex of the hull of a frontier: its other samples lie between them. */
function atVertices(
  seen: readonly Curve[],
  protocol: ResolvedProtocol,
  { loss }: Points,
  predicted: Float64Array,
): number[] {
  const joined = joinSizes(chosenRuns(seen, protocol).curves);
  const table = tabulate(joined, protocol, protocol.x === "flops" ? protocol.minFlops : 0);
  return [...frontierOf(table, "hull").vertices].map((i) => square(loss[i], predicted[i]));
}

/** The mean squared residual of each run. */
function byRun({ loss, run }: Points, predicted: Float64Array): number[] {
  const sums = new Map<number, { sum: number; rows: number }>();
  loss.forEach((l, i) => {
    const one = sums.get(run[i] ?? -1) ?? { sum: 0, rows: 0 };
    const own = square(l, predicted[i]);
    if (Number.isFinite(own)) sums.set(run[i] ?? -1, { sum: one.sum + own, rows: one.rows + 1 });
  });
  return [...sums.values()].map(({ sum, rows }) => sum / rows);
}

function withTies(found: readonly Found[]): Contender[] {
  const [best, ...others] = found;
  if (best === undefined) return [];
  const tied = others.map((other) => isTied(best, other));
  const mark = (contender: Contender, yes: boolean): Contender => (yes ? { ...contender, tied: true } : contender);
  return [
    mark(best.contender, tied.includes(true)),
    ...others.map(({ contender }, i) => mark(contender, tied[i] === true)),
  ];
}

function isTied(best: Found, other: Found): boolean {
  const [a, b] = [best.contender, other.contender];
  if (a.heldOut !== undefined && b.heldOut !== undefined)
    return tiedErrors({ fit: a.fit, errors: best.errors }, { fit: b.fit, errors: other.errors });
  if (a.heldOut !== undefined || a.aicc === undefined || b.aicc === undefined) return false;
  return tiedCriteria(a.aicc, b.aicc);
}

const rank = ({ fit, heldOut, aicc }: Contender): number =>
  fit.status !== "fitted" ? Infinity : (heldOut?.mean ?? aicc ?? Number.MAX_VALUE);
