import type { Column } from "./builder";
import { findNumber, findSetting, type Settings } from "./config";
import { lineageOf } from "./lineage";
import { paramsKind } from "./names";
import { paramsFromNames, paramsFromSettings, paramsFromShape } from "./params";
import { fullKey, type Part } from "./part";
import type { Fact, Facts } from "./run";
import { atSteps, curveOf, type Axes, type Curve } from "./runSeries";
import { countOf } from "./sizes";

/** What facts are inferred from. */
export interface Evidence {
  readonly parts: readonly Part[];
  readonly settings: Settings;
  /** The run's name and the folders above it, the nearest first. */
  readonly names: readonly string[];
  /** Counts in names that are known, from other runs too, to be of tokens. */
  readonly tokenCounts: ReadonlySet<number>;
}

export interface Inferred {
  readonly facts: Facts;
  readonly axes: Axes;
  /** What is unknown, and how to give it. */
  readonly hints: readonly string[];
}

const LATEST_LAYOUT = (parts: readonly Part[]) => parts.map((part) => part.layout);

/** The curve of the first part's column that has one. */
function placeCurve(
  parts: readonly Part[],
  pick: (part: Part) => Column | undefined,
): { key: string; curve: Curve } | undefined {
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

function tokensPerStep({ parts, settings }: Evidence): Fact | undefined {
  const given = findNumber(
    settings,
    "tokens_per_step tokens_per_batch tokens_per_iter tokens_per_iteration total_batch_size batch_tokens global_batch_size_tokens batch_size_tokens",
  );
  if (given !== undefined && given.value > 1)
    return { value: given.value, from: given.from, kind: "tokens", how: given.how };
  const logged = placeCurve(parts, (part) => part.layout.tokensPerStep);
  const each = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && each !== undefined)
    return { value: each, from: "logged", kind: "tokens", how: `column ${logged.key}` };
  const batch = findNumber(
    settings,
    "global_batch_size global_train_batch_size total_train_batch_size global_bs effective_batch_size",
  );
  const length = sequenceLength(settings);
  if (batch === undefined || length === undefined) return undefined;
  const how = `${batch.key} ${batch.value} × ${length.key} ${length.value}`;
  return { value: batch.value * length.value, from: "derived", kind: "tokens", how };
}

const sequenceLength = (settings: Settings) =>
  findNumber(
    settings,
    "seq_len seq_length sequence_length max_seq_len max_seq_length context_length block_size n_ctx max_length",
  );

interface Along {
  readonly fact: Fact;
  readonly along: (steps: Float64Array) => Float64Array;
}

const scale = (values: Float64Array, factor: number) => (factor === 1 ? values : values.map((v) => v * factor));

/** D: a logged count, samples × sequence length, or step × tokens per step. */
function tokensOf(evidence: Evidence, perStep: Fact | undefined, lastStep: number): Along | undefined {
  const logged = placeCurve(evidence.parts, (part) => part.layout.tokens);
  const seen = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && seen !== undefined && seen > 0) {
    const fact: Fact = { value: seen, from: "logged", kind: "seen", how: `column ${logged.key}` };
    return { fact, along: (steps) => atSteps(logged.curve, steps) };
  }
  const samples = placeCurve(evidence.parts, (part) => part.layout.samples);
  const length = sequenceLength(evidence.settings);
  const count = samples === undefined ? undefined : lastFinite(samples.curve.value);
  if (samples !== undefined && count !== undefined && length !== undefined) {
    const how = `column ${samples.key} × ${length.how} (${length.value})`;
    const fact: Fact = { value: count * length.value, from: "derived", kind: "seen", how };
    return { fact, along: (steps) => scale(atSteps(samples.curve, steps), length.value) };
  }
  const stepped = evidence.parts.some((part) => part.layout.step !== undefined);
  if (perStep === undefined || !stepped || !Number.isFinite(lastStep)) return undefined;
  const how = `step × ${perStep.value} tokens per step (${perStep.how})`;
  return {
    fact: { value: lastStep * perStep.value, from: "derived", kind: "seen", how },
    along: (steps) => scale(steps, perStep.value),
  };
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
  // Unix times: seconds are about 2e9, milliseconds 2e12, nanoseconds 2e18.
  const unit = first > 1e17 ? 1e-9 : first > 1e14 ? 1e-6 : first > 1e11 ? 1e-3 : 1;
  return (steps) => atSteps(clock.curve, steps).map((v) => (v - first) * unit);
}

/** N, D, C and the x columns of a run, each with where it comes from; what stays unknown is said. */
export function inferFacts(evidence: Evidence): Inferred {
  const { parts, settings, names, tokenCounts } = evidence;
  const results = LATEST_LAYOUT(parts).some((layout) => layout.results);
  const perStep = tokensPerStep(evidence);
  const { lastStep } = lineageOf(parts);
  let tokens = tokensOf(evidence, perStep, lastStep);
  const seen = tokens?.fact.value ?? NaN;
  const isTokens = (count: number) => tokenCounts.has(count) || Math.abs(count / seen - 1) < 0.02;
  let params =
    paramsFromRows(parts) ??
    paramsFromSettings(settings) ??
    paramsFromShape(settings) ??
    paramsFromNames(names, isTokens);
  const flops = flopsOf(parts, params, tokens);
  params ??= paramsFromFlops(flops?.fact, tokens?.fact);
  tokens ??= tokensFromFlops(params, flops);
  const hints: string[] = [];
  if (params === undefined)
    hints.push("parameters (N) unknown: log n_params, or put it in a config.json beside the log");
  if (tokens === undefined) {
    const missing = results
      ? "log tokens or FLOPs in a column"
      : "log tokens_seen, or set tokens_per_step in a config.json";
    hints.push(`tokens seen (D) unknown: ${missing}`);
  }
  return {
    facts: {
      ...(params === undefined ? {} : { params }),
      ...(tokens === undefined ? {} : { tokens: tokens.fact }),
      ...(flops === undefined ? {} : { flops: flops.fact }),
      ...(perStep === undefined ? {} : { tokensPerStep: perStep }),
    },
    axes: { tokens: tokens?.along, flops: flops?.along, wallTime: wallTimeOf(parts) },
    hints,
  };
}

/** The step a run is to end at, where its settings say so. */
export function plannedSteps(settings: Settings): number | undefined {
  const wanted =
    "max_steps total_steps train_steps max_iters num_iterations train_iters num_train_steps n_steps num_steps";
  const found = findSetting(settings, wanted.split(" "), (v) => typeof v === "number" && v > 1);
  return typeof found?.value === "number" ? found.value : undefined;
}
