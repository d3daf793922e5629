import { tokensOr } from "../fit/points/points";
import { readExpression } from "../fit/protocol/expression";
import { axes, type Protocol, type XAxis } from "../fit/protocol/protocol";
import type { Fact, Run, Series } from "../runs/run";
import { flopsOf, paramsOf, type Counting, type Flops } from "./counting";
import { hasSteps } from "./groups";
import { inputOf, valueAt, type RowValues } from "./inputs";

/** The choices of a protocol that decide what stands in a row. */
export type RowChoices = Counting & Partial<Pick<Protocol, "weights">>;

/**
 * The rows of one series of a run as a protocol reads them: the one reading of x, N, D, C and every other input of a law, for the fit,
 * the chart and the hover alike.
 */
export interface Rows {
  readonly series: Series;
  /** Absent where the run does not know it. */
  readonly x?: RowValues;
  readonly params?: Fact;
  readonly flops?: Flops;
  /** By the names a law calls them: step, N, D, C, and each further input that the law or the weights read and the run knows. */
  readonly inputs: Readonly<Record<string, RowValues>>;
}

/**
 * Reads the rows of a series. `inputs` are those of the law; where a law does not read the steps, rows that have none are counted.
 * Undefined where the run does not say the N or C that is to be counted: `lackOf` says what is missing.
 */
export function rowsOf(
  run: Run,
  series: Series,
  x: XAxis,
  inputs: readonly string[],
  choices: RowChoices,
): Rows | undefined {
  const params = paramsOf(run, choices.countN);
  const flops = flopsOf(run, series, choices);
  if (isAsked(choices.countN) && params === undefined) return undefined;
  if (isAsked(choices.countC) && flops === undefined) return undefined;
  const known: Record<string, RowValues> = { step: series.step };
  if (series.tokens) known["D"] = series.tokens;
  if (flops) known["C"] = flops.column;
  if (params) known["N"] = params.value;
  for (const name of [...inputs, ...weightNames(choices.weights)]) {
    const input = known[name] === undefined && name !== "x" ? inputOf(run, series, name) : undefined;
    if (input !== undefined) known[name] = input;
  }
  const at = x === "step" ? stepsOf(series, inputs) : known[axes[x].symbol];
  return {
    series,
    inputs: known,
    ...(at === undefined ? {} : { x: at }),
    ...(params ? { params } : {}),
    ...(flops ? { flops } : {}),
  };
}

/** Every input that a law could read at one row, "x" among them; NaN where the row has none. D falls back to C/6N, as in a fit. */
export function rowInputs({ x, inputs }: Rows, row: number): Record<string, number> {
  const at = Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, valueAt(values, row)]));
  const { N = NaN, C = NaN, D = NaN } = at;
  return { ...at, N, C, D: tokensOr(D, C, N), x: x === undefined ? NaN : valueAt(x, row) };
}

/** What a run that was left out lacks, in words: "parameters without embeddings", "logged FLOPs", "training FLOPs". */
export function lackOf(run: Run, metric: string, x: XAxis, choices: RowChoices): string {
  const series = run.series(metric);
  if (series === undefined) return "loss";
  const { countN, countC } = choices;
  if (isAsked(countN) && paramsOf(run, countN) === undefined)
    return countN === "non-embedding" ? "parameters without embeddings" : `${countN} parameters`;
  if (isAsked(countC) && flopsOf(run, series, choices) === undefined)
    return countC === "logged" ? "logged FLOPs" : countC === "6ND" ? "N or D" : `value of ${countC}`;
  return axes[x].meaning;
}

const isAsked = (choice: string): boolean => choice !== "auto" && choice !== "mixed";

function weightNames(weights = ""): readonly string[] {
  const expression = weights === "" ? undefined : readExpression(weights);
  return expression === undefined || "message" in expression ? [] : expression.names;
}

/** The steps; 1, 2, 3 … where the law does not read them, since rows of a table have none. */
function stepsOf(series: Series, inputs: readonly string[]): Float64Array | undefined {
  if (!inputs.includes("x")) return series.step.map((_, i) => i + 1);
  return hasSteps(series) ? series.step : undefined;
}
