import { linear } from "../stats/linear";
import { median } from "../stats/median";
import type { Clean } from "./points/clean";
import type { Curve } from "./points/curve";
import { fitLaw, notFitted, optimum, readChoice, unknownInterval } from "./fit";
import { parseInterval } from "./protocol/intervalChoice";
import { judgeInterval, type FoundInterval } from "./intervals/intervalFor";
import { frontierOf, logFrontierOf, type Frontier } from "./points/frontier";
import { joinSizes } from "./points/poolSizes";
import { refitOf } from "./solve/minimize";
import type { Objective } from "./protocol/objective";
import { frontierPoints, type Points } from "./points/points";
import { problemOf } from "./solve/problem";
import type { Protocol } from "./protocol/protocol";
import { resample, type Watch } from "./intervals/resample";
import { resolveProtocol, type ResolvedProtocol } from "./points/resolve";
import type { Fit, NotFitted, Warning } from "./result";
import { chosenRuns, groupPoints, sumOf } from "./points/rows";
import { isStraight, solveLine } from "./solve/straight";
import { summarize } from "./solve/summary";
import { thinGrid, type LossGrid } from "./points/lossGrid";
import { tabulate } from "./points/tabulate";
import { refuse } from "./points/usable";
import { whyNoPoints, whyNoTrend, whyOnePoint } from "./points/whyNone";
import { frontierWarnings, pointWarnings } from "./points/warnings";
import type { Law } from "../laws/law";

/** The fit of one group of runs, with what it was made from. Plain data. */
export interface GroupFit {
  readonly fit: Fit;
  /** The protocol as it was used, nothing left open. */
  readonly protocol: ResolvedProtocol;
  /** What the law was fitted to, where the points are a frontier. */
  readonly frontier?: Frontier;
}

/**
 * Fits one group of runs by a protocol: chooses the points, fits, and makes the intervals by resampling whole runs and doing it
 * all again, frontier included (samples of a frontier are not independent, runs are). Runs too few to resample get no interval
 * and a warning.
 */
export function fitGroup(curves: readonly Curve[], protocol: Protocol, watch: Watch = {}): GroupFit {
  const resolved = resolveProtocol(protocol, curves);
  if (watch.cancelled?.() === true) return { fit: notFitted("cancelled", "Cancelled."), protocol: resolved };
  if (resolved.points !== "frontier") {
    const { points, warnings, ...counts } = groupPoints(curves, resolved);
    const fit = fitLaw(points, { ...resolved, ...counts, ...watch });
    return { fit: warned(fit, warnings, () => whyNoPoints(curves, resolved, warnings)), protocol: resolved };
  }
  const chosen = chosenRuns(curves, resolved);
  const found = fitFrontier(joinSizes(chosen.curves), resolved, watch);
  return { ...found, fit: warned(found.fit, chosen.warnings, () => whyNoPoints(curves, resolved, chosen.warnings)) };
}

/** With what the choice of its runs says; where that left no points, why. */
function warned(fit: Fit, warnings: readonly Warning[], why: () => string): Fit {
  if (fit.status === "fitted") return { ...fit, warnings: [...warnings, ...fit.warnings] };
  return fit.code === "no-points" ? { ...fit, reason: why() } : fit;
}

function fitFrontier(curves: readonly Clean[], protocol: ResolvedProtocol, watch: Watch): GroupFit {
  const choice = readChoice(protocol.law, protocol.objective, protocol);
  if ("status" in choice) return { fit: choice, protocol };
  const intervals = parseInterval(protocol.interval);
  if (intervals === undefined) return { fit: unknownInterval(protocol.interval), protocol };
  const { law, objective } = choice;
  const table = tabulate(curves, protocol, protocol.x === "flops" ? protocol.minFlops : 0);
  const frontier = frontierOf(table, protocol.frontier);
  const points = frontierPoints(curves, frontier, protocol.x === "flops");
  const answer = (fit: Fit): GroupFit => ({ fit, protocol, frontier });
  const refused = refuseFrontier(curves, protocol, points) ?? refuse(law, points, protocol.x);
  if (refused !== undefined) return answer(refused);
  const solved = optimum(law, objective, points, protocol.seed, watch.cancelled);
  if (watch.cancelled?.() === true) return answer(notFitted("cancelled", "Cancelled."));
  if (solved === undefined)
    return answer(
      notFitted(
        "not-identified",
        "The search found no optimum: the frontier does not constrain this law's coefficients.",
      ),
    );
  const thetas = resampleRuns(law, objective, table, solved.theta, protocol, watch);
  if (thetas === undefined) return answer(notFitted("cancelled", "Cancelled."));
  const about = recentre(thetas, law, solved.theta);
  const { interval, warnings } =
    curves.length < fewestRuns
      ? tooFewRuns(curves.length)
      : judgeInterval({ unit: "run", count: curves.length }, about, Math.max(protocol.bootstrap, 1));
  return answer(
    summarize({
      law,
      objective,
      points,
      x: protocol.x,
      solved,
      ...(interval === undefined ? {} : { interval }),
      warnings: [
        ...pointWarnings(law, points, sumOf(curves, "dropped"), sumOf(curves, "repeated"), protocol.x),
        ...frontierWarnings(points),
        ...(protocol.bootstrap > 0 ? warnings : []),
        ...(["percentile", "percentile:run"].includes(intervals.id) ? [] : [replaced(intervals.words)]),
      ],
    }),
  );
}

/** A frontier in C compares sizes: with one of them it would be that run's own learning curve. */
function refuseFrontier(curves: readonly Clean[], protocol: ResolvedProtocol, points: Points): NotFitted | undefined {
  const there = curves.filter(({ rows }) => rows.length > 0);
  if (there.length === 0)
    return { ...notFitted("no-points", "No run has a point with a loss and an x above 0."), have: 0, need: 2 };
  if (protocol.x !== "flops") return undefined;
  const { runs, sizes } = points;
  const none = whyOnePoint(curves, points.loss.length) ?? whyNoTrend(curves);
  if (none !== undefined) return notFitted("not-identified", none);
  const known = new Set(sizes.filter((size) => size > 0));
  const few = runs.length < 2 || (known.size === 1 && sizes.every((size) => size > 0));
  return few
    ? {
        ...notFitted(
          "one-size",
          "One model size only: a compute frontier compares two or more. Choose all points, or tokens as x, to fit this curve.",
        ),
        have: 1,
        need: 2,
      }
    : undefined;
}

/** The samples of a frontier are not independent, and which run owns them is chosen by their losses. */
const replaced = (asked: string): Warning => ({
  code: "interval-replaced",
  message: `On a frontier whole runs are resampled, and the intervals are percentiles: not ${asked}.`,
});

function tooFewRuns(runs: number): FoundInterval {
  const message = `${runs === 1 ? "One run is" : `${runs} runs are`} too few to resample: no interval.`;
  return { interval: undefined, warnings: [{ code: "no-interval", message }] };
}

/** With fewer runs there are too few different resamples to speak of an interval. */
const fewestRuns = 4;

/** Their spread does not need every sample of the frontier. */
const samplesOfResamples = 250;

/** Thetas of resampled runs: the frontier of the drawn ones, refitted from the optimum. Undefined when cancelled. */
function resampleRuns(
  law: Law,
  objective: Objective,
  whole: LossGrid,
  theta: Float64Array,
  { frontier: method, bootstrap, seed }: ResolvedProtocol,
  watch: Watch,
): Float64Array[] | undefined {
  const straight = isStraight({ law, objective });
  const table = thinGrid(whole, samplesOfResamples);
  const known = new Map<string, Float64Array | undefined>();
  const refit = (drawn: Float64Array): Float64Array | undefined => {
    const { logX, logLoss, at } = logFrontierOf(table, method, drawn);
    if (straight) {
      const line = linear(logX, logLoss);
      return line && solveLine(line).theta;
    }
    if (at.length <= theta.length) return undefined;
    const x = table.own === undefined ? Float64Array.from(at, (i) => table.x[i] ?? NaN) : logX.map(Math.exp);
    return refitOf(problemOf(law, { x }, logLoss.map(Math.exp), objective), theta)();
  };
  /** A frontier depends on which runs were drawn, not on how often. */
  const once = (drawn: Float64Array): Float64Array | undefined => {
    let key = "";
    let different = 0;
    for (const times of drawn) {
      key += times > 0 ? "1" : "0";
      if (times > 0) different++;
    }
    if (different < 2) return undefined;
    if (!known.has(key)) known.set(key, refit(drawn));
    return known.get(key);
  };
  const count = table.runs.length < fewestRuns ? 0 : bootstrap;
  return resample(table.runs.length, count, seed, once, watch);
}

/**
 * Puts the spread of the resamples about the estimate: leaving out runs can only raise a frontier, so that the resamples as they
 * stand lie to one side of it. Coefficients that cannot be negative are moved by a factor, the others by a difference.
 */
function recentre(thetas: readonly Float64Array[], law: Law, theta: Float64Array): Float64Array[] {
  const middle = law.params.map((_, k) => median(thetas.map((one) => one[k] ?? NaN)) ?? NaN);
  return thetas.map((one) =>
    one.map((v, k) => {
      const [centre = NaN, value = NaN] = [middle[k], theta[k]];
      return (law.params[k]?.lower ?? -1) >= 0 && centre > 0 ? (v / centre) * value : v - centre + value;
    }),
  );
}
