import { readExpression } from "../fit/protocol/expression";
import type { CountN } from "../choices/points/countN";
import { lastPiece, makeSettings } from "../runs/words/config";
import { normalKey, paramsKind } from "../runs/words/names";
import { isTransformer } from "../runs/facts/transformer";
import { paramsFromShape } from "../runs/facts/params";
import type { Fact, Run, Scalar, Series } from "../runs/run";
import { columnOf, inputOf } from "./inputs";

/** What N and C are to count. */
export interface Counting {
  readonly countN: CountN;
  readonly countC: string;
}

/** What each run gives of itself. */
export const asGiven: Counting = { countN: "auto", countC: "auto" };

/**
 * N of a run by that count: its own where it counts so, else a setting that does (`n_params`, `params_no_embed`, `active_params`), else
 * the shape of the transformer. Undefined where the run does not say.
 */
export function paramsOf(run: Run, count: CountN): Fact | undefined {
  const { params } = run.facts;
  if (count === "auto" || count === "mixed" || params?.kind === count) return params;
  return countedIn(run.config, count) ?? ofShape(run.config, count);
}

function countedIn(config: Run["config"], count: string): Fact | undefined {
  for (const [key, value] of config) {
    if (typeof value !== "number" || !(value >= 1000) || !isCount(key) || paramsKind(key) !== count) continue;
    return { value, from: "config", kind: count, how: key };
  }
  return undefined;
}

/** Keys of counts: `n_params`, `model_num_parameters`, `N_no_embed`; words that say anything else make another number of it. */
function isCount(key: string): boolean {
  const words = normalKey(lastPiece(key)).split("_");
  return words.some((word) => counted.has(word)) && words.every((word) => counted.has(word) || beside.has(word));
}

const counted = new Set("n nparams params param parameters".split(" "));
const beside = new Set(
  "num number of count model total no non without embed embedding embeddings emb active with precise all".split(" "),
);
const vocabulary = new Set(["vocab_size", "vocabulary_size", "n_vocab", "padded_vocab_size"]);

function ofShape(config: Run["config"], count: string): Fact | undefined {
  if (count === "active") return undefined;
  const kept = [...config].filter(([key]) => count === "total" || !vocabulary.has(normalKey(lastPiece(key))));
  if (!isTransformer(makeSettings([{ source: "config", values: config }]))) return undefined;
  const found = paramsFromShape(makeSettings([{ source: "config", values: new Map<string, Scalar>(kept) }]));
  return found?.kind === count ? found : undefined;
}

/** C of each row of a series, what it counts ("logged", "set", "6ND", or a formula) and, in words, how it was found. */
export interface Flops {
  readonly column: Float64Array;
  readonly kind: string;
  readonly how: string;
}

/** The column last computed for a series: a view asks for the same one on every mouse move. */
const computed = new WeakMap<Series, { readonly run: Run; readonly key: string; readonly flops: Flops | undefined }>();

/**
 * C by that counting: as the run gives it, as it was logged, 6·N·D with the N that is counted, or a formula over N, D, step and the
 * run's own numbers. Undefined where the run lacks what it takes.
 */
export function flopsOf(run: Run, series: Series, counting: Counting): Flops | undefined {
  const key = JSON.stringify([counting.countN, counting.countC]);
  const before = computed.get(series);
  if (before?.run === run && before.key === key) return before.flops;
  const flops = computeFlops(run, series, counting);
  if (flops?.column !== series.flops) computed.set(series, { run, key, flops });
  return flops;
}

function computeFlops(run: Run, series: Series, { countN, countC }: Counting): Flops | undefined {
  const given = run.facts.flops;
  const isGiven = given !== undefined && given.from !== "derived";
  switch (countC) {
    case "auto":
    case "mixed":
      if (countN === "auto" || countN === "mixed" || isGiven) return ownFlops(run, series);
      return sixND(run, series, countN);
    case "logged":
    case "set":
      return isGiven ? ownFlops(run, series) : undefined;
    case "6ND":
      // As the run's own C is made already.
      if (given?.kind === "6ND" && paramsOf(run, countN) === run.facts.params && series.flops !== undefined)
        return ownFlops(run, series);
      return sixND(run, series, countN);
    default:
      return byFormula(run, series, countN, countC);
  }
}

const sixNDText = "6·N·D";

function ownFlops({ facts }: Run, { flops }: Series): Flops | undefined {
  const { kind = "6ND", how = sixNDText } = facts.flops ?? {};
  return flops && { column: flops, kind, how };
}

function sixND(run: Run, { tokens }: Series, countN: CountN): Flops | undefined {
  const params = paramsOf(run, countN);
  if (params === undefined || tokens === undefined) return undefined;
  return { column: tokens.map((D) => 6 * params.value * D), kind: "6ND", how: sixNDText };
}

function byFormula(run: Run, series: Series, countN: CountN, formula: string): Flops | undefined {
  const expression = readExpression(formula);
  if ("message" in expression) return undefined;
  const columns = Object.fromEntries(
    expression.names.flatMap((name) => {
      const column = named(run, series, countN, name);
      return column === undefined ? [] : [[name, column] as const];
    }),
  );
  const column = expression.column(columns, series.step.length);
  return column && { column, kind: formula, how: formula };
}

/** A name of a formula: N, D, C and step, or a number of the run. */
function named(run: Run, series: Series, countN: CountN, name: string): Float64Array | undefined {
  switch (name) {
    case "N": {
      const params = paramsOf(run, countN);
      return params && new Float64Array(series.step.length).fill(params.value);
    }
    case "D":
      return series.tokens;
    case "C":
      return series.flops;
    case "step":
      return series.step;
    default: {
      const input = inputOf(run, series, name);
      return input === undefined ? undefined : columnOf(input, series.step.length);
    }
  }
}
