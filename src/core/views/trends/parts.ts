import type { Run } from "../../runs/run";
import { compareNatural, separates } from "../../state/groups";
import { facetValues } from "../../state/select";

/** Runs that are drawn in one row of charts. */
export interface Part {
  /** "" for the one row of a study that has no other. */
  readonly title: string;
  readonly runs: readonly Run[];
}

/** More rows than this are no overview. */
const mostParts = 8;

/**
 * The rows of the trends. `by` is a facet, "none", or "auto": the facet whose values are studies of their own, in which other things
 * were varied (a grid over mixes beside a comparison of two inits). Rows of few runs come first: they are read line by line.
 */
export function partsOf(runs: readonly Run[], by: string): readonly Part[] {
  const facet = by === "auto" ? partingFacet(runs) : by;
  const parts = new Map<string, Run[]>();
  for (const run of runs) {
    const title = facet === undefined ? "" : (run.facets.get(facet) ?? "");
    const known = parts.get(title);
    if (known === undefined) parts.set(title, [run]);
    else known.push(run);
  }
  if (parts.size < 2) return [{ title: "", runs }];
  const titled = [...parts].map(([title, own]) => ({ title: title === "" ? "(none)" : title, runs: own }));
  return [...(by === "auto" ? foldersOf(titled) : titled)].sort(
    (a, b) => a.runs.length - b.runs.length || compareNatural(a.title, b.title),
  );
}

/** A facet that every run has, and in two of whose values different things were varied: in each something that is not in the other. */
function partingFacet(runs: readonly Run[]): string | undefined {
  const facets = facetValues(runs);
  for (const [facet, values] of facets) {
    const isEverywhere = runs.every((run) => (run.facets.get(facet) ?? "") !== "");
    if (!isEverywhere || values.length < 2 || values.length > mostParts || !separates(facet, values)) continue;
    const parts = values.map((value) => runs.filter((run) => run.facets.get(facet) === value));
    // A value of one run alone is a case, and no study.
    if (parts.some((own) => own.length < 2)) continue;
    const varied = parts.map((own) => [...facets.keys()].filter((name) => varies(own, name)));
    const lacks = (some: readonly string[], others: readonly string[]): boolean =>
      some.some((name) => !others.includes(name));
    if (varied.some((some) => varied.some((others) => lacks(some, others) && lacks(others, some)))) return facet;
  }
  return undefined;
}

function varies(runs: readonly Run[], name: string): boolean {
  const values = new Set(runs.map((run) => run.facets.get(name) ?? "").filter((value) => value !== ""));
  return values.size > 1;
}

/** Parts that have a top folder each are called by it: that is what the person called them. */
function foldersOf(parts: readonly Part[]): readonly Part[] {
  const folders = parts.map(({ runs }) => new Set(runs.map(({ folder }) => folder.split("/")[0] ?? "")));
  const names = folders.map((own) => (own.size === 1 ? ([...own][0] ?? "") : ""));
  const areOwn = names.every((name) => name !== "") && new Set(names).size === names.length;
  return areOwn ? parts.map((part, i) => ({ ...part, title: names[i] ?? part.title })) : parts;
}
