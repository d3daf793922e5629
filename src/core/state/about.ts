import type { About } from "../fit/points/curve";
import { lastPiece } from "../runs/words/config";
import { usualFacetName } from "../runs/words/facetNames";
import { normalKey } from "../runs/words/names";
import type { Run, Scalar, Series } from "../runs/run";
import { lastFiniteIndex } from "../stats/lastFiniteIndex";
import { hasDecayed } from "./schedule";
import { titlesOf } from "./titles";

/** What is to be known of the runs of a group: `decayed` reads their learning rates, which is not free. */
export interface Asked {
  readonly decayed: boolean;
}

/** What the fit is told of each run of a group, in their order. */
export function aboutRuns(runs: readonly Run[], metric: string, { decayed }: Asked): About[] {
  const titles = titlesOfRuns(runs);
  const rates = runs.map((run) => Number(settingOf(run, "lr") ?? NaN));
  const seeds = runs.map((run) => settingOf(run, "seed") ?? "");
  const configurations = configurationsOf(runs, metric, rates.map(String), seeds);
  const families = familiesOf(
    runs,
    runs.map((_, i) => `${configurations[i] ?? ""} ${rates[i] ?? ""}`),
  );
  return runs.map((run, i): About => {
    const [rate = NaN, seed = "", family = run.name] = [rates[i], seeds[i], families[i]];
    const down = decayed ? hasDecayed(run) : undefined;
    return {
      title: titles[i] ?? run.name,
      family,
      configuration: configurations[i] ?? run.id,
      ...(Number.isFinite(rate) ? { rate } : {}),
      ...(seed === "" ? {} : { seed }),
      ...(down === undefined ? {} : { decayed: down }),
    };
  });
}

/** The size where it tells each run from the others of its group, else whatever does, its name, or its id. */
function titlesOfRuns(runs: readonly Run[]): string[] {
  const unique = (names: readonly string[]): boolean => new Set(names).size === names.length && !names.includes("");
  const sizes = runs.map(({ facets }) => facets.get("size") ?? "");
  if (unique(sizes)) return sizes;
  // A learning rate that goes with the size tells the runs as well, and says less.
  const told = [["lr"], []].map((less) =>
    titlesOf(runs.map(({ facets }) => new Map([...facets].filter(([name]) => !less.includes(name))))),
  );
  const best = told.find(unique);
  if (best !== undefined) return best;
  const names = runs.map(({ name }) => name);
  return unique(names) ? names : runs.map(({ id }) => id);
}

/** A title a run, told among one run of each key by all but its seed. */
function familiesOf(runs: readonly Run[], keys: readonly string[]): string[] {
  const first = new Map<string, Run>();
  runs.forEach((run, i) => {
    const facets = new Map([...run.facets].filter(([name]) => usualFacetName[normalKey(name)] !== "seed"));
    if (!first.has(keys[i] ?? "")) first.set(keys[i] ?? "", { ...run, facets });
  });
  const titles = titlesOfRuns([...first.values()]);
  const named = new Map([...first.keys()].map((key, i) => [key, titles[i] ?? ""]));
  return keys.map((key) => named.get(key) ?? "");
}

/** A setting by what people call it ("lr", "seed"): as it is set, else as a facet says it. */
function settingOf(run: Run, name: "lr" | "seed"): string | undefined {
  const facet = run.facets.get(name);
  const set = [...run.config].find(
    ([key, value]) => value !== "" && usualFacetName[normalKey(lastPiece(key))] === name,
  )?.[1];
  return set === undefined ? facet : String(set satisfies Scalar);
}

/**
 * A text a run, equal where runs differ in nothing but learning rate and seed: the same facets but those that say these or are mere
 * labels, the same N,
 * and a length within a tenth (runs that ended early are no peers of those that did not).
 */
function configurationsOf(
  runs: readonly Run[],
  metric: string,
  rates: readonly string[],
  seeds: readonly string[],
): string[] {
  const names = [...new Set(runs.flatMap((run) => [...run.facets.keys()]))].filter((name) => {
    const values = runs.map((run) => run.facets.get(name) ?? "");
    if (["lr", "seed"].includes(usualFacetName[normalKey(name)] ?? "") || labels.has(normalKey(name))) return false;
    return !(isPlaceInName(name) && (saysSame(values, rates) || saysSame(values, seeds)));
  });
  const same = runs.map((run) =>
    JSON.stringify([names.map((name) => run.facets.get(name) ?? ""), run.facts.params?.value ?? 0]),
  );
  const lengths = lengthClasses(runs, metric, same);
  return same.map((text, i) => `${text} ${lengths[i] ?? 0}`);
}

/** Facets that say under what name runs were kept, not how they were trained. */
const labels = new Set(["experiment", "project", "group", "tag", "run_name"]);

/** Facets that were found as a word of a name or a folder, not as a setting. */
const isPlaceInName = (facet: string): boolean => /^(name|folder)( \d+)?$/.test(facet);

/** Whether each value of one goes with one of the other, and there is more than one. */
function saysSame(a: readonly string[], b: readonly string[]): boolean {
  const pairs = new Set(a.map((value, i) => JSON.stringify([value, b[i]]))).size;
  return pairs > 1 && new Set(a).size === pairs && new Set(b).size === pairs;
}

/** Runs of one text, parted where the sorted lengths jump by more than a tenth. */
function lengthClasses(runs: readonly Run[], metric: string, same: readonly string[]): number[] {
  const lengths = runs.map((run) => run.facts.tokens?.value ?? lastStep(run.series(metric)));
  const classes = runs.map(() => 0);
  for (const text of new Set(same)) {
    const own = [...runs.keys()].filter((i) => same[i] === text).sort((i, j) => (lengths[i] ?? 0) - (lengths[j] ?? 0));
    let at = 0;
    own.forEach((i, k) => {
      if (k > 0 && (lengths[i] ?? NaN) > 1.1 * (lengths[own[k - 1] ?? -1] ?? NaN)) at++;
      classes[i] = at;
    });
  }
  return classes;
}

function lastStep(series: Series | undefined): number {
  return series?.step[lastFiniteIndex(series.step)] ?? 0;
}
