import { lastFiniteValue, placeCurve, scale, growingTotal, type XColumn } from "./xColumns";
import { clockUnit } from "./clock";
import { findSetting, type Settings } from "../words/config";
import type { Described } from "../described/described";
import { flopsFrom, flopsLogged, flopsPerToken, flopsSet, paramsFromFlops, tokensFromFlops } from "./flops";
import { hintsOf, type Hint } from "./hints";
import { resolveRestarts } from "../series/restarts";
import { anyMeaning } from "../conventions";
import type { Meanings } from "../conventions/meanings";
import { isEpoch } from "../table/stepColumns";
import { paramsFromArchitecture, paramsFromNames, paramsFromSettings, paramsFromShape } from "./params";
import { paramsFromMultiple, paramsFromRows, paramsFromSum } from "./paramsLogged";
import type { RowSlice } from "../series/rowSlice";
import type { Fact, Facts } from "../run";
import { atSteps, type Axes } from "../series/runSeries";
import { hasOwnCode, isTransformer } from "./transformer";
import { checkedCounts } from "./units";
import { withDoubts, type ParamsFound } from "./whichParams";
import { tokensLogged } from "./tokensLogged";
import { sequenceLength, tokensPerStepFromBatch, tokensPerStepGiven, type StepSources } from "./tokensPerStep";

/** Inputs of the inference of N, D and C. */
export interface FactSources {
  readonly slices: readonly RowSlice[];
  readonly settings: Settings;
  readonly meanings: Meanings;
  /** The run's name and the folders above it, the nearest first. */
  readonly names: readonly string[];
  /** Counts in names known, from any run of the study, to mean tokens. */
  readonly tokenCounts: ReadonlySet<number>;
  /** Facts set in `isoflop.json`: they override everything else. */
  readonly set?: Described["facts"];
}

export interface Inferred {
  readonly facts: Facts;
  readonly axes: Axes;
  /** The missing facts, and how to supply them. */
  readonly hints: readonly Hint[];
}

const noFacts: Described["facts"] = new Map();

const layoutsOf = (slices: readonly RowSlice[]) => slices.map((slice) => slice.layout);

const stepSources = ({ settings, meanings, set = noFacts }: FactSources): StepSources => ({ settings, meanings, set });

function tokensPerStep(evidence: FactSources): Fact | undefined {
  const given = tokensPerStepGiven(stepSources(evidence));
  if (given !== undefined) return given;
  const logged = placeCurve(evidence.slices, (slice) => slice.layout.tokensPerStep);
  const each = logged === undefined ? undefined : lastFiniteValue(logged.curve.value);
  if (logged !== undefined && each !== undefined)
    return { value: each, from: "logged", kind: "tokens", how: `column ${logged.key}` };
  return tokensPerStepFromBatch(stepSources(evidence));
}

/** D, first that applies: set by hand, a logged count, samples × sequence length, step × tokens per step. */
function tokensOf(evidence: FactSources, perStep: Fact | undefined, lastStep: number): XColumn | undefined {
  const { set = noFacts } = evidence;
  const said = set.get("tokens");
  const stepped = evidence.slices.some((slice) => !slice.numbered);
  if (said !== undefined) return growingTotal(said, lastStep, stepped);
  const logged = tokensLogged(evidence.slices);
  if (logged !== undefined) return logged;
  const samples = placeCurve(evidence.slices, (slice) => slice.layout.samples);
  const length = set.has("tokensPerStep") ? undefined : sequenceLength(stepSources(evidence));
  const count = samples === undefined ? undefined : lastFiniteValue(samples.curve.value);
  if (samples !== undefined && count !== undefined && length !== undefined) {
    const how = `column ${samples.key} × ${length.how} (${length.value})`;
    const fact: Fact = { value: count * length.value, from: "derived", kind: "seen", how };
    return { fact, at: (steps) => scale(atSteps(samples.curve, steps), length.value) };
  }
  if (perStep === undefined || !stepped || !Number.isFinite(lastStep)) return undefined;
  // An epoch stands in for the step where there is no other, but it is none.
  if (evidence.slices.some(({ layout }) => layout.step !== undefined && isEpoch(layout.step.key))) return undefined;
  const how = `step × ${perStep.value} tokens per step (${perStep.how})`;
  return {
    fact: { value: lastStep * perStep.value, from: "derived", kind: "seen", how },
    at: (steps) => scale(steps, perStep.value),
  };
}

/** Seconds since the first row: a clock in seconds, milliseconds, or dates. */
function wallTimeOf(slices: readonly RowSlice[]): Axes["wallTime"] {
  if (!slices.some((slice) => (slice.layout.time?.numbers?.length ?? 0) > 0)) return undefined;
  return (steps) => {
    // Built lazily: few charts use it.
    const clock = placeCurve(slices, (slice) => slice.layout.time);
    if (clock === undefined) return new Float64Array(steps.length).fill(NaN);
    const first = clock.curve.value[0] ?? 0;
    const unit = clockUnit(first);
    return atSteps(clock.curve, steps).map((v) => (v - first) * unit);
  };
}

/** N of the run, from the surest source to the weakest, and what other sources say of it. */
function paramsOf(evidence: FactSources, tokens: XColumn | undefined, planned: number): ParamsFound {
  const { slices, settings, meanings, names, tokenCounts, set = noFacts } = evidence;
  const seen = tokens?.fact.value ?? NaN;
  const isTokens = (count: number) =>
    tokenCounts.has(count) || [seen, planned].some((known) => Math.abs(count / known - 1) < 0.02);
  const named = paramsFromNames(names, isTokens);
  const rows = paramsFromRows(slices);
  const stated =
    set.get("params") ??
    paramsFromSum(slices, settings, meanings) ??
    rows.fact ??
    paramsFromSettings(settings, meanings) ??
    paramsFromMultiple(slices, tokens);
  const shaped =
    paramsFromArchitecture(settings) ??
    (isTransformer(settings, meanings.conventions) ? paramsFromShape(settings, meanings) : undefined);
  return withDoubts({ stated, shaped, named, rows, ownCode: hasOwnCode(settings) });
}

/** N, D, C and the x columns of a run, each with its provenance; missing facts and doubts become hints. */
export function inferFacts(evidence: FactSources): Inferred {
  const { slices, settings, meanings, set = noFacts } = evidence;
  const results = layoutsOf(slices).some((layout) => layout.results);
  const perStep = tokensPerStep(evidence);
  const { lastStep } = resolveRestarts(slices);
  const stepped = slices.some((slice) => !slice.numbered);
  const counted = tokensOf(evidence, perStep, lastStep);
  const planned = (perStep?.value ?? NaN) * (plannedSteps(settings, meanings) ?? NaN);
  const found = paramsOf(evidence, counted, planned);
  const byHand = flopsSet(set, counted, (fact) => growingTotal(fact, lastStep, stepped));
  const checked = checkedCounts({ params: found.fact, tokens: counted, flops: byHand ?? flopsLogged(slices) });
  let { params, tokens } = checked;
  const flops = checked.flops ?? flopsPerToken(settings, meanings, tokens) ?? flopsFrom(params, tokens);
  params ??= paramsFromFlops(flops, tokens?.fact);
  tokens ??= tokensFromFlops(params, flops, settings);
  return {
    facts: {
      ...(params === undefined ? {} : { params }),
      ...(tokens === undefined ? {} : { tokens: tokens.fact }),
      ...(flops === undefined ? {} : { flops: flops.fact }),
      ...(perStep === undefined ? {} : { tokensPerStep: perStep }),
    },
    axes: { tokens: tokens?.at, flops: flops?.at, wallTime: wallTimeOf(slices) },
    hints: [
      ...found.hints,
      ...checked.hints,
      ...hintsOf({ params, tokens: tokens?.fact }, results, stepSources(evidence)),
    ],
  };
}

/** The step at which the run is planned to end, where its settings say so. */
export function plannedSteps(settings: Settings, meanings: Meanings = anyMeaning): number | undefined {
  const found = findSetting(settings, meanings.settings("planned steps"), (v) => typeof v === "number" && v > 1);
  return typeof found?.value === "number" ? found.value : undefined;
}
