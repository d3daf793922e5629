import type { SaidColumns } from "../table/layout";
import type { FolderNames } from "../conventions/folderNames";
import type { Fact, Metric } from "../run";
import type { FactName, SetMetric, StudyFile, Word, Words } from "./studyFile";
import { matchesWildcard } from "../words/wildcard";

/** Everything that the `isoflop.json` files of a run's folder and the folders above set for it: the nearest wins. */
export interface Described {
  readonly name: Word | undefined;
  readonly facts: ReadonlyMap<FactName, Fact>;
  readonly facets: ReadonlyMap<string, Word>;
  /** By key pattern, the farthest file's first: later entries override earlier ones. */
  readonly metrics: readonly (readonly [string, SetMetric])[];
  readonly runPattern: Word | undefined;
}

/** The files by their folder. */
export type StudyFiles = ReadonlyMap<string, StudyFile>;

/** The files that apply to these folders, the farthest first. */
export function studiesFor(folders: readonly string[], files: StudyFiles): StudyFile[] {
  if (files.size === 0) return [];
  return Array.from({ length: folders.length + 1 }, (_, depth) => folders.slice(0, depth).join("/")).flatMap(
    (folder) => files.get(folder) ?? [],
  );
}

/** Which table column is which; the command line overrides the files. */
export function columnsSaid(studies: readonly StudyFile[], said: SaidColumns | undefined): SaidColumns | undefined {
  if (studies.length === 0) return said;
  return { ...studies.reduce<SaidColumns>((far, { columns }) => ({ ...far, ...columns }), {}), ...said };
}

/** Mutually exclusive facts: a nearer file's value removes its rival set by a file above. */
const exclusiveFacts: readonly (readonly FactName[])[] = [
  ["flops", "flopsPerToken"],
  ["tokens", "tokensPerStep"],
];

/** The run that settings are looked up for. */
export interface Subject {
  readonly folders: readonly string[];
  /** Its name in its logs and folders. */
  readonly run: string;
  /** It shares its folder or table with no other run. */
  readonly alone: boolean;
}

/** The settings of a run; `studies` the farthest first. */
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
    for (const rivals of exclusiveFacts)
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

/** Whether the run is the folder's own: it lies directly in it, or below folders whose names name no run. */
const isOwn = ({ folder }: StudyFile, folders: readonly string[], names: FolderNames): boolean =>
  folders.slice(folder === "" ? 0 : folder.split("/").length).every((name) => names.is("plain", name));

const isPattern = (text: string): boolean => text.includes("*") || text.includes("?");

/** Exact names override patterns. */
const exactLast = <T>(words: ReadonlyMap<string, T>): [string, T][] =>
  [...words].sort(([a], [b]) => Number(isPattern(b)) - Number(isPattern(a)));

/** The settings of a metric by its key; undefined where there are none. */
export function metricWords(said: Described["metrics"], key: string): SetMetric | undefined {
  const found = said.filter(([pattern]) => pattern === key || matchesWildcard(pattern, key));
  return found.reduce<SetMetric | undefined>((far, [, near]) => ({ ...far, ...near }), undefined);
}

/** Which name, facets and metrics were set by hand → where, for tooltips. */
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
