import { anyMeaning } from "../conventions";
import type { FacetCandidate, FacetRun } from "../words/facetNames";

/**
 * Tells settings from measurements: speeds, times, memory and losses are measured, and so is a number that differs in nearly
 * every run. Measurements are no facets.
 */

const measuredWords = new Set(
  (
    "seconds second secs sec ms millis minutes hours throughput mfu hfu tps wps tflops gflops flops tokens_per_second runtime elapsed " +
    "duration walltime speed mem memory vram utilization utilisation util watts energy watt kwh cost latency bandwidth stderr std"
  ).split(" "),
);

/** Whether a number under this key is measured rather than set: `seconds_per_step`, `gpu_mem_gb`, `best_val_loss`. */
export function isMeasuredName(key: string): boolean {
  if (anyMeaning.metricOf(key).quantity !== "other") return true;
  return key
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => measuredWords.has(word));
}

/** Whether every value that is there is a number. */
export const isNumeric = (values: readonly string[]): boolean =>
  values.every((value) => value === "" || Number.isFinite(Number(value)));

/** Values that differ in more than this share of the run names identify runs rather than group them. Runs of one name count once. */
const maxDistinctShare = 0.5;

/** Whether the values identify runs, as an id does: different in every run or, for numbers, in most of many runs. */
export function isIdentity(candidate: FacetCandidate, runs: readonly FacetRun[]): boolean {
  const names = new Set<string>();
  const values = new Set<string>();
  let count = 0;
  candidate.values.forEach((value, i) => {
    if (value === "") return;
    names.add(runs[i]?.name ?? "");
    values.add(value);
    count++;
  });
  if (count > 2 && values.size === count) return true;
  if (names.size > 2 && values.size === names.size) return true;
  return names.size > 4 && isNumeric(candidate.values) && values.size > maxDistinctShare * names.size;
}

/** Relative tolerance for “the same multiple in all runs”. */
const tolerance = 0.02;

/** Whether the values are the same multiple of N, D, C or D/N in every run, as a token multiplier is: then they are redundant. */
export function followsCount(values: readonly string[], runs: readonly FacetRun[]): boolean {
  const quantities: readonly ((run: FacetRun | undefined) => number)[] = [
    (run) => run?.params?.value ?? NaN,
    (run) => run?.tokens?.value ?? NaN,
    (run) => run?.flops?.value ?? NaN,
    (run) => (run?.tokens?.value ?? NaN) / (run?.params?.value ?? NaN),
  ];
  return quantities.some((quantity) => {
    let least = Infinity;
    let most = -Infinity;
    for (const [i, value] of values.entries()) {
      if (value === "") continue;
      const ratio = quantity(runs[i]) / Number(value);
      if (!(ratio > 0 && ratio < Infinity)) return false;
      least = Math.min(least, ratio);
      most = Math.max(most, ratio);
    }
    return most <= least * (1 + tolerance);
  });
}
