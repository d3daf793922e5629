import { duplicateHints, withoutDuplicates, type UniqueRun, type InferredRun } from "./duplicates";
import { findCandidates, type AssembleCache, type RunCandidate } from "./runCandidates";
import { knownConventions, type Conventions } from "../conventions";
import { setWords } from "../described/described";
import { findFacets } from "../facets/facets";
import { inferFacts, plannedSteps, type Inferred } from "../facts/facts";
import type { ConfigFile, LogFile } from "./files";
import type { SaidColumns } from "../table/layout";
import { resolveRestarts } from "../series/restarts";
import { notStudies } from "./notStudies";
import { innerNames } from "./place";
import { parsePattern } from "../words/pattern";
import type { Problem } from "../problem";
import { rowAtLine } from "../series/rowAtLine";
import type { Run, Series } from "../run";
import { seriesOf } from "../series/runSeries";
import { underOneKey } from "./sameMetric";
import { countsIn } from "../words/sizes";
import { statusOf } from "./status";
import type { StudyFile } from "../described/studyFile";
import { unreadableValues } from "../series/unreadable";

export type { AssembleCache } from "./runCandidates";
export type { ConfigFile, LogFile } from "./files";

export interface AssembleOptions {
  /** `{mix}/{init}-{size}`; "" to find facets. */
  readonly runPattern: string;
  /** Unix milliseconds: tells a running run from a stalled one. */
  readonly now: number;
  /** Which column is which, as the user says: `--columns`. */
  readonly columns?: SaidColumns;
  /** The `isoflop.json` files; each holds for its folder and those below. */
  readonly studies?: readonly StudyFile[];
  /** What trainers and loggers mean by their keys and folders; absent: all that are known. */
  readonly conventions?: Conventions;
  /** When git last checked files out (Unix milliseconds): the time of a file from just before then is git's, not its writer's. */
  readonly checkouts?: readonly number[];
}

/**
 * Makes runs out of the logs and configs of a study. Logs in one folder whose file names do not name a run are one run.
 * Candidates of unchanged logs are reused from the cache of an earlier call.
 */
export function assemble(
  logs: readonly LogFile[],
  configs: readonly ConfigFile[],
  options: AssembleOptions,
  cache: AssembleCache = new Map(),
): readonly Run[] {
  const conventions = options.conventions ?? knownConventions;
  const words = { said: options.columns, studies: options.studies ?? [], conventions };
  const candidates = findCandidates(logs, configs, words, cache);
  const counts = countsOfTokens(candidates);
  const inferred = candidates.map((candidate) => ({ candidate, ...inferredOf(candidate, counts) }));
  const none = notStudies(cache);
  const kept = withoutDuplicates(inferred.filter(({ candidate }) => !none.has(candidate)));
  const facets = findFacets(
    kept.map(({ told: { candidate, known } }) => {
      const { id, group, name, pieces, settings, said } = candidate;
      const set = new Map([...said.facets].map(([facet, { value }]) => [facet, value]));
      const pattern = said.runPattern?.value;
      return { id, name: `${group}/${name}`, pieces, set, pattern, config: settings.values, ...known.facts };
    }),
    options.runPattern,
    conventions.folders,
  );
  const names = namesOf(kept.map(({ told }) => told.candidate));
  const runs = kept.map((one) =>
    finish(
      { ...one, name: names.get(one.told.candidate) ?? one.told.candidate.name },
      facets.get(one.told.candidate.id) ?? new Map<string, string>(),
      options,
    ),
  );
  return underOneKey(runs);
}

/** Display names: candidates with the same name and folder are told apart by their subfolders. */
function namesOf(candidates: readonly RunCandidate[]): Map<RunCandidate, string> {
  const shared = new Map<string, RunCandidate[]>();
  for (const candidate of candidates) {
    const place = `${candidate.group === "" ? "" : `${candidate.group}/`}${candidate.name}/`;
    if (!candidate.id.startsWith(place)) continue;
    const others = shared.get(place);
    if (others === undefined) shared.set(place, [candidate]);
    else others.push(candidate);
  }
  const names = new Map<RunCandidate, string>();
  for (const [place, own] of shared) {
    if (own.length < 2) continue;
    const inner = innerNames(own.map((candidate) => candidate.id.slice(place.length)));
    own.forEach((candidate, i) => names.set(candidate, `${candidate.name} ${inner[i] ?? ""}`));
  }
  return names;
}

/** The facts of a candidate, and its series, each built when first asked for. */
interface Said {
  readonly known: Inferred;
  readonly series: Map<string, Series | undefined>;
}

/** The facts of a candidate, cached; they depend on the other runs only through `tokenCounts`. */
function inferredOf(candidate: RunCandidate, tokenCounts: ReadonlySet<number>): Said {
  const counts = [...tokenCounts].join();
  if (candidate.kept.inferred?.counts === counts) return candidate.kept.inferred;
  const { slices, settings, meanings, said } = candidate;
  const known = inferFacts({ slices, settings, meanings, names: namesIn(candidate), tokenCounts, set: said.facts });
  const made = { counts, known, series: new Map<string, Series | undefined>() };
  candidate.kept.inferred = made;
  return made;
}

/** The run's name and all folders above it, those above the opened one too, the nearest first. */
const namesIn = ({ above, pieces }: RunCandidate): string[] => [...above, ...pieces].reverse();

/** Counts in run names that mean tokens, not parameters: some run with that count in its name ended at that many tokens. */
function countsOfTokens(candidates: readonly RunCandidate[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const candidate of candidates) {
    const counts = namesIn(candidate).flatMap((piece) => countsIn(piece));
    if (counts.length === 0) continue;
    for (const slice of candidate.slices) {
      const numbers = slice.layout.tokens?.numbers;
      const seen = numbers === undefined ? NaN : numbers.at(numbers.length - 1);
      for (const count of counts) if (Math.abs(count.value / seen - 1) < 0.02) found.add(count.value);
    }
  }
  return found;
}

function fallProblems(candidate: RunCandidate): Problem[] {
  return candidate.slices.flatMap((slice) =>
    slice.falls.map(({ position, step, from }): Problem => {
      const row = slice.rows === undefined ? position : (slice.rows[position] ?? 0);
      const line = slice.table.lineOf(row);
      const message = `the step falls from ${from} to ${step}: read as a restart, the later rows replace the earlier ones from there`;
      return { file: slice.table.file, ...(line > 0 ? { line } : {}), message };
    }),
  );
}

/** The same between two files of a run. */
function takeoverProblems({ slices }: RunCandidate): Problem[] {
  return resolveRestarts(slices).takeovers.flatMap(({ slice: later, before, step, from }): Problem[] => {
    const slice = slices[later];
    const earlier = slices[before]?.table.file ?? "";
    if (slice === undefined) return [];
    const line = slice.table.lineOf(slice.rows?.[0] ?? 0);
    const message = `begins at step ${step}, though ${earlier.slice(earlier.lastIndexOf("/") + 1)} goes up to ${from}: read as a restart, its rows replace the earlier ones from there`;
    return [{ file: slice.table.file, ...(line > 0 ? { line } : {}), message }];
  });
}

/** A hint for a run that the run pattern does not match, so that it has no facets. */
function patternNotes(facets: Run["facets"], pattern: string, file: string): Problem[] {
  if (pattern === "" || facets.size > 0) return [];
  const message =
    parsePattern(pattern) === undefined
      ? `the run pattern "${pattern}" names no {field}, or has an open brace`
      : `the run pattern "${pattern}" does not match the path of this run`;
  return [{ file, message, kind: "hint" }];
}

function finish(
  kept: UniqueRun<InferredRun & Said> & { readonly name: string },
  facets: ReadonlyMap<string, string>,
  options: AssembleOptions,
): Run {
  const { candidate, known, series: made } = kept.told;
  const { id, group, logs, headers, slices, configs, settings, meanings, metrics, studies, said } = candidate;
  const read = [...logs, ...kept.copies.flatMap((copy) => copy.candidate.logs)];
  const modified = Math.max(...logs.map((log) => log.modified));
  const file = logs[0]?.path ?? "";
  const { status, until } = statusOf({
    logs,
    slices,
    planned: plannedSteps(settings, meanings),
    modified,
    now: options.now,
    checkouts: options.checkouts ?? [],
  });
  const judged = metrics.some((metric) => metric.quantity !== "other");
  const problems: Problem[] = [...new Map(read.map((log) => [log.path, log.table.problems])).values()].flat();
  candidate.kept.unreadable ??= unreadableValues(slices, metrics);
  problems.push(
    ...candidate.kept.unreadable,
    ...fallProblems(candidate),
    ...takeoverProblems(candidate),
    ...candidate.doubts.map((message): Problem => ({ file, message })),
    ...candidate.remarks.map((message): Problem => ({ file, message, kind: "hint" })),
  );
  if (judged) problems.push(...known.hints.map((hint): Problem => ({ file, kind: "hint", ...hint })));
  problems.push(...duplicateHints(kept), ...patternNotes(facets, said.runPattern?.value ?? options.runPattern, file));
  return {
    id,
    name: kept.name,
    folder: group,
    formats: [...new Set(logs.map((log) => log.format))],
    files: [...new Set([...read, ...headers, ...configs, ...studies].map(({ path }) => path))],
    ...(until === Infinity ? { status } : { status, until }),
    config: settings.values,
    facts: known.facts,
    facets,
    metrics,
    problems,
    ...(studies.length === 0 ? {} : { set: setWords(said, metrics) }),
    restarts: resolveRestarts(slices).restarts,
    modified,
    series: (key) => {
      if (!made.has(key))
        made.set(key, seriesOf(slices, metrics.find((m) => m.key === key) ?? meanings.metricOf(key), known.axes));
      return made.get(key);
    },
    rowAtLine: (path, line) => rowAtLine(slices, metrics, path, line),
  };
}
