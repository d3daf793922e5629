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

/** Fits one of the laws; undefined where its rows are too few or hold none. */
export function fitModel(law: HonestLaw, traces: readonly Trace[], finals: boolean, draws?: number): Model | undefined {
  if (law === "chinchilla") {
    const { logN, logD, ...sample } = surfaceSample(traces, finals);
    if (sample.loss.length < 5) return undefined;
    const posterior = posteriorOf(sample, "either", undefined, draws);
    const shape: Shape = { kind: "surface", originN: logN, originD: logD, flops: flopsOf(traces) };
    return (
      posterior && {
        law,
        posterior,
        shape,
        sample,
        minimum: Math.min(...traces.map(({ x, final }) => x[0] ?? final.x)),
      }
    );
  }
  const frontier = frontierOfTraces(traces, finals);
  const { logX, ...rows } = frontierSample(frontier, 0);
  const sample = { ...rows, inN: !frontier.dense && ofOneD(traces) };
  if (sample.loss.length < 3) return undefined;
  const posterior = posteriorOf(sample, law === "power" ? "none" : "either", undefined, draws);
  return posterior && { law, posterior, shape: { kind: "line", origin: logX }, sample, minimum: frontier.x[0] ?? NaN };
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
