import { knownConventions } from "../conventions";
import type { FolderNames } from "../conventions/folderNames";
import { candidatesOf } from "./candidates";
import type { Candidate, FacetRun } from "../words/facetNames";
import { matchPattern } from "../words/pattern";
import { followsCount, isIdentity, isNumeric } from "./measured";

export type { FacetRun } from "../words/facetNames";

/** Run id → facet → value. */
export type Facets = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A facet with more values than this tells the runs apart no better than their names. */
const MOST_VALUES = 40;
/** The same where all that is known of the value is its place in a name. */
const MOST_WORDS = 12;
const MOST_FACETS = 8;

/**
 * Finds what varies between the runs of a study, or reads it by a pattern (`{mix}/{init}-{size}`) where one is given, for the run
 * or for all. What was set of a run goes before both.
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

/** What was set, by facet. */
function setCandidates(runs: readonly FacetRun[]): Candidate[] {
  const names = new Set(runs.flatMap((run) => [...(run.set?.keys() ?? [])]));
  return [...names].map((name) => ({ name, values: runs.map((run) => run.set?.get(name) ?? ""), rank: -1 }));
}

function chosen(runs: readonly FacetRun[], folders: FolderNames): Candidate[] {
  const all = candidatesOf(runs, folders).sort((a, b) => orderOf(a) - orderOf(b));
  const kept: Candidate[] = [];
  const set = setCandidates(runs);
  for (const candidate of all) {
    if (!isTelling(candidate, runs)) continue;
    // What was set by another name, and is all that differs, is not found a second time.
    if (set.some((other) => other.name !== candidate.name && saysSame(other.values, candidate.values))) continue;
    if (kept.some((other) => other.name === candidate.name || saysSame(other.values, candidate.values))) continue;
    // What follows from another facet adds nothing: widths from the size, folders from the experiment, a seed from a run's all.
    const followed = kept.filter((other) => candidate.rank >= 3 || other.name === "size");
    if (candidate.rank >= 2 && followed.some((other) => follows(candidate.values, other.values))) continue;
    if (candidate.rank >= 3 && (followsTwo(candidate, kept) || repeats(candidate, kept))) continue;
    if (isNoise(candidate) && kept.length > 0 && follows(candidate.values, together(kept))) continue;
    kept.push(candidate);
    if (kept.length === MOST_FACETS) break;
  }
  return kept;
}

/** Whether the values can part the runs: more than one, not too many, and not what is another one in every run. */
function isTelling(candidate: Candidate, runs: readonly FacetRun[]): boolean {
  const { rank, values } = candidate;
  const count = new Set(values.filter((value) => value !== "")).size;
  if (count < 2 || count > (rank >= 3 ? MOST_WORDS : MOST_VALUES)) return false;
  // Unless its name says it is set on purpose.
  if (rank < 2) return true;
  return !isIdentity(candidate, runs) && !(isNumeric(values) && followsCount(values, runs));
}

/** Says nothing of what was done: it is there to be averaged over. */
const isNoise = ({ name }: Candidate) => name === "seed";

/**
 * Of facets that say the same the first is kept: a learning rate tells best what was done; a seed least, and less than any word
 * of a name, though more than a bare number there.
 */
function orderOf(candidate: Candidate): number {
  if (candidate.name === "lr") return Math.min(candidate.rank, 0.5);
  if (isNoise(candidate)) return 3.3;
  return candidate.rank === 3 && isNumeric(candidate.values) ? 3.6 : candidate.rank;
}

const together = (all: readonly Candidate[]): string[] =>
  (all[0]?.values ?? []).map((_, i) => JSON.stringify(all.map(({ values }) => values[i] ?? "")));

/** Whether a value of `b` decides the value of `a` in every run. */
function follows(a: readonly string[], b: readonly string[]): boolean {
  const seen = new Map<string, string>();
  return a.every((value, i) => {
    const by = b[i] ?? "";
    const known = seen.get(by);
    seen.set(by, value);
    return known === undefined || known === value;
  });
}

/** Whether the size and one other facet decide it: words that say the data set again, and something of the model. */
function followsTwo({ values }: Candidate, kept: readonly Candidate[]): boolean {
  const size = kept.find(({ name }) => name === "size");
  if (size === undefined) return false;
  return kept.some((other) => {
    const both = together([size, other]);
    // Two that part all runs decide everything, and say nothing by it.
    return other !== size && new Set(both).size * 2 <= both.length && follows(values, both);
  });
}

/** Whether it only says again, piece by piece, what the run's other facets say: a folder `grid/45-45-10`. */
function repeats({ values }: Candidate, kept: readonly Candidate[]): boolean {
  const isOf = (piece: string) => (value: string | undefined) =>
    value !== undefined && value !== "" && (value === piece || Number(value) === Number(piece));
  return values.every((value, i) =>
    value.split("/").every((piece) => piece === "" || kept.some((other) => isOf(piece)(other.values[i]))),
  );
}

const saysSame = (a: readonly string[], b: readonly string[]) => follows(a, b) && follows(b, a);
