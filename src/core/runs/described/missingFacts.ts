import type { Run } from "../run";
import { studyFileName } from "./studyFile";

/** An `isoflop.json` that could give the missing facts of some runs. It need not exist yet. */
export interface MissingFacts {
  readonly path: string;
  /** How many runs it would apply to. */
  readonly runs: number;
  /** The missing facts, as the keys under which they can be set: `["facts", "params"]`. */
  readonly asks: readonly (readonly string[])[];
}

/** The file beside the logs of a run. Where several runs share the folder, the entry goes under the run's name. */
export function missingFactsOf(run: Run, all: readonly Run[]): MissingFacts {
  const folder = folderOf(run);
  const beside = all.filter((other) => folderOf(other) === folder).length;
  const asks = unknownOf(run).map((keys) => (beside > 1 && keys[0] === "facts" ? ["runs", run.name, ...keys] : keys));
  return { path: `${folder}/${studyFileName}`, runs: beside, asks };
}

/** The files of every folder with runs; the one of their common folder first. */
export function missingFactsOfAll(all: readonly Run[]): MissingFacts[] {
  const folders = new Map<string, Run[]>();
  for (const run of all) folders.set(folderOf(run), [...(folders.get(folderOf(run)) ?? []), run]);
  const common = commonFolder([...folders.keys()]);
  if (folders.size > 1 && common !== "") folders.set(common, [...all]);
  return [...folders]
    .map(([folder, runs]) => ({ path: `${folder}/${studyFileName}`, runs: runs.length, asks: together(runs) }))
    .sort((a, b) => (a.path.length === b.path.length ? (a.path < b.path ? -1 : 1) : a.path.length - b.path.length))
    .sort((a, b) => Number(b.runs === all.length) - Number(a.runs === all.length));
}

const unknownOf = ({ problems }: Run): string[][] =>
  problems.flatMap(({ asks = [] }) => asks.map((path) => path.split(".")));

function together(runs: readonly Run[]): string[][] {
  const found = runs.flatMap(unknownOf);
  return [...new Map(found.map((keys) => [keys.join("."), keys])).values()];
}

function folderOf({ files }: Run): string {
  const path = files[0] ?? "";
  return path.slice(0, path.lastIndexOf("/"));
}

/** The deepest folder that holds all these; "" where only the root of the disk does. */
function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split("/"));
  let same = 0;
  while (same < first.length && others.every((pieces) => pieces[same] === first[same])) same++;
  return first.slice(0, same).join("/");
}
