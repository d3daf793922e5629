import { findNumber, type Found, type Settings } from "../words/config";
import type { Fact } from "../run";
import type { Meanings } from "../conventions/meanings";
import type { Described } from "../described/described";

/** What the tokens of a step are found in. */
export interface StepSources {
  readonly settings: Settings;
  readonly meanings: Meanings;
  /** What the run's owner says. */
  readonly set: Described["facts"];
}

type Counted = Found & { readonly value: number };

/** Tokens of one sequence: as it was set, else as it is configured. */
export function sequenceLength({
  settings,
  meanings,
  set,
}: StepSources): { readonly value: number; readonly how: string } | undefined {
  return set.get("sequenceLength") ?? findNumber(settings, meanings.settings("sequence length"));
}

/** Tokens of one step as its owner or the settings say it outright. */
export function tokensPerStepGiven({ settings, meanings, set }: StepSources): Fact | undefined {
  const said = set.get("tokensPerStep");
  if (said !== undefined) return said;
  const given = findNumber(settings, meanings.settings("tokens a step"));
  if (given === undefined || given.value <= 1) return undefined;
  return { value: given.value, from: given.from, kind: "tokens", how: given.how };
}

/**
 * Tokens of one step from batch and sequence length. A batch per device needs the number of devices: it is never
 * taken to be 1. Without a word of accumulation there is none.
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
  if (own === undefined || world === undefined) return undefined;
  const times = findNumber(settings, meanings.settings("accumulation"));
  return product([
    [short(own), own.value],
    ...(times === undefined ? [] : ([[short(times), times.value]] as const)),
    [world.how, world.value],
    [lengthWord(length), length.value],
  ]);
}

/** What would give the tokens of a step: the factors that are missing beside a known batch, else the whole. */
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
  // Nothing missing: the tokens of a step are known, and the steps are not.
  return missing.length === 0 ? ["tokensPerStep"] : missing;
}

const short = ({ key }: Found): string => key;
const lengthWord = (length: { readonly how: string } | Counted): string => ("key" in length ? length.key : length.how);

function product(factors: readonly (readonly [string, number])[]): Fact {
  const how = factors.map(([word, value]) => `${word} ${value}`).join(" × ");
  return { value: factors.reduce((all, [, value]) => all * value, 1), from: "derived", kind: "tokens", how };
}
