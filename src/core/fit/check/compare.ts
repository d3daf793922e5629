import { lawOf } from "../../laws/index";
import { fitLaw, notFitted, type FitOptions } from "../fit";
import { pickRows, type Points } from "../points/points";
import { predictAll } from "../solve/predict";
import type { Watch } from "../intervals/resample";
import type { Fit } from "../result";

/** How a law does beside the others. */
export interface Contender {
  readonly law: string;
  /** On the rows that were not held out; on all of them where none were. */
  readonly fit: Fit;
  /** Mean and largest |L̂/L − 1| over the rows held out, and how many there were; absent without a hold-out. */
  readonly heldOut?: { readonly mean: number; readonly largest: number; readonly points: number };
  /**
   * n·ln(Σr²/n) + 2k + 2k(k+1)/(n−k−1) over log residuals, k counting the noise (Hurvich and Tsai 1989): lower is better, within one
   * set of rows. Absent for n ≤ k + 1. Means little on samples of a frontier, which are not independent.
   */
  readonly aicc?: number;
}

/** What to keep from the fit and predict. */
export type HoldOut = Above | ChosenRuns | Largest;

/** Rows of `column` above `above`. */
export interface Above {
  readonly column: string;
  readonly above: number;
}

/** Whole runs, by their ids, and how they were asked for. */
interface ChosenRuns {
  readonly runs: ReadonlySet<string>;
  readonly text: string;
}

/** The runs of the largest N, D or C of each group. */
interface Largest {
  readonly largest: "N" | "D" | "C";
}

/**
 * Fits each law to the same rows and puts the best first: by the error on the held-out larger scale where there is one, else by AICc;
 * laws that could not be fitted come last with their reason.
 */
export function compareLaws(
  points: Points,
  laws: readonly string[],
  options: Omit<FitOptions, "law">,
  holdOut?: Above,
  watch: Watch = {},
): Contender[] {
  const { seen, held } = holdOut === undefined ? { seen: points, held: undefined } : split(points, holdOut);
  return compareOn(seen, held, laws, options, watch);
}

/** The same for rows already told apart: those to fit, and those to predict. */
export function compareOn(
  seen: Points,
  held: Points | undefined,
  laws: readonly string[],
  options: Omit<FitOptions, "law">,
  watch: Watch = {},
): Contender[] {
  const found = laws.map((law, k): Contender => {
    if (watch.cancelled?.() === true) return { law, fit: notFitted("cancelled", "Cancelled.") };
    watch.onProgress?.(k / laws.length);
    const fit = fitLaw(seen, { ...options, ...watch, law });
    if (fit.status !== "fitted") return { law, fit };
    const aicc = aiccOf(fit.spread, fit.points, fit.coefficients.length);
    const error = held === undefined ? undefined : heldOutError(fit, held);
    return { law, fit, ...(error === undefined ? {} : { heldOut: error }), ...(aicc === undefined ? {} : { aicc }) };
  });
  return found.sort((a, b) => rank(a) - rank(b));
}

/** The rows to fit and those to predict. */
export function split(points: Points, { column, above }: Above): { readonly seen: Points; readonly held: Points } {
  const values = points.inputs[column] ?? flops(points);
  const rows = [...points.loss.keys()];
  const isHeld = (i: number): boolean => (values?.[i] ?? NaN) > above;
  return {
    seen: pickRows(
      points,
      rows.filter((i) => !isHeld(i)),
    ),
    held: pickRows(points, rows.filter(isHeld)),
  };
}

/** C where only N and D are known: 6·N·D. */
function flops({ inputs: { N, D } }: Points): Float64Array | undefined {
  return N?.map((n, i) => 6 * n * (D?.[i] ?? NaN));
}

/** The error of a fit on rows it has not seen; undefined where it was not fitted or there are none. */
function heldOutError(fit: Fit, held: Points): Contender["heldOut"] {
  const law = fit.status === "fitted" ? lawOf(fit.law) : undefined;
  if (fit.status !== "fitted" || law === undefined || held.loss.length === 0) return undefined;
  const predicted = predictAll(fit, held.inputs, held.loss.length);
  const errors = predicted.map((l, i) => Math.abs(l / (held.loss[i] ?? NaN) - 1)).filter(Number.isFinite);
  if (errors.length === 0) return undefined;
  const mean = errors.reduce((sum, v) => sum + v, 0) / errors.length;
  return { mean, largest: Math.max(...errors), points: errors.length };
}

function aiccOf(spread: number, n: number, parameters: number): number | undefined {
  const k = parameters + 1;
  const squares = spread * spread * (n - parameters);
  return n > k + 1 && squares > 0 ? n * Math.log(squares / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1) : undefined;
}

const rank = ({ fit, heldOut, aicc }: Contender): number =>
  fit.status !== "fitted" ? Infinity : (heldOut?.mean ?? aicc ?? Number.MAX_VALUE);
