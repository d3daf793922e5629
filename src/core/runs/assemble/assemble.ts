import { copyNotes, withoutCopies, type Kept, type Told } from "./duplicates";
import { makeDrafts, type AssembleCache, type Draft } from "./runCandidates";
import { knownConventions, type Conventions } from "../conventions";
import { setWords } from "../described/described";
import { findFacets } from "../facets/facets";
import { inferFacts, plannedSteps, type Inferred } from "../facts/facts";
import type { ConfigFile, LogFile } from "./files";
import type { SaidColumns } from "../table/layout";
import { lineageOf } from "../series/restarts";
import { innerNames } from "./place";
import { parsePattern } from "../words/pattern";
import type { Problem } from "../problem";
import { rowAtLine } from "../series/rowAtLine";
import type { Run, Series } from "../run";
import { seriesOf } from "../series/runSeries";
import { underOneKey } from "./sameMetric";
import { countsIn } from "../words/sizes";
import { standingOf } from "./status";
import type { StudyFile } from "../described/studyFile";
import { unreadableValues } from "../series/unreadable";

export type { AssembleCache } from "./runCandidates";
export type { ConfigFile, LogFile } from "./files";

export interface AssembleOptions {
  /** `{mix}/{init}-{size}`; "" to find facets. */
  readonly runPattern: string;
  /** Unix milliseconds: what tells a run that goes on from one that fell silent. */
  readonly now: number;
  /** What the columns of the tables are said to be. */
  readonly columns?: SaidColumns;
  /** What `isoflop.json` files say of the runs in and below their folders. */
  readonly studies?: readonly StudyFile[];
  /** What trainers and loggers mean by their keys and folders; absent: all that are known. */
  readonly conventions?: Conventions;
}

/**
 * Makes runs out of the logs and configs of a study. Logs of one folder whose names say nothing of a run are one run. What a
 * cache from an earlier call still holds of unchanged logs is not made again.
 */
export function assemble(
  logs: readonly LogFile[],
  configs: readonly ConfigFile[],
  options: AssembleOptions,
  cache: AssembleCache = new Map(),
): readonly Run[] {
  const conventions = options.conventions ?? knownConventions;
  const words = { said: options.columns, studies: options.studies ?? [], conventions };
  const drafts = makeDrafts(logs, configs, words, cache);
  const counts = countsOfTokens(drafts);
  const kept = withoutCopies(drafts.map((draft) => ({ draft, ...inferredOf(draft, counts) })));
  const facets = findFacets(
    kept.map(({ told: { draft, known } }) => {
      const { id, group, name, pieces, settings, said } = draft;
      const set = new Map([...said.facets].map(([facet, { value }]) => [facet, value]));
      const pattern = said.runPattern?.value;
      return { id, name: `${group}/${name}`, pieces, set, pattern, config: settings.values, ...known.facts };
    }),
    options.runPattern,
    conventions.folders,
  );
  const names = namesOf(kept.map(({ told }) => told.draft));
  const runs = kept.map((one) =>
    finish(
      { ...one, name: names.get(one.told.draft) ?? one.told.draft.name },
      facets.get(one.told.draft.id) ?? new Map<string, string>(),
      options,
    ),
  );
  return underOneKey(runs);
}

/** The names of drafts, those that share name and folder told apart by the folders inside. */
function namesOf(drafts: readonly Draft[]): Map<Draft, string> {
  const shared = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const place = `${draft.group === "" ? "" : `${draft.group}/`}${draft.name}/`;
    if (!draft.id.startsWith(place)) continue;
    const others = shared.get(place);
    if (others === undefined) shared.set(place, [draft]);
    else others.push(draft);
  }
  const names = new Map<Draft, string>();
  for (const [place, own] of shared) {
    if (own.length < 2) continue;
    const inner = innerNames(own.map((draft) => draft.id.slice(place.length)));
    own.forEach((draft, i) => names.set(draft, `${draft.name} ${inner[i] ?? ""}`));
  }
  return names;
}

/** What is known of a draft, and its series as far as they were asked for. */
interface Said {
  readonly known: Inferred;
  readonly series: Map<string, Series | undefined>;
}

/** The facts of a draft; inferred again only when what names say of tokens has changed. */
function inferredOf(draft: Draft, tokenCounts: ReadonlySet<number>): Said {
  const counts = [...tokenCounts].join();
  if (draft.kept.inferred?.counts === counts) return draft.kept.inferred;
  const { parts, settings, meanings, pieces, said } = draft;
  const known = inferFacts({ parts, settings, meanings, names: [...pieces].reverse(), tokenCounts, set: said.facts });
  const made = { counts, known, series: new Map<string, Series | undefined>() };
  draft.kept.inferred = made;
  return made;
}

/** Counts in run names that are of tokens, as the end of some run with that count in its name shows. */
function countsOfTokens(drafts: readonly Draft[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const draft of drafts) {
    const counts = draft.pieces.flatMap((piece) => countsIn(piece));
    if (counts.length === 0) continue;
    for (const part of draft.parts) {
      const numbers = part.layout.tokens?.numbers;
      const seen = numbers === undefined ? NaN : numbers.at(numbers.length - 1);
      for (const count of counts) if (Math.abs(count.value / seen - 1) < 0.02) found.add(count.value);
    }
  }
  return found;
}

function fallProblems(draft: Draft): Problem[] {
  return draft.parts.flatMap((part) =>
    part.falls.map(({ position, step, from }): Problem => {
      const row = part.rows === undefined ? position : (part.rows[position] ?? 0);
      const line = part.table.lineOf(row);
      const message = `the step falls from ${from} to ${step}: a restart, the later rows are used from there`;
      return { file: part.table.file, ...(line > 0 ? { line } : {}), message };
    }),
  );
}

/** What is said of a run that the pattern does not match, so that its facets stay unknown. */
function patternNotes(facets: Run["facets"], pattern: string, file: string): Problem[] {
  if (pattern === "" || facets.size > 0) return [];
  const message =
    parsePattern(pattern) === undefined
      ? `the run pattern "${pattern}" names no {field}, or has an open brace`
      : `the run pattern "${pattern}" does not match the path of this run`;
  return [{ file, message, kind: "hint" }];
}

function finish(
  kept: Kept<Told & Said> & { readonly name: string },
  facets: ReadonlyMap<string, string>,
  options: AssembleOptions,
): Run {
  const { draft, known, series: made } = kept.told;
  const { id, group, logs, parts, configs, settings, meanings, metrics, studies, said } = draft;
  const read = [...logs, ...kept.copies.flatMap((copy) => copy.draft.logs)];
  const modified = Math.max(...logs.map((log) => log.modified));
  const file = logs[0]?.path ?? "";
  const { status, until } = standingOf({
    logs,
    parts,
    planned: plannedSteps(settings, meanings),
    modified,
    now: options.now,
  });
  const judged = metrics.some((metric) => metric.quantity !== "other");
  const problems: Problem[] = [...new Map(read.map((log) => [log.path, log.table.problems])).values()].flat();
  draft.kept.unreadable ??= unreadableValues(parts, metrics);
  problems.push(
    ...draft.kept.unreadable,
    ...fallProblems(draft),
    ...draft.doubts.map((message): Problem => ({ file, message })),
  );
  if (judged) problems.push(...known.hints.map((hint): Problem => ({ file, kind: "hint", ...hint })));
  problems.push(...copyNotes(kept), ...patternNotes(facets, said.runPattern?.value ?? options.runPattern, file));
  return {
    id,
    name: kept.name,
    group,
    formats: [...new Set(logs.map((log) => log.format))],
    files: [...new Set([...read, ...configs, ...studies].map(({ path }) => path))],
    ...(until === Infinity ? { status } : { status, until }),
    config: settings.values,
    facts: known.facts,
    facets,
    metrics,
    problems,
    ...(studies.length === 0 ? {} : { set: setWords(said, metrics) }),
    restarts: lineageOf(parts).restarts,
    modified,
    series: (key) => {
      if (!made.has(key))
        made.set(key, seriesOf(parts, metrics.find((m) => m.key === key) ?? meanings.metricOf(key), known.axes));
      return made.get(key);
    },
    rowAtLine: (path, line) => rowAtLine(parts, metrics, path, line),
  };
}
