import { isLabel } from "../observe/measure/matched";
import type { Metric, Run } from "../runs/run";
import { automaticFacets, compareNatural } from "../state/groups";
import { count } from "../print/numbers";
import type { Legend, LegendEntry, Tint } from "./figure";

/** The colours of a set of lines, and the legend that explains them. */
export interface Tints {
  readonly of: (run: Run, metric?: Metric) => Tint;
  readonly legend: readonly Legend[];
  /** How many hues are taken: another set may begin after them. */
  readonly hues: number;
}

/** Past this many values a facet is no longer told apart by hue, only by the ramp. */
const mostHues = 10;

/**
 * Hue by a facet, and shade by model size wherever the runs have more than one. `colorBy` is a facet, "size", "run", or "auto":
 * the first facet that tells laws apart and has between 2 and 10 values, else the sizes alone, else one hue a run. `first` is the
 * hue that the first value gets.
 */
export function tintRuns(runs: readonly Run[], colorBy: string, first = 0): Tints {
  const sizes = distinctSizes(runs);
  const by = colorBy === "auto" ? automaticColor(runs, sizes.length) : colorBy;
  const shadeOf = shadesOf(sizes);
  if (by === "size") {
    const hue = { hue: first % mostHues };
    return { of: (run) => ({ ...hue, ...shadeOf(run) }), legend: sizeLegend(sizes, hue), hues: 1 };
  }
  const valueOf = (run: Run): string => (by === "run" ? run.name : (run.facets.get(by) ?? ""));
  const values = [...new Set(runs.map(valueOf))].sort(inOrder);
  if (values.length > mostHues && by !== "run") return rampOver(values, valueOf, by, first % mostHues);
  const hueOf = huesOf(values, first);
  return {
    of: (run) => ({ ...hueOf(valueOf(run)), ...(by === "run" ? {} : shadeOf(run)) }),
    legend: [
      { title: by === "run" ? "Run" : by, entries: entriesOf(values, hueOf) },
      ...(by === "run" ? [] : sizeLegend(sizes, {})),
    ],
    hues: Math.min(mostHues, values.filter((value) => value !== "").length),
  };
}

/** Hue by the domain of the metric, shade by model size: where all domains stand in one chart. */
export function tintDomains(runs: readonly Run[], domains: readonly string[]): Tints {
  const sizes = distinctSizes(runs);
  const shadeOf = shadesOf(sizes);
  const hueOf = huesOf(domains, 0);
  return {
    of: (run, metric) => ({ ...hueOf(metric?.domain ?? metric?.key ?? ""), ...shadeOf(run) }),
    legend: [{ title: "Domain", entries: entriesOf(domains, hueOf) }, ...sizeLegend(sizes, {})],
    hues: domains.length,
  };
}

/** What has no value is in no hue: it is none of the things that are told apart. */
function huesOf(values: readonly string[], first: number): (value: string) => Tint {
  const rankOf = new Map(values.map((value, rank) => [value, rank]));
  return (value) => (value === "" ? {} : { hue: (first + (rankOf.get(value) ?? 0)) % mostHues });
}

function entriesOf(values: readonly string[], hueOf: (value: string) => Tint): LegendEntry[] {
  return values
    .slice(0, mostHues)
    .map((label) => ({ label: label === "" ? "(none)" : label, tint: hueOf(label), role: "curve" }));
}

function shadesOf(sizes: readonly number[]): (run: Run) => Tint {
  const shades = new Map(sizes.map((size, rank) => [size, rank / Math.max(1, sizes.length - 1)]));
  return (run) => {
    const shade = sizes.length > 1 ? shades.get(run.facts.params?.value ?? NaN) : undefined;
    return shade === undefined ? {} : { shade };
  };
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

function sizeLegend(sizes: readonly number[], hue: Tint): Legend[] {
  if (sizes.length < 2) return [];
  const shown =
    sizes.length <= 8 ? sizes : [sizes[0] ?? NaN, sizes[Math.floor(sizes.length / 2)] ?? NaN, sizes.at(-1) ?? NaN];
  return [
    {
      title: "Parameters",
      entries: shown.map((size) => ({
        label: count(size),
        tint: { ...hue, shade: sizes.indexOf(size) / (sizes.length - 1) },
        role: "curve",
      })),
    },
  ];
}

/** The facet with the most values that hues can still tell apart; one that only says where runs were kept comes last. */
function automaticColor(runs: readonly Run[], sizes: number): string {
  const candidates = automaticFacets(runs)
    .map((facet) => ({ facet, values: new Set(runs.map((run) => run.facets.get(facet) ?? "")).size }))
    .filter(({ values }) => values >= 2 && values <= mostHues)
    .sort((a, b) => Number(isLabel(a.facet)) - Number(isLabel(b.facet)) || b.values - a.values);
  return candidates[0]?.facet ?? (sizes > 1 ? "size" : "run");
}

function rampOver(values: readonly string[], valueOf: (run: Run) => string, title: string, hue: number): Tints {
  const shade = new Map(values.map((value, rank) => [value, rank / (values.length - 1)]));
  const ends = [values[0] ?? "", values.at(-1) ?? ""];
  return {
    of: (run) => ({ hue, shade: shade.get(valueOf(run)) ?? 0 }),
    legend: [{ title, entries: ends.map((label, end) => ({ label, tint: { hue, shade: end }, role: "curve" })) }],
    hues: 1,
  };
}
