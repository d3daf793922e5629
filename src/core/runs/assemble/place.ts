import type { FolderNames } from "../conventions/folderNames";
import { isPlainStem, withoutExtension } from "../words/fileNames";

/** Where a file stands below its root, and which run of its folder it belongs to. */
export interface Place {
  /** Folders below the opened root, without those of `inner`. */
  readonly folders: readonly string[];
  /** The file's name without extension; "" when it says nothing of the run. Files of a folder that share it are one run. */
  readonly stem: string;
  /** What stands before the file's keys: the folders inside the run's folder that say what was measured; "" for none. */
  readonly inner: string;
}

/** `nameless`: the file's name never says anything of its run (tfevents). */
export function placeOf(path: string, names: FolderNames, nameless = false): Place {
  const folders = path.split("/");
  const stem = withoutExtension(folders.pop() ?? "");
  if (!nameless && !isPlainStem(stem)) return { folders, stem, inner: "" };
  // What lies in a checkpoint's folder is of the run whose checkpoint it is.
  if (folders.length > 1 && names.is("checkpoint", folders.at(-1) ?? "")) folders.pop();
  const last = folders.length - 1;
  // At the top of what was opened such a folder is all there is: then it is the run's own.
  const isInside = (k: number, kind: "eval" | "role") => {
    const name = folders[k] ?? "";
    return k > 0 && (kind === "role" ? names.isRole(name) : names.is("eval", name));
  };
  const cut = isInside(last - 1, "eval") ? last - 1 : isInside(last, "role") ? last : -1;
  if (cut < 0) return { folders, stem: "", inner: "" };
  return { folders: folders.slice(0, cut), stem: "", inner: `${folders.slice(cut).join("/")}/` };
}

/** For a file with a name of its own in a folder of evaluations: the run's folder above it, if it may belong to that. */
export function evaluationOf(place: Place, names: FolderNames): Place | undefined {
  const folder = place.folders.at(-1) ?? "";
  if (place.stem === "" || !names.is("eval", folder)) return undefined;
  return { folders: place.folders.slice(0, -1), stem: "", inner: `${folder}/${place.stem}/` };
}

/** The name of the run at a place: its stem, else the first folder up that says something, else the root's name. */
export function nameOf(place: Place, root: string, names: FolderNames): string {
  if (place.stem !== "") return place.stem;
  const folder = [...place.folders].reverse().find((name) => !names.is("plain", name));
  if (folder !== undefined || place.folders.length === 0) return folder ?? root;
  return place.folders.slice(numberedFrom(place.folders, names)).join("/");
}

/** Where the folders at the end begin that only number or date the run: all of `2024-01-31/12-00-00`; at least the last. */
function numberedFrom(folders: readonly string[], names: FolderNames): number {
  let from = folders.length - 1;
  while (from > 0 && !names.isGeneral(folders[from - 1] ?? "")) from--;
  return Math.max(0, from);
}

/** What tells apart runs of one folder and name: of the folders inside, the first at which they differ, and those in it. */
export function innerNames(paths: readonly string[]): string[] {
  const cut = paths.map((path) => path.split("/"));
  const least = Math.min(...cut.map((pieces) => pieces.length));
  let same = 0;
  while (same < least - 1 && cut.every((pieces) => pieces[same] === cut[0]?.[same])) same++;
  return cut.map((pieces) => pieces.slice(same).join("/"));
}

/** The folder that holds the run, not the one that is the run: `45-45-10` of `45-45-10/0.275B/metrics.jsonl`. */
export function folderOf(place: Place, names: FolderNames): string {
  const folders = [...place.folders];
  if (place.stem !== "") return folders.join("/");
  let own = folders.length - 1;
  while (own >= 0 && names.is("plain", folders[own] ?? "")) own--;
  return folders.slice(0, own < 0 ? Math.max(0, numberedFrom(folders, names)) : own).join("/");
}
