import { frontierOfTraces, frontierSample } from "./frontier";
import type { Shape } from "../result";
import type { HonestLaw } from "./honest";
import type { Posterior } from "./draws";
import { posteriorOf } from "./posterior";
import type { Sample } from "./sample";
import { surfaceSample } from "./surface";
import type { Trace } from "./trace";

/** A law fitted to some runs. */
export interface Model {
  readonly law: HonestLaw;
  readonly posterior: Posterior;
  readonly shape: Shape;
  readonly sample: Sample;
  readonly minimum: number;
}

/** What a law is fitted to: rows with their errors, and what their logarithms are counted from. */
interface Rows {
  readonly sample: Sample;
  readonly shape: Shape;
  readonly minimum: number;
}

/** Laws of x alone are fitted to the same rows, which are not free to make. */
const made = new WeakMap<readonly Trace[], Map<string, Rows>>();

function rowsFor(law: HonestLaw, traces: readonly Trace[], finals: boolean): Rows {
  const known = made.get(traces) ?? new Map<string, Rows>();
  made.set(traces, known);
  const key = `${law === "chinchilla" ? "surface" : "line"} ${finals ? "finals" : "rows"}`;
  const rows = known.get(key) ?? (law === "chinchilla" ? surfaceRows(traces, finals) : lineRows(traces, finals));
  known.set(key, rows);
  return rows;
}

function surfaceRows(traces: readonly Trace[], finals: boolean): Rows {
  const { logN, logD, ...sample } = surfaceSample(traces, finals);
  const shape: Shape = { kind: "surface", originN: logN, originD: logD, flops: flopsOf(traces) };
  return { sample, shape, minimum: Math.min(...traces.map(({ x, final }) => x[0] ?? final.x)) };
}

function lineRows(traces: readonly Trace[], finals: boolean): Rows {
  const frontier = frontierOfTraces(traces, finals);
  const { logX, ...rows } = frontierSample(frontier, 0);
  const sample = { ...rows, inN: !frontier.dense && ofOneD(traces) };
  return { sample, shape: { kind: "line", origin: logX }, minimum: frontier.x[0] ?? NaN };
}

/** How many draws, and where the exponents of a fit of nearly the same rows lie. */
interface Effort {
  readonly draws?: number;
  readonly start?: Posterior["grids"] | undefined;
}

/** Fits one of the laws; undefined where its rows are too few or hold none. */
export function fitModel(
  law: HonestLaw,
  traces: readonly Trace[],
  finals: boolean,
  { draws, start }: Effort = {},
): Model | undefined {
  const rows = rowsFor(law, traces, finals);
  if (rows.sample.loss.length < (law === "chinchilla" ? 5 : 3)) return undefined;
  const posterior = posteriorOf(rows.sample, law === "power" ? "none" : "either", undefined, draws, start);
  return posterior && { law, posterior, ...rows };
}

/** Whether the runs' ends differ far more in N than in D. */
function ofOneD(traces: readonly Trace[]): boolean {
  const span = (values: readonly number[]): number => Math.log(Math.max(...values) / Math.min(...values));
  return 4 * span(traces.map(({ final }) => final.tokens)) < span(traces.map(({ size }) => size));
}

/** C/(N·D) of the runs' ends, at the largest size: about 6. */
function flopsOf(traces: readonly Trace[]): number {
  const largest = traces.reduce<Trace | undefined>((a, b) => (a === undefined || b.size > a.size ? b : a), undefined);
  if (largest === undefined) return 6;
  return largest.final.x / (largest.size * largest.final.tokens);
}

/** A place that a law is asked for: the best loss at x, or that of a run of N on D tokens that ends at x. */
export interface Place {
  readonly x: number;
  readonly run?: { readonly N: number; readonly D: number };
}

/** The loss of a draw there. */
export function lossOfDraw(shape: Shape, draw: Float64Array, { x, run }: Place): number {
  const [E = NaN, A = NaN, alpha = NaN, B = NaN, beta = NaN] = draw;
  if (shape.kind === "line") return E + A * Math.exp(-alpha * (Math.log(x) - shape.origin));
  if (run !== undefined)
    return (
      E +
      A * Math.exp(-alpha * (Math.log(run.N) - shape.originN)) +
      B * Math.exp(-beta * (Math.log(run.D) - shape.originD))
    );
  // The lowest over all N·D = x/flops (Hoffmann et al. 2022, eq. 4).
  const c = Math.log(x / shape.flops) - shape.originN - shape.originD;
  const n = (Math.log((alpha * A) / (beta * B)) + beta * c) / (alpha + beta);
  return E + A * Math.exp(-alpha * n) + B * Math.exp(-beta * (c - n));
}
