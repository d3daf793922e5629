import type { Curve } from "../points/curve";
import type { Candidate, HonestFit, HonestLaw, HonestWarning, NoHonestFit } from "./honest";
import { fitModel, lossOfDraw, type Model } from "./models";
import { candidateOf, excess, misfitOf } from "./rungs";
import { scheduleOf } from "./schedule";
import { withoutSpikes } from "./spikes";
import { separated } from "./surface";
import { traceOf, type Trace } from "./trace";
import { tuningWarning } from "./tuning";

/** A law that misses by more than this many times the squares that were expected does not hold. */
const tolerated = 2;

/**
 * The default answer for one group of runs. Chinchilla's law of N and D where both are known and the runs tell them apart, unless it misses
 * the sizes left out by more than its own intervals allow and the frontier's law of x, with or without a floor, is nearer; that law alone
 * where N and D are not known or go together. Runs that decay their learning rate count by their ends. The order of curves and rows, a
 * factor on x or on the loss change nothing.
 */
export function chooseLaw(curves: readonly Curve[]): HonestFit | NoHonestFit {
  const all = bestOfEach(curves.flatMap((curve) => traceOf(curve) ?? []));
  const { traces, warnings } = withoutSpikes(all);
  const refused = refuse(traces);
  if (refused !== undefined) return refused;
  const schedule = scheduleOf(traces);
  const finals = schedule !== "rows";
  if (schedule === "decayed") warnings.push(midSchedule);
  const known = traces.every(({ size, final }) => size > 0 && final.tokens > 0);
  const surface = known && separated(traces, finals);
  const laws: readonly HonestLaw[] = surface ? ["chinchilla", "power-floor", "power"] : ["power-floor", "power"];
  const candidates = laws.map((law) => candidateOf(law, traces, finals));
  const law = chosen(candidates);
  const model = fitModel(law, traces, finals);
  if (model === undefined) return { status: "not-fitted", code: "too-few-points", reason: tooFew };
  const candidate = candidates.find((one) => one.law === law);
  const tuning = candidates[0]?.law === "chinchilla" ? tuningWarning(candidates[0]) : undefined;
  return finish(model, traces, {
    finals,
    candidates,
    misfit: candidate === undefined ? 0 : misfitOf(candidate),
    warnings: [...warnings, ...(tuning === undefined ? [] : [tuning])],
  });
}

const tooFew = "Too few runs: a law with a floor needs three points of a frontier or more.";

const midSchedule: HonestWarning = {
  code: "mid-schedule",
  message:
    "The runs' learning rates come down towards their ends, so their earlier rows lie above what shorter runs would reach: only the last row of each counts.",
};

function chosen(candidates: readonly Candidate[]): HonestLaw {
  const [first, second] = candidates;
  if (first === undefined || second === undefined) return "power-floor";
  if (first.law !== "chinchilla") return first.law;
  return excess(first) > tolerated && second.heldOut < first.heldOut ? second.law : first.law;
}

/** Of runs of one size and one end the lowest, and all in an order that does not depend on the given one. */
function bestOfEach(traces: readonly Trace[]): Trace[] {
  const sorted = [...traces].sort(
    (a, b) => a.size - b.size || a.final.x - b.final.x || a.final.loss - b.final.loss || (a.run < b.run ? -1 : 1),
  );
  return sorted.filter((one, i) => {
    const before = sorted[i - 1];
    return !(before?.size === one.size && one.final.x < before.final.x * (1 + 1e-9));
  });
}

function refuse(traces: readonly Trace[]): NoHonestFit | undefined {
  const not = (code: NoHonestFit["code"], reason: string): NoHonestFit => ({ status: "not-fitted", code, reason });
  if (traces.length === 0) return not("no-points", "No run has a point with a loss and an x above 0.");
  const sizes = new Set(traces.map(({ size }) => size)).size;
  if (traces.every(({ size }) => size > 0) && sizes < 2)
    return not("one-size", "One model size only: a compute frontier compares two or more.");
  return traces.length < 3
    ? not("too-few-points", "Fewer than three runs: no law can be told from a line.")
    : undefined;
}

interface Found {
  readonly finals: boolean;
  readonly candidates: readonly Candidate[];
  readonly misfit: number;
  readonly warnings: readonly HonestWarning[];
}

function finish({ law, posterior, shape, sample, minimum }: Model, traces: readonly Trace[], found: Found): HonestFit {
  const { finals, candidates, misfit, warnings } = found;
  const top = traces.reduce((m, { final }) => Math.max(m, final.x), 0);
  const power = law === "power-floor" && posterior.noFloor > 0.5;
  const pool = power ? posterior.draws.filter((draw) => draw[0] === 0) : posterior.draws;
  const central = centralOf(pool, posterior.draws, (draw, x) => lossOfDraw(shape, draw, { x }), [minimum, top]);
  return {
    status: "fitted",
    law: power ? "power" : law,
    coefficients: coefficientsOf(central, shape),
    shape,
    central,
    draws: posterior.draws,
    runErrors: posterior.runErrors,
    misfit,
    minimum,
    top,
    points: finals ? "finals" : "rows",
    used: sample.loss.length,
    sizes: new Set(traces.map(({ size }) => size)).size,
    candidates,
    warnings,
  };
}

/** The draw whose curve is nearest to the median of all of them, from the middle of the range to a hundred times its top. */
function centralOf(
  pool: readonly Float64Array[],
  draws: readonly Float64Array[],
  lossAt: (draw: Float64Array, x: number) => number,
  [low, top]: readonly [number, number],
): Float64Array {
  const places = [Math.sqrt(low * top), top, 10 * top, 100 * top];
  const middle = places.map((x) => {
    const logs = Float64Array.from(draws, (draw) => Math.log(lossAt(draw, x))).sort();
    return logs[logs.length >> 1] ?? NaN;
  });
  let [best, least] = [pool[0] ?? new Float64Array(0), Infinity];
  for (const draw of pool) {
    const off = places.reduce((s, x, k) => s + (Math.log(lossAt(draw, x)) - (middle[k] ?? NaN)) ** 2, 0);
    if (off < least) [best, least] = [draw, off];
  }
  return best;
}

function coefficientsOf(draw: Float64Array, shape: Model["shape"]): Record<string, number> {
  const [E = NaN, A = NaN, alpha = NaN, B = NaN, beta = NaN] = draw;
  if (shape.kind === "line") return { E, a: A * Math.exp(alpha * shape.origin), b: alpha };
  return { E, A: A * Math.exp(alpha * shape.originN), alpha, B: B * Math.exp(beta * shape.originD), beta };
}
