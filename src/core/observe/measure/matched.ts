import type { Run } from "../../runs/run";

/** Facets that say which of several like runs it is. */
const draws = new Set(["seed", "random_seed", "rng_seed", "data_seed", "torch_seed", "seeds", "replicate", "trial"]);

/** The last piece of a key, lower case: `train/seed` is `seed`. */
const lastPiece = (key: string): string =>
  key.slice(Math.max(key.lastIndexOf("/"), key.lastIndexOf(".")) + 1).toLowerCase();

/** What draw of chance a run is, as its settings say; "" where they say nothing. */
export function seedOf(run: Run): string {
  const facet = [...run.facets].find(([name]) => draws.has(lastPiece(name)));
  const setting = [...run.config].find(([key]) => draws.has(lastPiece(key)));
  return facet?.[1] ?? (setting === undefined ? "" : String(setting[1]));
}

/** Facets that only say where or under what name a run was kept, not how it was trained. */
export const isLabel = (facet: string): boolean =>
  facet.startsWith("folder ") ||
  ["experiment", "project", "group", "name", "run_name", "tag"].includes(lastPiece(facet));

/** Of runs with one seed the longest: a short run of a sweep may repeat the start of another. */
export function oneOfEachSeed(runs: readonly Run[]): Run[] {
  const kept = new Map<string, Run>();
  const length = ({ facts: { tokens } }: Run): number => tokens?.value ?? 0;
  for (const run of runs) {
    const before = kept.get(seedOf(run));
    if (before === undefined || length(run) > length(before)) kept.set(seedOf(run), run);
  }
  return [...kept.values()];
}

export const isDraw = (facet: string): boolean => draws.has(lastPiece(facet));

/** Runs of which nothing else is known to differ than one facet (and the seed). */
export interface Matched {
  /** Value of the facet → its runs. */
  readonly values: ReadonlyMap<string, readonly Run[]>;
  /** Other facets that go with it, value for value: what differs may be theirs. */
  readonly confounded: readonly string[];
}

/**
 * Groups of runs that are alike in size and in every facet but this one, the seed, positions in the path, and such facets as this one
 * decides; each group holds two values of it or more.
 */
export function matchedBy(facet: string, runs: readonly Run[]): Matched[] {
  const names = [...new Set(runs.flatMap((run) => [...run.facets.keys()]))].filter(
    (name) => name !== facet && !isDraw(name) && !isLabel(name),
  );
  const decided = names.filter((name) => decides(facet, name, runs));
  const buckets = new Map<string, Run[]>();
  for (const run of runs) {
    if (!run.facets.has(facet)) continue;
    const key = JSON.stringify([
      run.facts.params?.value ?? null,
      ...names.filter((name) => !decided.includes(name)).map((name) => run.facets.get(name) ?? null),
    ]);
    buckets.set(key, [...(buckets.get(key) ?? []), run]);
  }
  return [...buckets.values()].flatMap((own) => {
    const values = new Map<string, Run[]>();
    for (const run of own) {
      const value = run.facets.get(facet) ?? "";
      values.set(value, [...(values.get(value) ?? []), run]);
    }
    for (const [value, all] of values) values.set(value, oneOfEachSeed(all));
    const confounded = decided.filter((name) => new Set(own.map((run) => run.facets.get(name))).size > 1);
    return values.size < 2 ? [] : [{ values, confounded }];
  });
}

/** Whether every value of a facet goes with one value of another, among runs that have the first. */
function decides(facet: string, other: string, runs: readonly Run[]): boolean {
  const seen = new Map<string, string | undefined>();
  for (const run of runs) {
    const value = run.facets.get(facet);
    if (value === undefined) continue;
    const here = run.facets.get(other);
    if (seen.has(value) && seen.get(value) !== here) return false;
    seen.set(value, here);
  }
  return true;
}
