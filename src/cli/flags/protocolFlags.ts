import { countCError, weightsError } from "../../core/fit/protocol/expression";
import { intervalForms, parseInterval } from "../../core/fit/protocol/intervalChoice";
import { parseObjective } from "../../core/fit/protocol/objective";
import { presetOf, presets, type Preset } from "../../core/fit/protocol/presets";
import {
  countNOptions,
  frontierOptions,
  pointsOptions,
  ratesOptions,
  seedsOptions,
  spacingOptions,
  valuesOf,
} from "../../core/fit/protocol/protocolChoices";
import type { Run } from "../../core/runs/run";
import type { FitChoices } from "../../core/state/choices";
import { defaultChoices } from "../../core/state/choose";
import { formulaOf, readWarmup } from "./choiceFlags";
import { parseColumns } from "./columnMap";
import { UsageError } from "../errors";
import { checkLaw, lawId } from "./lawFlag";
import { readFlags } from "../readStudy";
import { numberOf, oneOf, wholeOf, type Values } from "./options";

/** Flags of every command that fits laws: the choices of the protocol. */
export const protocolFlags = {
  protocol: {
    type: "string",
    value: "PRESET",
    help: `a paper's own choices: ${presets.map(({ id }) => id).join(", ")}`,
  },
  law: { type: "string", value: "LAW", help: "see isoflop laws" },
  formula: {
    type: "string",
    value: "FORMULA",
    help: "a law of your own: E + A*N^-alpha + B*D^-beta*(1 + g*mix_text)",
  },
  bound: { type: "string", multiple: true, value: "BOUND", help: "of a coefficient of the formula: alpha=0..2, E>=0" },
  start: { type: "string", multiple: true, value: "NAME=VALUE", help: "where the search for a coefficient starts" },
  metric: {
    type: "string",
    multiple: true,
    value: "KEY",
    help: "what to fit, by its raw key (default: every evaluation loss)",
  },
  x: { type: "string", value: "flops|tokens|params|step", help: "what the loss is a law of" },
  by: { type: "string", multiple: true, value: "FACET", help: "what makes the groups; none = one group" },
  "count-n": {
    type: "string",
    value: "total|non-embedding|active",
    help: "which parameters N counts (default: as each run gives it)",
  },
  "count-c": {
    type: "string",
    value: "logged|6ND|FORMULA",
    help: "which FLOPs C counts, or a formula: 6*N*D + 12*n_layer*d_model*D (default: logged, else 6ND)",
  },
  points: {
    type: "string",
    value: "frontier|final|all|cooldown",
    help: "which points are fitted; cooldown = the last of each run whose learning rate came down",
  },
  frontier: { type: "string", value: "hull|envelope|bins", help: "lower convex hull, minimum over runs, or in bins" },
  bins: { type: "string", value: "N", help: "a decade of x, with --frontier bins" },
  spacing: { type: "string", value: "linear|log", help: "of the frontier's samples" },
  samples: { type: "string", value: "N", help: "of the frontier" },
  "min-flops": { type: "string", value: "X", help: "leave out points of less compute (default: auto)" },
  warmup: { type: "string", value: "SHARE", help: "leave out the start of each run: 0.05, 2000steps or 1Btokens" },
  rates: { type: "string", value: "all|best", help: "of runs that differ only in learning rate, all or the best" },
  seeds: {
    type: "string",
    value: "all|mean|lowest",
    help: "of runs that differ only in seed, all, their mean or the best",
  },
  "drop-highest": { type: "string", value: "N", help: "leave out the N rows of the highest loss" },
  weights: { type: "string", value: "FORMULA", help: "weighs the rows by numbers of the runs: 1/std^2" },
  objective: { type: "string", value: "OBJECTIVE", help: "log-mse, mse, lad, huber:1e-3, huber-raw:1e-2, asym:10" },
  bootstrap: { type: "string", value: "N", help: "resamples for the intervals; 0 = none" },
  interval: { type: "string", value: "NAME", help: `how intervals are made: ${intervalForms}` },
  seed: { type: "string", value: "N", help: "of the resamples" },
} as const;

/** Flags of every command that fits laws and prints them with what was asked beside: the protocol, what is read, JSON. */
export const fitFlags = {
  ...protocolFlags,
  ...readFlags,
  json: { type: "boolean", help: "as JSON, at full precision" },
} as const;

export type ProtocolValues = Values<typeof protocolFlags> & { readonly columns?: string };

/** The choices of a command line: what its flags say, else its preset, else `standard`. */
export interface AskedChoices {
  readonly preset: Preset | undefined;
  /** Settled when the runs are known: a formula's names may be theirs. */
  choices(runs: readonly Run[]): FitChoices;
}

/** Reads the flags of the protocol. Throws a UsageError for what is wrong whatever the runs hold; `choices` for what they lack. */
export function readProtocol(values: ProtocolValues, standard: FitChoices = defaultChoices.fit): AskedChoices {
  checkLaw(values);
  const preset = presetFlag(values.protocol);
  const base = { ...standard, ...preset?.choices };
  const { objective, interval } = readObjective(values, base);
  const { by } = values;
  const said: FitChoices = {
    law: base.law,
    metrics: values.metric ?? saidLoss(values.columns) ?? base.metrics,
    x: oneOf("x", values.x, ["flops", "tokens", "params", "step"]) ?? base.x,
    by: by === undefined ? base.by : by.filter((facet) => facet !== "none"),
    countN: oneOf("count-n", values["count-n"], valuesOf(countNOptions)) ?? base.countN,
    countC: formulaOf("count-c", values["count-c"], countCError) ?? base.countC,
    points: oneOf("points", values.points, valuesOf(pointsOptions)) ?? base.points,
    frontier: oneOf("frontier", values.frontier, valuesOf(frontierOptions)) ?? base.frontier,
    spacing: oneOf("spacing", values.spacing, valuesOf(spacingOptions)) ?? base.spacing,
    samples: wholeOf("samples", values.samples, 10) ?? base.samples,
    bins: wholeOf("bins", values.bins, 1) ?? base.bins,
    minFlops: numberOf("min-flops", values["min-flops"], 0) ?? base.minFlops,
    ...(values.warmup === undefined ? { warmup: base.warmup, warmupUnit: base.warmupUnit } : readWarmup(values.warmup)),
    rates: oneOf("rates", values.rates, valuesOf(ratesOptions)) ?? base.rates,
    seeds: oneOf("seeds", values.seeds, valuesOf(seedsOptions)) ?? base.seeds,
    dropHighest: wholeOf("drop-highest", values["drop-highest"], 0) ?? base.dropHighest,
    weights: formulaOf("weights", values.weights, weightsError) ?? base.weights,
    objective,
    bootstrap: wholeOf("bootstrap", values.bootstrap, 0) ?? base.bootstrap,
    interval,
    seed: wholeOf("seed", values.seed, 0) ?? base.seed,
  };
  return {
    preset,
    choices(runs) {
      checkNames(runs, said);
      return { ...said, law: lawId(values, runs) ?? said.law };
    },
  };
}

/** The objective and the kind of interval, each in a language of its own. */
function readObjective(values: ProtocolValues, base: FitChoices): Pick<FitChoices, "objective" | "interval"> {
  const objective = values.objective ?? base.objective;
  if (parseObjective(objective) === undefined)
    throw new UsageError(
      `--objective is log-mse, mse, lad, huber:DELTA, huber-raw:DELTA or asym:WEIGHT; it was "${objective}"`,
    );
  const interval = values.interval ?? base.interval;
  if (parseInterval(interval) === undefined)
    throw new UsageError(`--interval is ${intervalForms}; it was "${interval}"`);
  return { objective, interval };
}

function presetFlag(id: string | undefined): Preset | undefined {
  const found = id === undefined ? undefined : presetOf(id);
  if (id === undefined || found !== undefined) return found;
  const wide = Math.max(...presets.map((preset) => preset.id.length));
  const list = presets.map((preset) => `  ${preset.id.padEnd(wide)}  ${preset.label} (${preset.source})`);
  throw new UsageError([`there is no protocol "${id}"; there is`, ...list].join("\n"));
}

/** Who says which column is the loss wants that one fitted. */
function saidLoss(columns: string | undefined): string[] | undefined {
  const loss = columns === undefined ? undefined : parseColumns(columns).L;
  return loss === undefined ? undefined : [loss];
}

/** A metric or facet that no run has is a slip of the pen, not an empty study. */
function checkNames(runs: readonly Run[], { metrics, by }: FitChoices): void {
  const keys = new Set(runs.flatMap((run) => run.metrics.map(({ key }) => key)));
  const metric = metrics.find((key) => !keys.has(key));
  if (metric !== undefined) throw new UsageError(`--metric: no run has "${metric}"; there is ${[...keys].join(", ")}`);
  const facets = new Set(runs.flatMap((run) => [...run.facets.keys()]));
  const facet = by === "auto" ? undefined : by.find((name) => !facets.has(name));
  if (facet !== undefined)
    throw new UsageError(`--by: no facet "${facet}"; there is ${[...facets, "none"].join(", ")}`);
}
