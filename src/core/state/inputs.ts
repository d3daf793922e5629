import type { Run, Series } from "../runs/run";

/** A key as a formula can name it: `data.mix/text` is `data_mix_text`. */
export function identifierOf(key: string): string {
  return key.replace(/[^\p{L}\p{N}_]/gu, "_");
}

/** One value that all rows of a series share, or a value a row. */
export type RowValues = number | Float64Array;

/** As a column of n rows. */
export function columnOf(values: RowValues, n: number): Float64Array {
  return typeof values === "number" ? new Float64Array(n).fill(values) : values;
}

/** At one row; NaN outside the column. */
export function valueAt(values: RowValues, row: number): number {
  return typeof values === "number" ? values : (values[row] ?? NaN);
}

/**
 * A further input of a law for the rows of a series: a number of the run's configuration (a learning rate), a share of its mix, or
 * another of its metrics that was logged at the same rows. Undefined where the run has none of that name.
 */
export function inputOf(run: Run, series: Series, name: string): RowValues | undefined {
  const setting = settingOf(run, name);
  if (setting !== undefined) return setting;
  const metric = run.metrics.find(({ key }) => key !== series.key && identifierOf(key) === name);
  const other = metric && run.series(metric.key);
  return other?.step.length === series.step.length ? other.value : undefined;
}

/** A longer setting is no list of domains. */
const longestList = 1000;

/**
 * The shares of a mix that is written as its percentages, `45-45-10`: `mix_1`, `mix_2` … and, where a setting lists as many domains
 * (`mix_domains: image,code,text`), `mix_image` … by name. They add up to 1.
 */
export function mixShares(run: Run): ReadonlyMap<string, number> {
  const parts = (run.facets.get("mix") ?? String(run.config.get("mix") ?? "")).split(/[-_:/]/).map(Number);
  const sum = parts.reduce((total, part) => total + part, 0);
  if (parts.length < 2 || !parts.every((part) => part >= 0) || !(sum >= 99 && sum <= 101)) return new Map();
  const shares = parts.map((part) => part / sum);
  const [listed] = [...run.config].flatMap(([key, value]) =>
    typeof value === "string" && /(^|[/._])(mix_|data_)?domains$/.test(key) ? [value] : [],
  );
  const domains = listed === undefined || listed.length > longestList ? [] : listed.split(/[,;]/);
  const names = domains.length === shares.length ? domains.map((name) => name.trim()) : [];
  return new Map([
    ...shares.map((share, i) => [`mix_${i + 1}`, share] as const),
    ...names.map((name, i) => [`mix_${identifierOf(name)}`, shares[i] ?? NaN] as const),
  ]);
}

/** Every name that `inputOf` could be asked for. */
export function inputNames(run: Run): string[] {
  const settings = [...run.config].filter(([, value]) => typeof value === "number").map(([key]) => key);
  const facets = [...run.facets].filter(([, value]) => isNumber(value)).map(([key]) => key);
  return [...settings, ...facets, ...mixShares(run).keys(), ...run.metrics.map(({ key }) => key)].map(identifierOf);
}

function settingOf(run: Run, name: string): number | undefined {
  for (const [key, value] of run.config) if (typeof value === "number" && identifierOf(key) === name) return value;
  for (const [key, value] of run.facets) if (isNumber(value) && identifierOf(key) === name) return Number(value);
  return mixShares(run).get(name);
}

const isNumber = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));
