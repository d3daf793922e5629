import { findNumber, type Found, type Settings } from "../words/config";
import type { Fact } from "../run";
import type { Described } from "../described/described";

type Set = Described["facts"];
type Counted = Found & { readonly value: number };

const GIVEN =
  "tokens_per_step tokens_per_batch tokens_per_iter tokens_per_iteration total_batch_size batch_tokens " +
  "global_batch_size_tokens batch_size_tokens";
const GLOBAL_BATCH = "global_batch_size global_train_batch_size total_train_batch_size global_bs effective_batch_size";
const DEVICE_BATCH =
  "per_device_train_batch_size micro_batch_size train_micro_batch_size_per_gpu device_train_microbatch_size " +
  "device_batch_size per_gpu_batch_size batch_size_per_gpu per_device_batch_size";
/** Not the world size: that counts devices which share a sequence, too. */
const DATA_PARALLEL = "data_parallel_size dp_size dp_world_size";
const ACCUMULATION =
  "gradient_accumulation_steps grad_accum_steps accumulate_grad_batches accumulation_steps grad_accum";
const LENGTH =
  "seq_len seq_length sequence_length max_seq_len max_seq_length context_length block_size n_ctx max_length";

/** Tokens of one sequence: as it was set, else as it is configured. */
export function sequenceLength(
  settings: Settings,
  set: Set,
): { readonly value: number; readonly how: string } | undefined {
  return set.get("sequenceLength") ?? findNumber(settings, LENGTH);
}

/** Tokens of one step as its owner or the settings say it outright. */
export function tokensPerStepGiven(settings: Settings, set: Set): Fact | undefined {
  const said = set.get("tokensPerStep");
  if (said !== undefined) return said;
  const given = findNumber(settings, GIVEN);
  if (given === undefined || given.value <= 1) return undefined;
  return { value: given.value, from: given.from, kind: "tokens", how: given.how };
}

/**
 * Tokens of one step from batch and sequence length. A batch per device needs the number of devices: it is never
 * taken to be 1. Without a word of accumulation there is none.
 */
export function tokensPerStepFromBatch(settings: Settings, set: Set): Fact | undefined {
  const length = sequenceLength(settings, set);
  if (length === undefined) return undefined;
  const batch = findNumber(settings, GLOBAL_BATCH);
  if (batch !== undefined)
    return product([
      [short(batch), batch.value],
      [lengthWord(length), length.value],
    ]);
  const world = set.get("worldSize") ?? findNumber(settings, DATA_PARALLEL);
  const own = findNumber(settings, DEVICE_BATCH);
  if (own === undefined || world === undefined) return undefined;
  const times = findNumber(settings, ACCUMULATION);
  return product([
    [short(own), own.value],
    ...(times === undefined ? [] : ([[short(times), times.value]] as const)),
    [world.how, world.value],
    [lengthWord(length), length.value],
  ]);
}

/** What would give the tokens of a step: the factors that are missing beside a known batch, else the whole. */
export function factorsMissing(settings: Settings, set: Set): ("worldSize" | "sequenceLength" | "tokensPerStep")[] {
  const all = findNumber(settings, GLOBAL_BATCH);
  const own = findNumber(settings, DEVICE_BATCH);
  if (all === undefined && own === undefined) return ["tokensPerStep"];
  const world = set.get("worldSize") ?? findNumber(settings, DATA_PARALLEL);
  const missing = [
    ...(all === undefined && world === undefined ? (["worldSize"] as const) : []),
    ...(sequenceLength(settings, set) === undefined ? (["sequenceLength"] as const) : []),
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
