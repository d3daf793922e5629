import { lastFinite, placeCurve, scale, total, type Along } from "./xColumns";
import { clockUnit } from "./clock";
import { findSetting, type Settings } from "../words/config";
import type { Described } from "../described/described";
import { flopsOf, flopsSet, paramsFromFlops, tokensFromFlops } from "./flops";
import { hintsOf, type Hint } from "./hints";
import { lineageOf } from "../series/restarts";
import { anyMeaning } from "../conventions";
import type { Meanings } from "../conventions/meanings";
import { paramsFromNames, paramsFromSettings, paramsFromShape } from "./params";
import type { Part } from "../series/rowSlice";
import type { Fact, Facts } from "../run";
import { atSteps, type Axes } from "../series/runSeries";
import { countOf } from "../words/sizes";
import { sequenceLength, tokensPerStepFromBatch, tokensPerStepGiven, type StepSources } from "./tokensPerStep";

/** What facts are inferred from. */
export interface Evidence {
  readonly parts: readonly Part[];
  readonly settings: Settings;
  readonly meanings: Meanings;
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

/** N from the rows themselves, as in a table of results. */
function paramsFromRows(parts: readonly Part[]): Fact | undefined {
  for (const part of parts) {
    const column = part.layout.params;
    const row = part.rows === undefined ? 0 : (part.rows[0] ?? 0);
    if (column === undefined) continue;
    const text = column.texts?.get(row);
    const value = column.numbers?.get(row) ?? (text === undefined ? undefined : countOf(text));
    if (value === undefined || !(value > 0)) continue;
    return { value, from: "logged", kind: part.layout.meanings.paramsKind(column.key), how: `column ${column.key}` };
  }
  return undefined;
}

const stepSources = ({ settings, meanings, set = NOTHING }: Evidence): StepSources => ({ settings, meanings, set });

function tokensPerStep(evidence: Evidence): Fact | undefined {
  const given = tokensPerStepGiven(stepSources(evidence));
  if (given !== undefined) return given;
  const logged = placeCurve(evidence.parts, (part) => part.layout.tokensPerStep);
  const each = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && each !== undefined)
    return { value: each, from: "logged", kind: "tokens", how: `column ${logged.key}` };
  return tokensPerStepFromBatch(stepSources(evidence));
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
  const length = set.has("tokensPerStep") ? undefined : sequenceLength(stepSources(evidence));
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

/** Seconds since the first row: a clock in seconds, milliseconds, or dates. */
function wallTimeOf(parts: readonly Part[]): Axes["wallTime"] {
  if (!parts.some((part) => (part.layout.time?.numbers?.length ?? 0) > 0)) return undefined;
  return (steps) => {
    // Looked for when someone asks: few draw against it.
    const clock = placeCurve(parts, (part) => part.layout.time);
    if (clock === undefined) return new Float64Array(steps.length).fill(NaN);
    const first = clock.curve.value[0] ?? 0;
    const unit = clockUnit(first);
    return atSteps(clock.curve, steps).map((v) => (v - first) * unit);
  };
}

/** N, D, C and the x columns of a run, each with where it comes from; what stays unknown is said. */
export function inferFacts(evidence: Evidence): Inferred {
  const { parts, settings, meanings, names, tokenCounts, set = NOTHING } = evidence;
  const results = LATEST_LAYOUT(parts).some((layout) => layout.results);
  const perStep = tokensPerStep(evidence);
  const { lastStep } = lineageOf(parts);
  let tokens = tokensOf(evidence, perStep, lastStep);
  const seen = tokens?.fact.value ?? NaN;
  const isTokens = (count: number) => tokenCounts.has(count) || Math.abs(count / seen - 1) < 0.02;
  let params =
    set.get("params") ??
    paramsFromRows(parts) ??
    paramsFromSettings(settings, meanings) ??
    paramsFromShape(settings, meanings) ??
    paramsFromNames(names, isTokens);
  const stepped = parts.some((part) => !part.numbered);
  const flops = flopsSet(set, tokens, (fact) => total(fact, lastStep, stepped)) ?? flopsOf(parts, params, tokens);
  params ??= paramsFromFlops(flops, tokens?.fact);
  tokens ??= tokensFromFlops(params, flops);
  return {
    facts: {
      ...(params === undefined ? {} : { params }),
      ...(tokens === undefined ? {} : { tokens: tokens.fact }),
      ...(flops === undefined ? {} : { flops: flops.fact }),
      ...(perStep === undefined ? {} : { tokensPerStep: perStep }),
    },
    axes: { tokens: tokens?.along, flops: flops?.along, wallTime: wallTimeOf(parts) },
    hints: hintsOf({ params, tokens: tokens?.fact }, results, stepSources(evidence)),
  };
}

/** The step a run is to end at, where its settings say so. */
export function plannedSteps(settings: Settings, meanings: Meanings = anyMeaning): number | undefined {
  const found = findSetting(settings, meanings.settings("planned steps"), (v) => typeof v === "number" && v > 1);
  return typeof found?.value === "number" ? found.value : undefined;
}
