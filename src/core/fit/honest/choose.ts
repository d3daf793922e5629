import type { Clean } from "../points/clean";
import type { Points } from "../points/points";
import type { Candidate, NotFitted, Warning } from "../result";
import { frontierOfTraces } from "./frontier";
import type { HonestFit, HonestLaw, NoHonestFit } from "./honest";
import { fitModel, lossOfDraw, type Model } from "./models";
import { candidateOf, excess, ladderOf, misfitOf } from "./rungs";
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
export function chooseLaw(curves: readonly Clean[], { inFlops = true, ...watch }: Asked = {}): HonestFit | NoHonestFit {
  const all = bestOfEach(curves.flatMap((curve) => traceOf(curve) ?? []));
  const { traces, warnings } = withoutSpikes(all);
  const refused = refuse(traces);
  if (refused !== undefined) return refused;
  const schedule = scheduleOf(traces);
  const finals = schedule !== "rows";
  if (schedule === "decayed") warnings.push(midSchedule);
  const known = inFlops && traces.every(({ size, final }) => size > 0 && final.tokens > 0);
  const surface = known && separated(traces, finals);
  const laws: readonly HonestLaw[] = surface ? ["chinchilla", "power-floor", "power"] : ["power-floor", "power"];
  const ladder = ladderOf(traces, finals);
  const candidates: Candidate[] = [];
  for (const law of laws) {
    if (watch.cancelled?.() === true) return notFitted("cancelled", "Cancelled.");
    candidates.push(candidateOf(law, ladder));
  }
  const law = chosen(laws, candidates);
  const model = fitModel(law, traces, finals);
  if (model === undefined) return notFitted("too-few-points", tooFew);
  const candidate = candidates.find((one) => one.law === law);
  const tuning = candidates[0]?.law === "chinchilla" ? tuningWarning(candidates[0]) : undefined;
  return finish(model, traces, {
    finals,
    candidates,
    misfit: candidate === undefined ? 0 : misfitOf(candidate),
    warnings: [...warnings, ...(tuning === undefined ? [] : [tuning]), ...missing(candidate)],
  });
}

interface Asked {
  /** Asked between laws; true ends early. */
  readonly cancelled?: () => boolean;
  /** Whether x is C, of which N and D make a surface with an optimum. */
  readonly inFlops?: boolean;
}

const notFitted = (code: NotFitted["code"], reason: string): NoHonestFit => ({ status: "not-fitted", code, reason });

/** The law's errors on the sizes left out are this many times what was expected of them: one law in fifty where it holds. */
const strange = 2;

function missing(candidate: Candidate | undefined): Warning[] {
  if (candidate === undefined || !(excess(candidate) > strange ** 2)) return [];
  const expected = Math.sqrt(candidate.rungs.reduce((s, one) => s + one.expected ** 2, 0) / candidate.rungs.length);
  const [missed, usual] = [candidate.heldOut, expected].map((v) => Number((100 * v).toPrecision(2)));
  const message = `The law misses the largest sizes by ${missed} % when it has not seen them, where ${usual} % was to be expected: what lies beyond the runs is less certain, and its intervals are wider for it.`;
  return [{ code: "misfit", message }];
}

const tooFew = "Too few runs: a law with a floor needs three points of a frontier or more.";

const midSchedule: Warning = {
  code: "mid-schedule",
  message:
    "The runs' learning rates come down towards their ends, so their earlier rows lie above what shorter runs would reach: only the last row of each counts.",
};

function chosen([first = "power-floor", second]: readonly HonestLaw[], candidates: readonly Candidate[]): HonestLaw {
  const [own, simpler] = candidates;
  if (first !== "chinchilla" || second === undefined || own === undefined || simpler === undefined) return first;
  return excess(own) > tolerated && simpler.heldOut < own.heldOut ? second : first;
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
  if (traces.length === 0) return notFitted("no-points", "No run has a point with a loss and an x above 0.");
  const sizes = new Set(traces.map(({ size }) => size)).size;
  if (traces.every(({ size }) => size > 0) && sizes < 2)
    return notFitted(
      "one-size",
      "One model size only: a compute frontier compares two or more. Choose a law of tokens, such as the power law with tokens as x, to fit this curve.",
    );
  if (rises(traces)) return notFitted("rising", "The losses rise with training: this is no scaling law.");
  return traces.length < 3
    ? notFitted("too-few-points", "Fewer than three runs: no law can be told from a line.")
    : undefined;
}

/** Whether most runs, and the ends of runs along x, get worse. */
function rises(traces: readonly Trace[]): boolean {
  const long = traces.filter(({ x }) => x.length >= 3);
  const worse = long.filter(({ loss }) => (loss[loss.length - 1] ?? NaN) > (loss[0] ?? NaN)).length;
  const ends = [...traces].sort((a, b) => a.final.x - b.final.x);
  const [first, last] = [ends[0]?.final.loss ?? NaN, ends[ends.length - 1]?.final.loss ?? NaN];
  return long.length > 0 ? worse > long.length / 2 : first < last;
}

interface Found {
  readonly finals: boolean;
  readonly candidates: readonly Candidate[];
  readonly misfit: number;
  readonly warnings: readonly Warning[];
}

function finish(model: Model, traces: readonly Trace[], found: Found): HonestFit {
  const { law, posterior, shape, minimum } = model;
  const { finals, candidates, misfit, warnings } = found;
  const top = traces.reduce((m, { final }) => Math.max(m, final.x), 0);
  const power = law === "power-floor" && posterior.noFloor > 0.5;
  const pool = power ? posterior.draws.filter((draw) => draw[0] === 0) : posterior.draws;
  const central = centralOf(pool, posterior.draws, (draw, x) => lossOfDraw(shape, draw, { x }), [minimum, top]);
  const { x, loss, owner } = frontierOfTraces(traces, finals);
  return {
    status: "fitted",
    law: power ? "power" : law,
    coefficients: coefficientsOf(central, shape),
    others: pool.map((draw) => coefficientsOf(draw, shape)),
    shape,
    central,
    draws: posterior.draws,
    runErrors: posterior.runErrors,
    misfit,
    minimum,
    top,
    points: finals ? "finals" : "rows",
    used: usedRows(model, traces),
    frontier: { x, loss, owner, runs: traces.map(({ run }) => run), vertices: new Int32Array(0) },
    candidates,
    warnings,
  };
}

function usedRows({ shape, sample }: Model, traces: readonly Trace[]): Points {
  const { loss, logs, errors } = sample;
  const column = (k: number, origin: number): Float64Array =>
    (logs[k] ?? new Float64Array(0)).map((v) => Math.exp(v + origin));
  const inputs =
    shape.kind === "line"
      ? { x: column(0, shape.origin) }
      : { N: Float64Array.from(errors.run, (r) => traces[r]?.size ?? NaN), D: column(1, shape.originD) };
  return {
    inputs,
    loss,
    run: errors.run,
    runs: traces.map(({ run }) => run),
    titles: traces.map(({ title }) => title),
    sizes: Float64Array.from(traces, ({ size }) => size),
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
