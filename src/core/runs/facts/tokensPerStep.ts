import { findNumber, type FoundSetting, type Settings } from "../words/config";
import type { Fact } from "../run";
import type { Meanings } from "../conventions/meanings";
import type { Described } from "../described/described";

/** Inputs of the tokens per step. */
export interface StepSources {
  readonly settings: Settings;
  readonly meanings: Meanings;
  /** Facts set in `isoflop.json`. */
  readonly set: Described["facts"];
}

type Counted = FoundSetting & { readonly value: number };

/** Sequence length in tokens: set by hand, else configured. */
export function sequenceLength({
  settings,
  meanings,
  set,
}: StepSources): { readonly value: number; readonly how: string } | undefined {
  return set.get("sequenceLength") ?? findNumber(settings, meanings.settings("sequence length"));
}

/** Tokens per step, where they are set by hand or a setting gives them directly. */
export function tokensPerStepGiven({ settings, meanings, set }: StepSources): Fact | undefined {
  const said = set.get("tokensPerStep");
  if (said !== undefined) return said;
  const given = findNumber(settings, meanings.settings("tokens a step"));
  if (given === undefined || given.value <= 1) return undefined;
  return { value: given.value, from: given.from, kind: "tokens", how: given.how };
}

/**
 * Tokens per step = batch size × sequence length. A per-device batch needs the number of devices, which is never assumed to be 1;
 * gradient accumulation is assumed to be 1 when it is not set.
 */
export function tokensPerStepFromBatch(sources: StepSources): Fact | undefined {
  const { settings, meanings, set } = sources;
  const length = sequenceLength(sources);
  if (length === undefined) return undefined;
  const batch = findNumber(settings, meanings.settings("samples a step"));
  if (batch !== undefined)
    return product([
      [short(batch), batch.value],
      [lengthWord(length), length.value],
    ]);
  const world = set.get("worldSize") ?? findNumber(settings, meanings.settings("devices"));
  const own = findNumber(settings, meanings.settings("samples a device step"));
  const batches = findNumber(settings, meanings.settings("accumulation of all devices"));
  if (own !== undefined && batches !== undefined)
    return product([
      [short(own), own.value],
      [short(batches), batches.value],
      [lengthWord(length), length.value],
    ]);
  if (own === undefined || world === undefined) return undefined;
  const times = findNumber(settings, meanings.settings("accumulation"));
  return product([
    [short(own), own.value],
    ...(times === undefined ? [] : ([[short(times), times.value]] as const)),
    [world.how, world.value],
    [lengthWord(length), length.value],
  ]);
}

/** The facts that would give the tokens per step: the missing factors beside a known batch size, else the product itself. */
export function factorsMissing(sources: StepSources): ("worldSize" | "sequenceLength" | "tokensPerStep")[] {
  const { settings, meanings, set } = sources;
  const all = findNumber(settings, meanings.settings("samples a step"));
  const own = findNumber(settings, meanings.settings("samples a device step"));
  if (all === undefined && own === undefined) return ["tokensPerStep"];
  const world = set.get("worldSize") ?? findNumber(settings, meanings.settings("devices"));
  const missing = [
    ...(all === undefined && world === undefined ? (["worldSize"] as const) : []),
    ...(sequenceLength(sources) === undefined ? (["sequenceLength"] as const) : []),
  ];
  // No factor is missing, so it is the steps that are unknown.
  return missing.length === 0 ? ["tokensPerStep"] : missing;
}

const short = ({ key }: FoundSetting): string => key;
const lengthWord = (length: { readonly how: string } | Counted): string => ("key" in length ? length.key : length.how);

function product(factors: readonly (readonly [string, number])[]): Fact {
  const how = factors.map(([word, value]) => `${word} ${value}`).join(" × ");
  return { value: factors.reduce((all, [, value]) => all * value, 1), from: "derived", kind: "tokens", how };
}
