import type { Metric, Run } from "../runs/run";

/** How many keys are named. */
const named = 3;

/**
 * What runs without a cross-entropy have instead, and how it is fitted, in a sentence or a few: bits per byte as they are, a perplexity by
 * its logarithm, an accuracy as 1 − accuracy. Undefined where some run has a cross-entropy, or there is no run.
 */
export function noLoss(runs: readonly Run[]): string | undefined {
  const metrics = new Map(runs.flatMap((run) => run.metrics.map((metric) => [metric.key, metric] as const)));
  if (runs.length === 0 || [...metrics.values()].some(({ quantity, role }) => quantity === "ce" && role !== "other"))
    return undefined;
  if (metrics.size === 0) return "No run has a metric: nothing that was logged by step or size is a number.";
  const of = (quantity: Metric["quantity"]): string[] =>
    [...metrics.values()].filter((one) => one.quantity === quantity).map(({ key }) => key);
  const offers = [bitsPerByte(of("bpb")), perplexity(of("ppl")), accuracy(of("acc"))].filter(
    (one) => one !== undefined,
  );
  const there = `No run has a cross-entropy; there is ${list([...metrics.keys()])}.`;
  const other = "Any of them can be fitted: choose it under Metrics (--metric KEY).";
  return [there, ...(offers.length > 0 ? offers : [other])].join(" ");
}

const list = (keys: readonly string[]): string =>
  keys.length > named ? `${keys.slice(0, named).join(", ")} and ${keys.length - named} more` : keys.join(", ");

function bitsPerByte([key]: readonly string[]): string | undefined {
  return key === undefined
    ? undefined
    : `${key} is in bits per byte and a loss as it is: choose it under Metrics (--metric ${key}).`;
}

function perplexity([key]: readonly string[]): string | undefined {
  return key === undefined
    ? undefined
    : `${key} is a perplexity, whose logarithm is the cross-entropy: ${said(key, { quantity: "ce", unit: "ppl" })}.`;
}

function accuracy([key]: readonly string[]): string | undefined {
  if (key === undefined) return undefined;
  const how = said(key, { unit: "accuracy" });
  return `${key} is an accuracy; 1 − ${key} falls as a loss does: ${how}, and choose it under Metrics (--metric ${key}).`;
}

const said = (key: string, setting: Readonly<Record<string, string>>): string =>
  `write ${JSON.stringify({ metrics: { [key]: setting } })} into isoflop.json beside the logs`;
