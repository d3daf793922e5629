import type { Column } from "./builder";
import { clockUnit } from "./clock";
import { findSetting, type Settings } from "./config";
import type { Described } from "./described";
import { hintsOf, type Hint } from "./hints";
import { lineageOf } from "./lineage";
import { paramsKind } from "./names";
import { paramsFromNames, paramsFromSettings, paramsFromShape } from "./params";
import { fullKey, type Part } from "./part";
import type { Fact, Facts } from "./run";
import { atSteps, curveOf, type Axes, type Curve } from "./runSeries";
import { countOf } from "./sizes";
import { placed } from "./stepless";
import { sequenceLength, tokensPerStepFromBatch, tokensPerStepGiven } from "./tokensPerStep";

/** What facts are inferred from. */
export interface Evidence {
  readonly parts: readonly Part[];
  readonly settings: Settings;
  /** The run's name and the folders above it, the nearest first. */
  readonly names: readonly string[];
  /** Counts in names that are known, from other runs too, to be of tokens. */
  readonly tokenCounts: ReadonlySet<number>;
  /** What the run's owner says in `isoflop.json`: it goes before all else. */
  readonly set?: Described["facts"];
}

export interface Inferred {
  readonly facts: Facts;
  readonly axes: Axes;
  /** What is unknown, and how to give it. */
  readonly hints: readonly Hint[];
}

const NOTHING: Described["facts"] = new Map();

const LATEST_LAYOUT = (parts: readonly Part[]) => parts.map((part) => part.layout);

/** The curve of the first part's column that has one. */
function placeCurve(
  all: readonly Part[],
  pick: (part: Part) => Column | undefined,
): { key: string; curve: Curve } | undefined {
  const parts = placed(all);
  for (const part of parts) {
    const column = pick(part);
    const key = column === undefined ? undefined : fullKey(part, column);
    const curve = key === undefined ? undefined : curveOf(parts, key);
    if (key !== undefined && curve !== undefined && curve.value.length > 0) return { key, curve };
  }
  return undefined;
}

function lastFinite(values: Float64Array): number | undefined {
  for (let i = values.length - 1; i >= 0; i--) if (Number.isFinite(values[i])) return values[i];
  return undefined;
}

/** N from the rows themselves, as in a table of results. */
function paramsFromRows(parts: readonly Part[]): Fact | undefined {
  for (const part of parts) {
    const column = part.layout.params;
    const row = part.rows === undefined ? 0 : (part.rows[0] ?? 0);
    if (column === undefined) continue;
    const text = column.texts?.get(row);
    const value = column.numbers?.get(row) ?? (text === undefined ? undefined : countOf(text));
    if (value === undefined || !(value > 0)) continue;
    return { value, from: "logged", kind: paramsKind(column.key), how: `column ${column.key}` };
  }
  return undefined;
}

function tokensPerStep({ parts, settings, set = NOTHING }: Evidence): Fact | undefined {
  const given = tokensPerStepGiven(settings, set);
  if (given !== undefined) return given;
  const logged = placeCurve(parts, (part) => part.layout.tokensPerStep);
  const each = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && each !== undefined)
    return { value: each, from: "logged", kind: "tokens", how: `column ${logged.key}` };
  return tokensPerStepFromBatch(settings, set);
}

interface Along {
  readonly fact: Fact;
  readonly along: (steps: Float64Array) => Float64Array;
}

const scale = (values: Float64Array, factor: number) => (factor === 1 ? values : values.map((v) => v * factor));

/** A total that was set for the end of a run: it grows with the step, and where rows have none it is the last row's. */
function total(fact: Fact, lastStep: number, stepped: boolean): Along {
  const { value } = fact;
  if (stepped && lastStep > 0) return { fact, along: (steps) => scale(steps, value / lastStep) };
  return { fact, along: (steps) => steps.map((_, i) => (i === steps.length - 1 ? value : NaN)) };
}

/** D: as it was set, a logged count, samples × sequence length, or step × tokens per step. */
function tokensOf(evidence: Evidence, perStep: Fact | undefined, lastStep: number): Along | undefined {
  const { set = NOTHING } = evidence;
  const said = set.get("tokens");
  const stepped = evidence.parts.some((part) => !part.numbered);
  if (said !== undefined) return total(said, lastStep, stepped);
  const logged = placeCurve(evidence.parts, (part) => part.layout.tokens);
  const seen = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && seen !== undefined && seen > 0) {
    const fact: Fact = { value: seen, from: "logged", kind: "seen", how: `column ${logged.key}` };
    return { fact, along: (steps) => atSteps(logged.curve, steps) };
  }
  const samples = placeCurve(evidence.parts, (part) => part.layout.samples);
  const length = set.has("tokensPerStep") ? undefined : sequenceLength(evidence.settings, set);
  const count = samples === undefined ? undefined : lastFinite(samples.curve.value);
  if (samples !== undefined && count !== undefined && length !== undefined) {
    const how = `column ${samples.key} × ${length.how} (${length.value})`;
    const fact: Fact = { value: count * length.value, from: "derived", kind: "seen", how };
    return { fact, along: (steps) => scale(atSteps(samples.curve, steps), length.value) };
  }
  if (perStep === undefined || !stepped || !Number.isFinite(lastStep)) return undefined;
  const how = `step × ${perStep.value} tokens per step (${perStep.how})`;
  return {
    fact: { value: lastStep * perStep.value, from: "derived", kind: "seen", how },
    along: (steps) => scale(steps, perStep.value),
  };
}

/** C as it was set: a total, which grows with the tokens or else the steps, or so many FLOPs a token. */
function flopsSet(
  set: Described["facts"],
  tokens: Along | undefined,
  byStep: (fact: Fact) => Along,
): Along | undefined {
  const whole = set.get("flops");
  const each = set.get("flopsPerToken");
  if (whole !== undefined) {
    if (tokens === undefined) return byStep(whole);
    return { fact: whole, along: (steps) => scale(tokens.along(steps), whole.value / tokens.fact.value) };
  }
  if (each === undefined || tokens === undefined) return undefined;
  const fact: Fact = { ...each, value: each.value * tokens.fact.value, how: `${each.how} (${each.value}) × D` };
  return { fact, along: (steps) => scale(tokens.along(steps), each.value) };
}

/** C: a logged total, else 6·N·D. */
function flopsOf(parts: readonly Part[], params: Fact | undefined, tokens: Along | undefined): Along | undefined {
  const logged = placeCurve(parts, (part) => part.layout.flops);
  const total = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && total !== undefined && total > 0) {
    const unit =
      parts.find((part) => part.layout.flops !== undefined && fullKey(part, part.layout.flops) === logged.key)?.layout
        .flopsUnit ?? 1;
    const fact: Fact = { value: total * unit, from: "logged", kind: "logged", how: `column ${logged.key}` };
    return { fact, along: (steps) => scale(atSteps(logged.curve, steps), unit) };
  }
  if (params === undefined || tokens === undefined) return undefined;
  const each = 6 * params.value;
  const fact: Fact = { value: each * tokens.fact.value, from: "derived", kind: "6ND", how: "6·N·D" };
  return { fact, along: (steps) => scale(tokens.along(steps), each) };
}

/** N where the log counts FLOPs as Hugging Face does: 6 × tokens × parameters without the embedding. */
function paramsFromFlops(flops: Fact | undefined, tokens: Fact | undefined): Fact | undefined {
  if (flops === undefined || tokens?.from !== "logged" || !flops.how.includes("total_flos")) return undefined;
  return {
    value: flops.value / (6 * tokens.value),
    from: "derived",
    kind: "non-embedding",
    how: "total_flos / 6·tokens",
  };
}

/** D where a table gives N and C alone: C / 6N. */
function tokensFromFlops(params: Fact | undefined, flops: Along | undefined): Along | undefined {
  if (params === undefined || flops === undefined || flops.fact.from === "derived") return undefined;
  const each = 1 / (6 * params.value);
  return {
    fact: { value: flops.fact.value * each, from: "derived", kind: "seen", how: "C / 6N" },
    along: (steps) => scale(flops.along(steps), each),
  };
}

/** Seconds since the first row: a clock in seconds, milliseconds, or dates. */
function wallTimeOf(parts: readonly Part[]): Axes["wallTime"] {
  const clock = placeCurve(parts, (part) => part.layout.time);
  if (clock === undefined) return undefined;
  const first = clock.curve.value[0] ?? 0;
  const unit = clockUnit(first);
  return (steps) => atSteps(clock.curve, steps).map((v) => (v - first) * unit);
}

/** N, D, C and the x columns of a run, each with where it comes from; what stays unknown is said. */
export function inferFacts(evidence: Evidence): Inferred {
  const { parts, settings, names, tokenCounts, set = NOTHING } = evidence;
  const results = LATEST_LAYOUT(parts).some((layout) => layout.results);
  const perStep = tokensPerStep(evidence);
  const { lastStep } = lineageOf(parts);
  let tokens = tokensOf(evidence, perStep, lastStep);
  const seen = tokens?.fact.value ?? NaN;
  const isTokens = (count: number) => tokenCounts.has(count) || Math.abs(count / seen - 1) < 0.02;
  let params =
    set.get("params") ??
    paramsFromRows(parts) ??
    paramsFromSettings(settings) ??
    paramsFromShape(settings) ??
    paramsFromNames(names, isTokens);
  const stepped = parts.some((part) => !part.numbered);
  const flops = flopsSet(set, tokens, (fact) => total(fact, lastStep, stepped)) ?? flopsOf(parts, params, tokens);
  params ??= paramsFromFlops(flops?.fact, tokens?.fact);
  tokens ??= tokensFromFlops(params, flops);
  return {
    facts: {
      ...(params === undefined ? {} : { params }),
      ...(tokens === undefined ? {} : { tokens: tokens.fact }),
      ...(flops === undefined ? {} : { flops: flops.fact }),
      ...(perStep === undefined ? {} : { tokensPerStep: perStep }),
    },
    axes: { tokens: tokens?.along, flops: flops?.along, wallTime: wallTimeOf(parts) },
    hints: hintsOf({ params, tokens: tokens?.fact }, results, settings, set),
  };
}

/** The step a run is to end at, where its settings say so. */
export function plannedSteps(settings: Settings): number | undefined {
  const wanted =
    "max_steps total_steps train_steps max_iters num_iterations train_iters num_train_steps n_steps num_steps";
  const found = findSetting(settings, wanted.split(" "), (v) => typeof v === "number" && v > 1);
  return typeof found?.value === "number" ? found.value : undefined;
}
