import type { Curve } from "../fit/points/curve";
import { readExpression } from "../fit/protocol/expression";
import { axes, type Protocol, type XAxis } from "../fit/protocol/protocol";
import type { Run, Series } from "../runs/run";
import { aboutRuns } from "./about";
import { asGiven, flopsOf, paramsOf, type Conventions } from "./conventions";
import { hasSteps, type Group } from "./groups";
import { inputOf } from "./inputs";

/** What of a protocol decides how runs are read as curves. */
export type Reading = Conventions & Partial<Pick<Protocol, "points" | "weights">>;

/**
 * The curves of a group against an x, one a run; a run that lacks that x, the metric, or the N or C that is to be counted, is left out
 * and named. `inputs` are those of the law; where steps are none of them rows only stand in their order.
 */
export function curvesOf(
  group: Group,
  x: XAxis,
  inputs: readonly string[] = ["x"],
  reading: Reading = asGiven,
): { readonly curves: Curve[]; readonly without: readonly Run[] } {
  const curves: Curve[] = [];
  const without: Run[] = [];
  const abouts = aboutRuns(group.runs, group.metric.key, { decayed: reading.points === "cooldown" });
  const further = [...inputs, ...weightNames(reading.weights)];
  group.runs.forEach((run, i) => {
    const series = run.series(group.metric.key);
    const counted = series && countedOf(run, series, reading);
    const column = counted && (orderOf(counted, x, inputs) ?? xColumn(counted, x));
    const about = abouts[i];
    if (counted === undefined || column === undefined || about === undefined) without.push(run);
    else
      curves.push({
        run: run.id,
        size: counted.params ?? NaN,
        x: column,
        loss: counted.series.value,
        columns: inputsOf(counted, run, further),
        about: { ...about, ...counted.kinds },
      });
  });
  return { curves, without };
}

/** What a run that was left out lacks, in words: "parameters without embeddings", "logged FLOPs", "training FLOPs". */
export function lackOf(run: Run, metric: string, x: XAxis, reading: Reading): string {
  const series = run.series(metric);
  if (series === undefined) return "loss";
  const { countN, countC } = reading;
  if (isAsked(countN) && paramsOf(run, countN) === undefined)
    return countN === "non-embedding" ? "parameters without embeddings" : `${countN} parameters`;
  if (isAsked(countC) && flopsOf(run, series, reading) === undefined)
    return countC === "logged" ? "logged FLOPs" : countC === "6ND" ? "N or D" : `value of ${countC}`;
  return axes[x].meaning;
}

const isAsked = (choice: string): boolean => choice !== "auto" && choice !== "mixed";

function weightNames(weights = ""): readonly string[] {
  const expression = weights === "" ? undefined : readExpression(weights);
  return expression === undefined || "message" in expression ? [] : expression.names;
}

/** A series with N and C as the conventions count them. */
interface Counted {
  readonly series: Series;
  readonly params: number | undefined;
  readonly flops: Float64Array | undefined;
  readonly kinds: { readonly countN?: string; readonly countC?: string };
}

/** Undefined where a count that was asked for is not to be had. */
function countedOf(run: Run, series: Series, reading: Reading): Counted | undefined {
  const params = paramsOf(run, reading.countN);
  const flops = flopsOf(run, series, reading);
  if (isAsked(reading.countN) && params === undefined) return undefined;
  if (isAsked(reading.countC) && flops === undefined) return undefined;
  const kinds = {
    ...(params === undefined ? {} : { countN: params.kind }),
    ...(flops === undefined ? {} : { countC: flops.kind }),
  };
  return { series, params: params?.value, flops: flops?.column, kinds };
}

function xColumn({ series, params, flops }: Counted, x: XAxis): Float64Array | undefined {
  switch (x) {
    case "flops":
      return flops;
    case "tokens":
      return series.tokens;
    case "step":
      return hasSteps(series) ? series.step : undefined;
    case "params":
      return params === undefined ? undefined : new Float64Array(series.step.length).fill(params);
  }
}

/** 1, 2, 3 … where a law does not read the steps: rows of a table have none. */
function orderOf({ series: { step } }: Counted, x: XAxis, inputs: readonly string[]): Float64Array | undefined {
  return x === "step" && !inputs.includes("x") ? step.map((_, i) => i + 1) : undefined;
}

function inputsOf(
  { series, params, flops }: Counted,
  run: Run,
  inputs: readonly string[],
): Record<string, Float64Array> {
  const columns: Record<string, Float64Array> = { step: series.step };
  if (series.tokens) columns["D"] = series.tokens;
  if (flops) columns["C"] = flops;
  if (params !== undefined) columns["N"] = new Float64Array(series.step.length).fill(params);
  for (const name of inputs) {
    const column = columns[name] === undefined && name !== "x" ? inputOf(run, series, name) : undefined;
    if (column !== undefined) columns[name] = column;
  }
  return columns;
}
