import type { ConfigFile, LogFile } from "./files";
import { numberAtEnd, type FolderNames } from "../conventions/folderNames";
import { evaluationOf, foldersOf, outputFolderOf, placeOf, wholePath, type Place } from "./place";

/** Logs that belong together, their place, and the key prefix of each. */
export interface LogGroup {
  readonly place: Place;
  readonly members: { readonly log: LogFile; readonly inner: string }[];
}

/** Groups logs by the run, or the table of runs, that they belong to. */
export function groupLogs(logs: readonly LogFile[], names: FolderNames): Map<string, LogGroup> {
  const units = new Map<string, LogGroup>();
  const put = (key: string, place: Place, log: LogFile) => {
    const unit = units.get(key) ?? { place, members: [] };
    unit.members.push({ log, inner: place.inner });
    units.set(key, unit);
  };
  const sorted = [...logs].sort((a, b) => (a.relative < b.relative ? -1 : 1));
  const places = sorted.map((log) => placeOf(wholePath(log), names, log.nameless));
  /** A tracker's run folder → its group: printed output lies in `files` inside it. */
  const claimed = new Map<string, { key: string; place: Place }>();
  for (const log of sorted) {
    const { identity } = log.table;
    if (identity === undefined) continue;
    const folders = foldersOf(log);
    const own = ownFolder(folders, identity, log.many);
    const place = { folders: trackerRoot(folders.slice(0, own), names), stem: "", inner: "" };
    const key = `${identity} ${place.folders.join("/")}`;
    if (own < folders.length || log.many !== true) claimed.set(folders.slice(0, own + 1).join("/"), { key, place });
    put(key, place, log);
  }
  const folderKey = (place: Place) => `${place.folders.join("/")}/`;
  const shared = new Set(places.filter((place) => place.stem === "").map(folderKey));
  // Folders with a trainer's own history: what lies in `runs` there is a view of the same run.
  const outputs = new Set(
    places.flatMap(({ stem, folders }, i) => (stem === "" && isHistory(sorted[i]) ? [folders.join("/")] : [])),
  );
  sorted.forEach((log, i) => {
    const place = places[i];
    if (place === undefined || log.table.identity !== undefined) return;
    const folder = ownerFolder(foldersOf(log), names);
    const owner = folder === "" ? undefined : claimed.get(folder);
    if (owner !== undefined) {
      put(owner.key, owner.place, log);
      return;
    }
    const output = outputFolderOf(place);
    if (output !== undefined && outputs.has(output.join("/"))) {
      const above = { folders: output, stem: "", inner: "" };
      put(folderKey(above), above, log);
      return;
    }
    const above = evaluationOf(place, names);
    if (above !== undefined && shared.has(folderKey(above))) put(folderKey(above), above, log);
    else put(place.stem === "" ? folderKey(place) : wholePath(log), place, log);
  });
  for (const unit of units.values()) dropCopies(unit.members);
  return units;
}

/** Charts that were exported from W&B into one folder are views of the same runs. */
const isChart = (identity: string): boolean => identity === "wandb charts";

const isHistory = (log: LogFile | undefined): boolean =>
  log !== undefined && (log.repeats === true || log.relative.endsWith("trainer_log.jsonl"));

/** Index of the run's own folder, which ends in the run's id; the folder count where there is none. */
function ownFolder(folders: readonly string[], identity: string, many = false): number {
  if (isChart(identity)) return folders.length;
  const id = identity.slice(Math.max(identity.lastIndexOf(" "), identity.lastIndexOf("/")) + 1);
  const named = id === "" ? -1 : lastOf(folders, (name) => name.endsWith(id));
  if (named >= 0) return named;
  return many ? folders.length : Math.max(0, folders.length - 1);
}

/** Index of the nearest folder of which it holds; -1 for none. A name far above says nothing of the run. */
function lastOf(folders: readonly string[], holds: (name: string) => boolean): number {
  let at = folders.length - 1;
  while (at >= 0 && !holds(folders[at] ?? "")) at--;
  return at;
}

/** The folders above a tracker's own (`wandb/run-…`, `mlruns/0/…`). */
function trackerRoot(above: readonly string[], names: FolderNames): readonly string[] {
  const cut = lastOf(above, (name) => names.is("tracker", name));
  return cut < 0 ? above : above.slice(0, cut);
}

/** Of `…/run-…-id/files/output.log` the run's folder; "" of a file that is in none of a tracker's own folders. */
function ownerFolder(folders: readonly string[], names: FolderNames): string {
  return names.is("tracker's files", folders.at(-1) ?? "") ? folders.slice(0, -1).join("/") : "";
}

/** Of files that each repeat the whole history (a checkpoint's copy of the state) keeps the longest. */
function dropCopies(members: { readonly log: LogFile }[]): void {
  const copies = members.filter(({ log }) => log.repeats);
  const rows = ({ log }: { readonly log: LogFile }) => log.table.rows;
  const longest = copies.reduce((a, b) => (a === undefined || rows(b) >= rows(a) ? b : a), copies[0]);
  for (const copy of copies) if (copy !== longest) members.splice(members.indexOf(copy), 1);
}

/** Configs by the folder of the run they belong to, from the top of the disk. */
export function configsByFolder(configs: readonly ConfigFile[], names: FolderNames): Map<string, ConfigFile[]> {
  const byFolder = new Map<string, ConfigFile[]>();
  const checkpoints = new Map<ConfigFile, number>();
  for (const config of configs) {
    const folders = wholePath(config).split("/");
    const file = folders.pop() ?? "";
    if (names.holdsConfig(folders.at(-1) ?? "", file)) folders.pop();
    // Each checkpoint repeats the model's.
    const last = folders.at(-1) ?? "";
    if (folders.length > 1 && names.is("checkpoint", last)) {
      folders.pop();
      checkpoints.set(config, numberAtEnd(last) ?? 0);
    }
    const folder = folders.join("/");
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), config]);
  }
  for (const [folder, here] of byFolder)
    byFolder.set(
      folder,
      here.filter((config) => isNewest(config, here, checkpoints)),
    );
  return byFolder;
}

/** Whether neither a later checkpoint nor the run's own folder has the same config file. */
function isNewest(
  config: ConfigFile,
  here: readonly ConfigFile[],
  checkpoints: ReadonlyMap<ConfigFile, number>,
): boolean {
  const own = checkpoints.get(config);
  const file = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  if (own === undefined) return true;
  return here.every((other) => {
    if (other === config || file(other.relative) !== file(config.relative)) return true;
    return (checkpoints.get(other) ?? Infinity) < own;
  });
}

/** The configs that apply to a log: those of its folder and the folders above, the farthest first, its own stem's last. */
export function configsFor(
  folders: readonly string[],
  stem: string,
  byFolder: ReadonlyMap<string, readonly ConfigFile[]>,
): ConfigFile[] {
  const found: ConfigFile[] = [];
  for (let depth = 0; depth <= folders.length; depth++) {
    const here = byFolder.get(folders.slice(0, depth).join("/")) ?? [];
    found.push(...here.filter((config) => config.stem === undefined));
    if (depth === folders.length)
      found.push(...here.filter((config) => config.stem !== undefined && config.stem === stem));
  }
  return found;
}
