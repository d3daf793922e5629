import type { Run, Series } from "../runs/run";

/** A key as a formula can name it: `data.mix/text` is `data_mix_text`. */
export function identifierOf(key: string): string {
  return key.replace(/[^\p{L}\p{N}_]/gu, "_");
}

/**
 * A further input of a law for the rows of a series: a number of the run's configuration (a learning rate, the share of a mix) or
 * another of its metrics that was logged at the same rows. Undefined where the run has none of that name.
 */
export function inputOf(run: Run, series: Series, name: string): Float64Array | undefined {
  const setting = settingOf(run, name);
  if (setting !== undefined) return new Float64Array(series.step.length).fill(setting);
  const metric = run.metrics.find(({ key }) => key !== series.key && identifierOf(key) === name);
  const other = metric && run.series(metric.key);
  return other?.step.length === series.step.length ? other.value : undefined;
}

/** Every name that `inputOf` could be asked for. */
export function inputNames(run: Run): string[] {
  const settings = [...run.config].filter(([, value]) => typeof value === "number").map(([key]) => key);
  const facets = [...run.facets].filter(([, value]) => isNumber(value)).map(([key]) => key);
  return [...settings, ...facets, ...run.metrics.map(({ key }) => key)].map(identifierOf);
}

function settingOf(run: Run, name: string): number | undefined {
  for (const [key, value] of run.config) if (typeof value === "number" && identifierOf(key) === name) return value;
  for (const [key, value] of run.facets) if (isNumber(value) && identifierOf(key) === name) return Number(value);
  return undefined;
}

const isNumber = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));
