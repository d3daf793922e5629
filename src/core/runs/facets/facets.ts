import { knownConventions } from "../conventions";
import type { FolderNames } from "../conventions/folderNames";
import { oneSpelling } from "./alike";
import { candidatesOf } from "./candidates";
import type { FacetCandidate, FacetRun } from "../words/facetNames";
import { matchPattern } from "../words/pattern";
import { followsScale, isCount } from "./scale";
import { followsCount, isIdentity, isNumeric } from "./measured";

export type { FacetRun } from "../words/facetNames";

/** Run id → facet → value. */
export type Facets = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A facet with more values than this is no better than the runs' names. */
const maxValues = 40;
/** The same for words known only by their position in a name. */
const maxWords = 12;
const maxFacets = 8;

/**
 * Finds what varies between the runs of a study, or reads it by a pattern (`{mix}/{init}-{size}`) where one is given, for the run
 * or for all. Facets set by hand override both.
 */
export function findFacets(
  runs: readonly FacetRun[],
  pattern = "",
  folders: FolderNames = knownConventions.folders,
): Facets {
  const facets = new Map(runs.map((run) => [run.id, new Map<string, string>()]));
  const put = (run: FacetRun | undefined, name: string, value: string) => {
    if (run !== undefined && value !== "") facets.get(run.id)?.set(name, value);
  };
  const patternOf = (run: FacetRun) => run.pattern ?? pattern;
  const others = runs.filter((run) => patternOf(run) === "");
  for (const run of runs) {
    if (patternOf(run) === "") continue;
    for (const [name, value] of matchPattern(patternOf(run), run.pieces.join("/")) ?? []) put(run, name, value);
  }
  for (const candidate of chosen(others, folders))
    candidate.values.forEach((value, i) => {
      put(others[i], candidate.name, value);
    });
  for (const run of runs) for (const [name, value] of run.set ?? []) put(run, name, value);
  return facets;
}

/** Facets set by hand, as candidates. */
function setCandidates(runs: readonly FacetRun[]): FacetCandidate[] {
  const names = new Set(runs.flatMap((run) => [...(run.set?.keys() ?? [])]));
  return [...names].map((name) => ({ name, values: runs.map((run) => run.set?.get(name) ?? ""), rank: -1 }));
}

function chosen(runs: readonly FacetRun[], folders: FolderNames): FacetCandidate[] {
  const all = candidatesOf(runs, folders)
    .map((candidate) => ({ ...candidate, values: oneSpelling(candidate.values) }))
    .sort((a, b) => orderOf(a) - orderOf(b));
  const kept: FacetCandidate[] = [];
  const set = setCandidates(runs);
  for (const candidate of all) {
    if (!isTelling(candidate, runs)) continue;
    // Values that were already set by hand under another name are not found a second time.
    if (set.some((other) => other.name !== candidate.name && saysSame(other.values, candidate.values))) continue;
    if (kept.some((other) => other.name === candidate.name || saysSame(other.values, candidate.values))) continue;
    // A facet that is a function of another adds nothing: widths of the size, folders of the experiment.
    const followed = kept.filter((other) => candidate.rank >= 3 || other.name === "size");
    if (candidate.rank >= 2 && followed.some((other) => follows(candidate.values, other.values))) continue;
    if (candidate.rank >= 3 && (followsTwo(candidate, kept) || repeats(candidate, kept))) continue;
    if (isNoise(candidate) && kept.length > 0 && follows(candidate.values, together(kept))) continue;
    kept.push(candidate);
    if (kept.length === maxFacets) break;
  }
  return kept;
}

/** Whether the values can group the runs: more than one, not too many, and not different in every run. */
function isTelling(candidate: FacetCandidate, runs: readonly FacetRun[]): boolean {
  const { rank, values } = candidate;
  const count = new Set(values.filter((value) => value !== "")).size;
  if (count < 2 || count > (rank >= 3 ? maxWords : maxValues)) return false;
  if (candidate.name !== "size" && isCount(values, runs)) return false;
  // A setting with a usual name was varied on purpose, unless the scale sets it.
  if (rank < 2) return !(scaled.has(candidate.name) && followsScale(values, runs));
  return !isIdentity(candidate, runs) && !(isNumeric(values) && followsCount(values, runs));
}

/** The setting that rules of thumb take from the scale of a run. */
const scaled = new Set(["batch"]);

/** Seeds: no treatment, only to be averaged over. */
const isNoise = ({ name }: FacetCandidate) => name === "seed";

/**
 * Of equivalent facets the first in this order is kept: a learning rate is the most telling; a seed is less telling than any word
 * of a name, but more than a bare number there.
 */
function orderOf(candidate: FacetCandidate): number {
  if (candidate.name === "lr") return Math.min(candidate.rank, 0.5);
  if (isNoise(candidate)) return 3.3;
  return candidate.rank === 3 && isNumeric(candidate.values) ? 3.6 : candidate.rank;
}

const together = (all: readonly FacetCandidate[]): string[] =>
  (all[0]?.values ?? []).map((_, i) => JSON.stringify(all.map(({ values }) => values[i] ?? "")));

/** Whether `a` is a function of `b` over the runs. */
function follows(a: readonly string[], b: readonly string[]): boolean {
  const seen = new Map<string, string>();
  return a.every((value, i) => {
    const by = b[i] ?? "";
    const known = seen.get(by);
    seen.set(by, value);
    return known === undefined || known === value;
  });
}

/** Whether it is a function of the size and one other facet: words that repeat the data set and something of the model. */
function followsTwo({ values }: FacetCandidate, kept: readonly FacetCandidate[]): boolean {
  const size = kept.find(({ name }) => name === "size");
  if (size === undefined) return false;
  return kept.some((other) => {
    const both = together([size, other]);
    // Two facets that tell all runs apart determine everything, which proves nothing.
    return other !== size && new Set(both).size * 2 <= both.length && follows(values, both);
  });
}

/** Whether its pieces only repeat the run's other facets: a folder `grid/45-45-10`. */
function repeats({ values }: FacetCandidate, kept: readonly FacetCandidate[]): boolean {
  const isOf = (piece: string) => (value: string | undefined) =>
    value !== undefined && value !== "" && (value === piece || Number(value) === Number(piece));
  return values.every((value, i) =>
    value.split("/").every((piece) => piece === "" || kept.some((other) => isOf(piece)(other.values[i]))),
  );
}

const saysSame = (a: readonly string[], b: readonly string[]) => follows(a, b) && follows(b, a);
