import { constantsOf, metricsOf } from "../series/columnsOf";
import { makeSettings, settingNames, type Settings } from "../words/config";
import { columnsSaid, describeRun, studiesFor, type Described } from "../described/described";
import type { Inferred } from "../facts/facts";
import type { ConfigFile, LogFile } from "./files";
import { layoutOf, type SaidColumns } from "../table/layout";
import type { Conventions } from "../conventions";
import type { Evidence } from "../conventions/convention";
import { bareKey, type Meanings } from "../conventions/meanings";
import { folderOf, nameOf } from "./place";
import { normalKey } from "../words/names";
import { measured } from "../series/restarts";
import { partOf, type Part } from "../series/rowSlice";
import type { Problem } from "../problem";
import type { Metric, Series } from "../run";
import { stepDoubts } from "../series/stepless";
import type { StudyFile } from "../described/studyFile";
import { runsIn } from "../series/tableRuns";
import { configsByFolder, configsFor, unitsOf, type Members } from "./logGroups";

/** A run before the study's facets are known. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  /** As its logs and folders call it, whatever its owner does. */
  readonly called: string;
  readonly group: string;
  readonly pieces: readonly string[];
  readonly logs: readonly LogFile[];
  readonly parts: readonly Part[];
  readonly configs: readonly ConfigFile[];
  /** The `isoflop.json` files that hold for it, the farthest first, and what they say of it. */
  readonly studies: readonly StudyFile[];
  readonly said: Described;
  readonly settings: Settings;
  readonly meanings: Meanings;
  readonly metrics: readonly Metric[];
  readonly doubts: readonly string[];
  /** What was made of it and still holds while the draft does. */
  readonly kept: {
    unreadable?: readonly Problem[];
    inferred?: { readonly counts: string; readonly known: Inferred; readonly series: Map<string, Series | undefined> };
  };
}

/** The drafts of a unit (the logs that are one run, or one table of many) and what they were made of. */
interface Unit {
  readonly made: readonly { readonly log: LogFile; readonly rows: number }[];
  readonly configs: readonly ConfigFile[];
  readonly words: OwnersWords;
  readonly drafts: readonly Draft[];
}

/** What the owner of logs says of them, and how their keys and folders are read. */
interface OwnersWords {
  /** What the columns of tables are, as the command line says it. */
  readonly said: SaidColumns | undefined;
  readonly studies: readonly StudyFile[];
  readonly conventions: Conventions;
}

/** What was assembled before, by unit: what did not change is not made again. */
export type AssembleCache = Map<string, Unit>;

const sameItems = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((item, i) => item === b[i]);

function stillHolds(
  unit: Unit,
  logs: readonly LogFile[],
  configs: readonly ConfigFile[],
  { said, studies, conventions }: OwnersWords,
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

/** Groups logs into units and makes the drafts of those that changed; the cache holds this study's units only. */
export function makeDrafts(
  logs: readonly LogFile[],
  configs: readonly ConfigFile[],
  { said, studies, conventions }: OwnersWords,
  cache: AssembleCache,
): Draft[] {
  const units = unitsOf(logs, conventions.folders);
  const byPlace = new Map(studies.map((study) => [study.folder, study]));
  const byFolder = configsByFolder(configs, conventions.folders);
  for (const key of cache.keys()) if (!units.has(key)) cache.delete(key);
  return [...units].flatMap(([key, unit]) => {
    const { folders, stem } = unit.place;
    // A tracker's run has its experiment's folders above it, too.
    const own = unit.members
      .find(({ log }) => log.table.identity !== undefined)
      ?.log.relative.split("/")
      .slice(0, -1);
    const here = configsFor(own ?? folders, stem, byFolder);
    const before = cache.get(key);
    const files = unit.members.map(({ log }) => log);
    const words = { said, studies: studiesFor(own ?? folders, byPlace), conventions };
    if (before !== undefined && stillHolds(before, files, here, words)) return before.drafts;
    const drafts = draftsOf(unit, here, words, own ?? folders);
    cache.set(key, { made: files.map((log) => ({ log, rows: log.table.rows })), configs: here, words, drafts });
    return drafts;
  });
}

function draftsOf(
  { place, members }: Members,
  configs: readonly ConfigFile[],
  { said: columns, studies, conventions }: OwnersWords,
  own: readonly string[],
): Draft[] {
  const first = members[0]?.log;
  if (first === undefined || members.some(({ log }) => log.table.status === "deleted")) return [];
  const name =
    members
      .map(({ log }) => log.table.name)
      .filter((said) => said !== undefined)
      .at(-1) ?? nameOf(place, first.root, conventions.folders);
  const group = first.table.identity === undefined ? folderOf(place, conventions.folders) : place.folders.join("/");
  const { identity } = first.table;
  const base =
    identity !== undefined
      ? [...place.folders, identity].join("/")
      : place.stem === "" && place.folders.length > 0
        ? place.folders.join("/")
        : first.relative;
  const byRun = new Map<string, { logs: LogFile[]; parts: Part[] }>();
  const meanings = conventions.meaningsFor(evidenceOf(members, configs));
  for (const { log, inner } of members) {
    const layout = layoutOf(log.table, columnsSaid(studies, columns), meanings);
    for (const { run, rows, steps } of runsIn(log.table, layout, name)) {
      const entry = byRun.get(run) ?? { logs: [], parts: [] };
      byRun.set(run, entry);
      const part = partOf(log.table, layout, rows, inner, steps);
      entry.logs.push(log);
      entry.parts.push(part);
    }
  }
  const alone = byRun.size === 1;
  return [...byRun].flatMap(([run, all]): Draft[] => {
    const { logs, parts } = withoutDoubles(all);
    const said = describeRun(studies, { folders: own, run, alone: alone && place.stem === "" }, conventions.folders);
    const { metrics, doubts } = metricsOf(parts, said.metrics);
    if (metrics.length === 0 && configs.length === 0) return [];
    const settings = makeSettings([
      ...configs.map((config) => ({ source: config.relative.split("/").at(-1) ?? "", values: config.values })),
      ...logs.map((log) => ({ source: log.relative.split("/").at(-1) ?? "", values: log.table.config })),
      { source: "column", values: constantsOf(parts) },
    ]);
    const folders = group === "" ? [] : group.split("/");
    const id = alone ? base : `${base}#${run}`;
    // A row's number says nothing: its table's name stands for it.
    const telling = parts.every((part) => part.layout.rowPerRun) ? name : run;
    const renamed = said.name?.value;
    const pieces = [...folders, renamed ?? telling];
    const made = {
      logs,
      parts,
      configs,
      studies,
      said,
      settings,
      meanings,
      metrics,
      doubts: [...doubts, ...stepDoubts(parts)],
      kept: {},
    };
    return [{ id, name: renamed ?? run, called: run, group, pieces, ...made }];
  });
}

/** What is known of the files of a run, or of a table of runs, by which conventions recognise it. */
function evidenceOf(members: Members["members"], configs: readonly ConfigFile[]): Evidence {
  const logs = members.map(({ log }) => log);
  const keys = new Set<string>();
  for (const { table } of logs) {
    for (const { key } of table.columns) keys.add(normalKey(key)).add(bareKey(normalKey(key)));
    for (const name of settingNames(table.config)) keys.add(name);
  }
  const names = configs.map(({ values }) => settingNames(values));
  return {
    formats: new Set(logs.map(({ format }) => format)),
    paths: logs.map(({ relative }) => relative),
    has: (key) => keys.has(key) || names.some((set) => set.has(key)),
  };
}

/**
 * Leaves out a log that says nothing which another of a better format (by its rank) does not say too: a table exported beside
 * the event files, what was printed beside what was logged.
 */
function withoutDoubles({ logs, parts }: { logs: readonly LogFile[]; parts: readonly Part[] }): {
  logs: readonly LogFile[];
  parts: readonly Part[];
} {
  const ranks = logs.map((log) => log.rank ?? 0);
  if (new Set(ranks).size < 2) return { logs, parts };
  const keys = parts.map(measured);
  const logged = logs.some((log, i) => log.printed !== true && (keys[i]?.size ?? 0) > 0);
  const stays = parts.map((_, i) => {
    if (logged && logs[i]?.printed === true) return false;
    const own = [...(keys[i] ?? [])];
    const better = keys.filter((_keys, k) => (ranks[k] ?? 0) < (ranks[i] ?? 0));
    return own.length === 0 || !own.every((key) => better.some((other) => other.has(key)));
  });
  return { logs: logs.filter((_, i) => stays[i]), parts: parts.filter((_, i) => stays[i]) };
}
