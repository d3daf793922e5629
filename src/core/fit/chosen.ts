import { lawOf } from "../laws/index";
import type { Law } from "../laws/law";
import { quantile } from "../stats/quantile";
import { chooseLaw } from "./honest/choose";
import type { HonestFit } from "./honest/honest";
import type { Watch } from "./intervals/resample";
import { inputWords } from "./labels";
import type { Clean } from "./points/clean";
import type { Frontier } from "./points/frontier";
import type { Points } from "./points/points";
import type { ResolvedProtocol } from "./points/resolve";
import { rangeOf } from "./points/warnings";
import type { Coefficient, Fit, Fitted } from "./result";
import { lossesAt } from "./solve/predict";

/** A fit under a law that was chosen, what it was made from, and which points it took in the end. */
export interface ChosenFit {
  readonly fit: Fit;
  readonly points?: "frontier" | "final" | "all";
  readonly frontier?: Frontier;
}

/** Fits the law that predicts the sizes best which it has not seen; see `chooseLaw`. `law` is that law, and the intervals are of its posterior. */
export function fitChosen(curves: readonly Clean[], { x, points }: ResolvedProtocol, watch: Watch): ChosenFit {
  const ends = points === "final" || points === "cooldown";
  const taken = ends ? curves.map((one) => ({ ...one, rows: one.rows.slice(-1) })) : curves;
  const found = chooseLaw(taken, { ...watch, inFlops: x === "flops" });
  if (found.status !== "fitted") return { fit: found };
  const law = lawOf(found.law);
  if (law === undefined) throw new RangeError(found.law);
  return {
    fit: { ...summarized(law, found), ranges: rangesOf(law, found.used, x) },
    points: found.points === "finals" ? "final" : found.law === "chinchilla" ? "all" : "frontier",
    frontier: found.frontier,
  };
}

const level = 0.95;

function summarized(law: Law, found: HonestFit): Omit<Fitted, "ranges"> {
  const { used, shape, central, draws, runErrors, misfit, top } = found;
  const theta = thetaOf(law, found.coefficients);
  const thetas = found.others.map((one) => thetaOf(law, one));
  const n = used.loss.length;
  const { r2, squares } = qualityOf(used.loss, lossesAt(law.bind(used.inputs, n), n, theta));
  const present = [...new Set(used.run)];
  return {
    status: "fitted",
    law: law.id,
    formula: law.formula,
    coefficients: law.params.map((param, k) => coefficientOf(param, theta[k] ?? NaN, thetas, k)),
    r2,
    points: n,
    runs: present.length,
    sizes: new Set(present.map((r) => used.sizes[r] ?? NaN).filter((size) => size > 0)).size,
    objective: { id: "log-mse", value: squares / n },
    spread: n > theta.length ? Math.sqrt(squares / (n - theta.length)) : NaN,
    interval: { method: "posterior", level, resamples: draws.length, kept: thetas.length },
    resamples: thetas,
    outlook: { shape, central, draws, runErrors, misfit, top },
    candidates: found.candidates,
    converged: true,
    warnings: found.warnings,
  };
}

const thetaOf = (law: Law, values: HonestFit["coefficients"]): Float64Array =>
  Float64Array.from(law.params, ({ id }) => values[id] ?? NaN);

function coefficientOf(
  { id, symbol, meaning }: Law["params"][number],
  value: number,
  thetas: readonly Float64Array[],
  k: number,
): Coefficient {
  const each = thetas.map((theta) => theta[k] ?? NaN);
  const [low = NaN, high = NaN] = [(1 - level) / 2, (1 + level) / 2].map((share) => quantile(each, share));
  return { id, symbol, meaning, value, low: Math.min(low, value), high: Math.max(high, value) };
}

function qualityOf(loss: Float64Array, predicted: Float64Array): { readonly r2: number; readonly squares: number } {
  const logs = loss.map(Math.log);
  const mean = logs.reduce((sum, v) => sum + v, 0) / logs.length;
  const squares = logs.reduce((sum, v, i) => sum + (v - Math.log(predicted[i] ?? NaN)) ** 2, 0);
  const total = logs.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { r2: total > 0 ? 1 - squares / total : NaN, squares };
}

function rangesOf(law: Law, { inputs }: Points, x: ResolvedProtocol["x"]): Fitted["ranges"] {
  return law.inputs.map((id) => {
    const [low, high] = rangeOf(inputs[id] ?? new Float64Array(0));
    return { id, ...inputWords(id, x), low, high };
  });
}
