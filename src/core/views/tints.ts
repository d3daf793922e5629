import { isLabel } from "../observe/matched";
import type { Run } from "../runs/run";
import { automaticFacets, compareNatural } from "../state/groups";
import { count } from "../print/numbers";
import type { LegendEntry, Tint } from "./figure";

/** The colours of a set of runs, and the legend that explains them. */
export interface Tints {
  readonly of: (run: Run) => Tint;
  readonly legend: readonly { readonly title: string; readonly entries: readonly LegendEntry[] }[];
}

/** Past this many values a facet is no longer told apart by hue, only by the ramp. */
const mostHues = 10;

/**
 * Hue by a facet, and shade by model size wherever the runs have more than one. `colorBy` is a facet, "size", "run", or "auto":
 * the first facet that tells laws apart and has between 2 and 10 values, else the sizes alone, else one hue a run.
 */
export function tintRuns(runs: readonly Run[], colorBy: string): Tints {
  const sizes = distinctSizes(runs);
  const by = colorBy === "auto" ? automaticColor(runs, sizes.length) : colorBy;
  const shades = new Map(sizes.map((size, rank) => [size, sizes.length > 1 ? rank / (sizes.length - 1) : 1]));
  const shadeOf = (run: Run): Tint => {
    const shade = sizes.length > 1 ? shades.get(run.facts.params?.value ?? NaN) : undefined;
    return shade === undefined ? {} : { shade };
  };
  const sizeLegend = (hue: Tint): Tints["legend"] => (sizes.length > 1 ? [sizeEntries(sizes, hue)] : []);
  if (by === "size") return { of: (run) => ({ hue: 0, ...shadeOf(run) }), legend: sizeLegend({ hue: 0 }) };

  const valueOf = (run: Run): string => (by === "run" ? run.name : (run.facets.get(by) ?? ""));
  const values = [...new Set(runs.map(valueOf))].sort(inOrder);
  const rankOf = new Map(values.map((value, rank) => [value, rank]));
  if (values.length > mostHues && by !== "run") return rampOver(values, valueOf, by);
  const entries = values.slice(0, mostHues).map((label, rank): LegendEntry => {
    return { label: label === "" ? "(none)" : label, tint: hueOf(label, rank), role: "curve" };
  });
  return {
    of: (run) => {
      const value = valueOf(run);
      return { ...hueOf(value, rankOf.get(value) ?? 0), ...(by === "run" ? {} : shadeOf(run)) };
    },
    legend: [{ title: by === "run" ? "Run" : by, entries }, ...(by === "run" ? [] : sizeLegend({}))],
  };
}

/** What has no value is in no hue: it is none of the things that are told apart. */
function hueOf(value: string, rank: number): Tint {
  return value === "" ? {} : { hue: rank % mostHues };
}

/** Names as they are read, numbers as numbers; late before early, as the field draws them; runs without a value last. */
function inOrder(a: string, b: string): number {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  const late = (name: string): string => name.toLowerCase().replace("late", "early");
  const isLate = (name: string): boolean => late(name) !== name.toLowerCase();
  if (late(a) === late(b) && isLate(a) !== isLate(b)) return isLate(a) ? -1 : 1;
  return compareNatural(a, b);
}

/** Model sizes that occur, rising. */
export function distinctSizes(runs: readonly Run[]): number[] {
  const sizes = [...new Set(runs.map((run) => run.facts.params?.value ?? NaN))].filter((n) => n > 0);
  return sizes.sort((a, b) => a - b);
}

function sizeEntries(sizes: readonly number[], hue: Tint): Tints["legend"][number] {
  const shown =
    sizes.length <= 8 ? sizes : [sizes[0] ?? NaN, sizes[Math.floor(sizes.length / 2)] ?? NaN, sizes.at(-1) ?? NaN];
  return {
    title: "Parameters",
    entries: shown.map((size) => ({
      label: count(size),
      tint: { ...hue, shade: sizes.indexOf(size) / (sizes.length - 1) },
      role: "curve",
    })),
  };
}

/** The facet with the most values that hues can still tell apart; one that only says where runs were kept comes last. */
function automaticColor(runs: readonly Run[], sizes: number): string {
  const candidates = automaticFacets(runs)
    .map((facet) => ({ facet, values: new Set(runs.map((run) => run.facets.get(facet) ?? "")).size }))
    .filter(({ values }) => values >= 2 && values <= mostHues)
    .sort((a, b) => Number(isLabel(a.facet)) - Number(isLabel(b.facet)) || b.values - a.values);
  return candidates[0]?.facet ?? (sizes > 1 ? "size" : "run");
}

function rampOver(values: readonly string[], valueOf: (run: Run) => string, title: string): Tints {
  const shade = new Map(values.map((value, rank) => [value, rank / (values.length - 1)]));
  const ends = [values[0] ?? "", values.at(-1) ?? ""];
  return {
    of: (run) => ({ hue: 0, shade: shade.get(valueOf(run)) ?? 0 }),
    legend: [{ title, entries: ends.map((label, end) => ({ label, tint: { hue: 0, shade: end }, role: "curve" })) }],
  };
}
