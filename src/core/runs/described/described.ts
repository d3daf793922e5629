import type { SaidColumns } from "../table/layout";
import type { FolderNames } from "../conventions/folderNames";
import type { Fact, Metric } from "../run";
import type { FactName, SetMetric, StudyFile, Word, Words } from "./studyFile";
import { matchesWildcard } from "../words/wildcard";

/** All that the `isoflop.json` files of its folder and the folders above say of one run: the nearest wins. */
export interface Described {
  readonly name: Word | undefined;
  readonly facts: ReadonlyMap<FactName, Fact>;
  readonly facets: ReadonlyMap<string, Word>;
  /** By pattern of keys, the farthest file's first: later words go before earlier ones. */
  readonly metrics: readonly (readonly [string, SetMetric])[];
  readonly runPattern: Word | undefined;
}

/** The files by their folder. */
export type StudyFiles = ReadonlyMap<string, StudyFile>;

/** The files that hold for what lies in these folders, the farthest first. */
export function studiesFor(folders: readonly string[], files: StudyFiles): StudyFile[] {
  if (files.size === 0) return [];
  return Array.from({ length: folders.length + 1 }, (_, depth) => folders.slice(0, depth).join("/")).flatMap(
    (folder) => files.get(folder) ?? [],
  );
}

/** What the columns of tables are said to be; what is said on the command line goes before what a file says. */
export function columnsSaid(studies: readonly StudyFile[], said: SaidColumns | undefined): SaidColumns | undefined {
  if (studies.length === 0) return said;
  return { ...studies.reduce<SaidColumns>((far, { columns }) => ({ ...far, ...columns }), {}), ...said };
}

/** Facts of which the nearer says what the farther no longer does. */
const RIVALS: readonly (readonly FactName[])[] = [
  ["flops", "flopsPerToken"],
  ["tokens", "tokensPerStep"],
];

/** A run when what is said of it is looked for. */
export interface Subject {
  readonly folders: readonly string[];
  /** As its logs and folders call it. */
  readonly run: string;
  /** No other run shares its folder or its table. */
  readonly alone: boolean;
}

/** What is said of a run; `studies` the farthest first. */
export function describeRun(
  studies: readonly StudyFile[],
  { folders, run, alone }: Subject,
  names: FolderNames,
): Described {
  const facts = new Map<FactName, Fact>();
  const facets = new Map<string, Word>();
  const metrics: (readonly [string, SetMetric])[] = [];
  let name: Word | undefined;
  let runPattern: Word | undefined;
  const take = (words: Words): void => {
    for (const rivals of RIVALS)
      if (rivals.some((fact) => words.facts.has(fact))) for (const fact of rivals) facts.delete(fact);
    for (const [key, fact] of words.facts) facts.set(key, fact);
    for (const [key, facet] of words.facets) facets.set(key, facet);
    metrics.push(...exactLast(words.metrics));
  };
  for (const study of studies) {
    take(study);
    if (alone && study.name !== undefined && isOwn(study, folders, names)) name = study.name;
    runPattern = study.runPattern ?? runPattern;
    for (const [, words] of exactLast(study.runs).filter(([pattern]) => matchesWildcard(pattern, run))) {
      take(words);
      name = words.name ?? name;
    }
  }
  return { name, facts, facets, metrics, runPattern };
}

/** Whether the run is the folder's own: it lies right there, or in folders whose names say nothing of a run. */
const isOwn = ({ folder }: StudyFile, folders: readonly string[], names: FolderNames): boolean =>
  folders.slice(folder === "" ? 0 : folder.split("/").length).every((name) => names.is("plain", name));

const isPattern = (text: string): boolean => text.includes("*") || text.includes("?");

/** A name in full goes before a pattern. */
const exactLast = <T>(words: ReadonlyMap<string, T>): [string, T][] =>
  [...words].sort(([a], [b]) => Number(isPattern(b)) - Number(isPattern(a)));

/** What is said of a metric by its key; undefined where nothing is. */
export function metricWords(said: Described["metrics"], key: string): SetMetric | undefined {
  const found = said.filter(([pattern]) => pattern === key || matchesWildcard(pattern, key));
  return found.reduce<SetMetric | undefined>((far, [, near]) => ({ ...far, ...near }), undefined);
}

/** What of a run its owner set besides its facts → where: for those who ask why it is as it is. */
export function setWords({ name, facets, metrics: said }: Described, metrics: readonly Metric[]): Map<string, string> {
  const found = new Map<string, string>();
  if (name !== undefined) found.set("name", name.how);
  for (const [facet, { how }] of facets) found.set(`facet ${facet}`, how);
  for (const { key } of metrics) {
    const words = metricWords(said, key);
    if (words !== undefined) found.set(`metric ${key}`, words.how);
  }
  return found;
}
