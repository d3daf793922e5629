import { constantsOf, metricsOf } from "../series/columnsOf";
import { makeSettings, settingNames, type Settings } from "../words/config";
import { columnsSaid, describeRun, metricWords, studiesFor, type Described } from "../described/described";
import type { Inferred } from "../facts/facts";
import type { ConfigFile, LogFile } from "./files";
import { layoutOf, type SaidColumns } from "../table/layout";
import { pivoted } from "../table/longTable";
import type { Conventions } from "../conventions";
import type { Evidence } from "../conventions/convention";
import { bareKey, type Meanings } from "../conventions/meanings";
import { aboveRoot, belowRoot, folderOf, foldersOf, nameOf } from "./place";
import { normalKey } from "../words/names";
import { losslessRows } from "../series/lossless";
import { fromPerplexity } from "../series/perplexity";
import { slicesOf } from "../series/splitSlices";
import type { RowSlice } from "../series/rowSlice";
import type { Problem } from "../problem";
import type { Metric, Series } from "../run";
import { stepDoubts } from "../series/stepless";
import type { StudyFile } from "../described/studyFile";
import { runsIn } from "../series/tableRuns";
import { withoutRepeats, withoutSynonyms } from "./runViews";
import { configsByFolder, configsFor, groupLogs, type LogGroup } from "./logGroups";

/** A run before duplicates are removed and facets are known. */
export interface RunCandidate {
  readonly id: string;
  readonly name: string;
  /** The name from its logs and folders, before any renaming by `isoflop.json`. */
  readonly loggedName: string;
  readonly group: string;
  readonly pieces: readonly string[];
  /** The folders above the opened root, from the top of the disk. */
  readonly above: readonly string[];
  readonly logs: readonly LogFile[];
  /** Printed output whose rows repeat those of the logs, and whose header does not. */
  readonly headers: readonly LogFile[];
  readonly slices: readonly RowSlice[];
  readonly configs: readonly ConfigFile[];
  /** The `isoflop.json` files that apply, the farthest first, and what they set for it. */
  readonly studies: readonly StudyFile[];
  readonly said: Described;
  readonly settings: Settings;
  readonly meanings: Meanings;
  readonly metrics: readonly Metric[];
  readonly doubts: readonly string[];
  /** What was read in a way that is worth saying, though nothing is wrong. */
  readonly remarks: readonly string[];
  /** Memoised results, valid as long as the candidate is. */
  readonly kept: {
    unreadable?: readonly Problem[];
    inferred?: { readonly counts: string; readonly known: Inferred; readonly series: Map<string, Series | undefined> };
  };
}

/** The candidates of a log group, with the inputs they were made from. */
interface AssembledGroup {
  readonly made: readonly { readonly log: LogFile; readonly rows: number }[];
  readonly configs: readonly ConfigFile[];
  readonly words: ReadingChoices;
  readonly candidates: readonly RunCandidate[];
}

/** What the user set, and the conventions: a change of either invalidates the cache. */
interface ReadingChoices {
  /** `--columns` of the command line. */
  readonly said: SaidColumns | undefined;
  readonly studies: readonly StudyFile[];
  readonly conventions: Conventions;
}

/** Candidates by log group, so that unchanged groups are not assembled again. */
export type AssembleCache = Map<string, AssembledGroup>;

const sameItems = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((item, i) => item === b[i]);

function stillHolds(
  unit: AssembledGroup,
  logs: readonly LogFile[],
  configs: readonly ConfigFile[],
  { said, studies, conventions }: ReadingChoices,
): boolean {
  const logsSame =
    sameItems(
      unit.made.map(({ log }) => log),
      logs,
    ) && unit.made.every(({ log, rows }) => log.table.rows === rows);
  const wordsSame =
    unit.words.conventions === conventions && unit.words.said === said && sameItems(unit.words.studies, studies);
  return logsSame && wordsSame && sameItems(unit.configs, configs);
}

/** Groups logs and makes the candidates of groups that changed; groups that are gone are evicted from the cache. */
export function findCandidates(
  logs: readonly LogFile[],
  configs: readonly ConfigFile[],
  { said, studies, conventions }: ReadingChoices,
  cache: AssembleCache,
): RunCandidate[] {
  const units = groupLogs(logs, conventions.folders);
  const byPlace = new Map(studies.map((study) => [study.folder, study]));
  const byFolder = configsByFolder(configs, conventions.folders);
  for (const key of cache.keys()) if (!units.has(key)) cache.delete(key);
  return [...units].flatMap(([key, unit]) => {
    const { folders, stem } = unit.place;
    // Configs of a tracker's experiment folders apply to its runs too.
    const tracked = unit.members.find(({ log }) => log.table.identity !== undefined)?.log;
    const own = tracked === undefined ? undefined : foldersOf(tracked);
    const first = unit.members[0]?.log;
    const opened = belowRoot(own ?? folders, first === undefined ? [] : aboveRoot(first));
    const here = configsFor(own ?? folders, stem, byFolder);
    const before = cache.get(key);
    const files = unit.members.map(({ log }) => log);
    const words = { said, studies: studiesFor(opened, byPlace), conventions };
    if (before !== undefined && stillHolds(before, files, here, words)) return before.candidates;
    const candidates = candidatesOf(unit, here, words, opened);
    cache.set(key, { made: files.map((log) => ({ log, rows: log.table.rows })), configs: here, words, candidates });
    return candidates;
  });
}

function candidatesOf(
  { place, members }: LogGroup,
  configs: readonly ConfigFile[],
  { said: columns, studies, conventions }: ReadingChoices,
  own: readonly string[],
): RunCandidate[] {
  const first = members[0]?.log;
  if (first === undefined || members.some(({ log }) => log.table.status === "deleted")) return [];
  const above = aboveRoot(first);
  const name =
    members
      .map(({ log }) => log.table.name)
      .filter((said) => said !== undefined)
      .at(-1) ??
    idOf(first.table.identity) ??
    nameOf(place, above, first.root, conventions.folders);
  const { identity } = first.table;
  const opened = belowRoot(place.folders, above);
  const group = identity === undefined ? folderOf(place, above, conventions.folders) : opened.join("/");
  const base =
    identity !== undefined
      ? [...opened, identity].join("/")
      : place.stem === "" && opened.length > 0
        ? opened.join("/")
        : first.relative;
  const byRun = new Map<string, { logs: LogFile[]; slices: RowSlice[]; told: string }>();
  const meanings = conventions.meaningsFor(evidenceOf(members, configs));
  const read = members.map(({ log, inner }) => {
    const table = pivoted(log.table);
    const layout = layoutOf(table, columnsSaid(studies, columns), meanings);
    const known = table === log.table ? layout : { ...layout, anyOrder: true };
    return { log, inner, table, ...runsIn(table, known, name, isTidy(log)) };
  });
  const isResults = ({ log, layout }: (typeof read)[number]) =>
    isTidy(log) && layout.results && (layout.step === undefined || layout.rowPerRun);
  const tables = read.filter(isResults);
  const only = onlyNameOf(read, name);
  for (const one of read) {
    const { log, inner, table, layout, runs } = one;
    const apart = tables.length > 1 && tables.includes(one);
    for (const { run: called, rows, steps, told } of runs) {
      // Rows of two tables of results are no views of one run, though the tables lie in one folder and are called by a role.
      const run = only ?? (apart ? `${called} (${fileName(log.relative)})` : called);
      const entry = byRun.get(run) ?? { logs: [], slices: [], told: told ?? run };
      byRun.set(run, entry);
      for (const slice of slicesOf(table, layout, { rows, steps }, inner)) {
        entry.logs.push(log);
        entry.slices.push(slice);
      }
    }
  }
  const alone = byRun.size === 1;
  // Said once a table, on its first run.
  const lossless = new Map(read.map(({ log, table, layout }) => [log, losslessRows(table, layout)]));
  return [...byRun].flatMap(([run, all]): RunCandidate[] => {
    const { logs, slices } = withoutRepeats(all);
    const said = describeRun(studies, { folders: own, run, alone: alone && place.stem === "" }, conventions.folders);
    const { metrics: found, doubts } = metricsOf(slices, said.metrics);
    const fixed = (key: string) => metricWords(said.metrics, key) !== undefined;
    const { metrics, hints } = fromPerplexity(withoutSynonyms(found, { logs, slices }), slices, fixed);
    if (metrics.length === 0 && configs.length === 0) return [];
    // Printed output that repeats what was logged still has its header: it goes before.
    const headers = all.logs.filter((log) => !logs.includes(log) && log.table.config.size > 0);
    const settings = makeSettings([
      ...configs.map((config) => ({ source: config.relative.split("/").at(-1) ?? "", values: config.values })),
      ...[...headers, ...logs].map((log) => ({
        source: log.relative.split("/").at(-1) ?? "",
        values: log.table.config,
      })),
      { source: "column", values: constantsOf(slices) },
    ]);
    const unread = logs.flatMap((log) => lossless.get(log) ?? []);
    for (const log of logs) lossless.delete(log);
    const folders = group === "" ? [] : group.split("/");
    const id = alone ? base : `${base}#${run}`;
    // A row number carries no facet: use the table's name instead.
    const telling = slices.every((slice) => slice.layout.rowPerRun) ? name : all.told;
    const renamed = said.name?.value;
    const pieces = [...folders, renamed ?? telling];
    const made = {
      logs,
      headers,
      slices,
      configs,
      studies,
      said,
      settings,
      meanings,
      metrics,
      doubts: [...doubts, ...stepDoubts(slices), ...new Set(unread)],
      remarks: hints,
      kept: {},
    };
    return [{ id, name: renamed ?? run, loggedName: run, group, pieces, above, ...made }];
  });
}

/** Whether it is a table that anyone may have written: no tracker's or trainer's own file, which is of one run. */
const isTidy = ({ table, printed, nameless, repeats }: LogFile): boolean =>
  table.identity === undefined && printed !== true && nameless !== true && repeats !== true;

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * The name that files of one run give it, where each holds a single run and some of them do not name it: what was printed beside rows
 * with a `run_name`.
 */
function onlyNameOf(
  read: readonly { readonly log: LogFile; readonly runs: readonly { readonly run: string }[] }[],
  name: string,
): string | undefined {
  if (read.some(({ runs }) => runs.length !== 1) || !read.some(({ log }) => log.printed === true)) return undefined;
  const named = new Set(read.map(({ runs }) => runs[0]?.run).filter((run) => run !== name));
  return named.size === 1 ? [...named][0] : undefined;
}

/** The run's own id in what a tracker calls it: `wandb project/3f8a2c1d`. It tells apart runs without a name. */
const idOf = (identity: string | undefined): string | undefined =>
  identity?.slice(Math.max(identity.lastIndexOf(" "), identity.lastIndexOf("/")) + 1);

/** What conventions look at to recognise the run (or table of runs) of a log group. */
function evidenceOf(members: LogGroup["members"], configs: readonly ConfigFile[]): Evidence {
  const logs = members.map(({ log }) => log);
  const keys = new Set<string>();
  for (const { table } of logs) {
    for (const { key } of pivoted(table).columns) keys.add(normalKey(key)).add(bareKey(normalKey(key)));
    for (const name of settingNames(table.config)) keys.add(name);
  }
  const names = configs.map(({ values }) => settingNames(values));
  return {
    formats: new Set(logs.map(({ format }) => format)),
    paths: logs.map(({ relative }) => relative),
    has: (key) => keys.has(key) || names.some((set) => set.has(key)),
  };
}
