import { anyMeaning } from "../conventions";
import type { FolderNames } from "../conventions/folderNames";
import { isPlainStem, withoutExtension } from "../words/fileNames";

/** Where a file stands, and which run of its folder it belongs to. */
export interface Place {
  /** All folders above it, from the top of its disk, without those of `inner`. */
  readonly folders: readonly string[];
  /** The file's name without extension; "" when it says nothing of the run. Files of a folder that share it are one run. */
  readonly stem: string;
  /** What stands before the file's keys: the folders inside the run's folder that say what was measured; "" for none. */
  readonly inner: string;
}

/** A file by its path, and by that below the opened root. */
interface Located {
  readonly path: string;
  readonly relative: string;
}

const piecesOf = (path: string): string[] => path.split("/").filter((piece) => piece !== "");

/** The folders above the opened root: where a file stands must not depend on which folder was opened. Empty where unknown. */
export function aboveRoot({ path, relative }: Located): readonly string[] {
  const slashed = path.replaceAll("\\", "/");
  return slashed.endsWith(`/${relative}`) ? piecesOf(slashed.slice(0, -relative.length)) : [];
}

/** A file's path from the top of its disk, without a slash before it. */
export const wholePath = (file: Located): string => [...aboveRoot(file), file.relative].join("/");

/** The folders of a file, from the top of its disk. */
export const foldersOf = (file: Located): string[] => wholePath(file).split("/").slice(0, -1);

/** Those of some folders that are below the opened root; none where the root itself is inside them. */
export const belowRoot = (folders: readonly string[], above: readonly string[]): readonly string[] =>
  folders.slice(above.length);

/** `nameless`: the file's name never says anything of its run (tfevents). */
export function placeOf(path: string, names: FolderNames, nameless = false): Place {
  const folders = path.split("/");
  const stem = withoutExtension(folders.pop() ?? "");
  if (!nameless && !isPlainStem(stem)) return { folders, stem, inner: "" };
  // What lies in a checkpoint's folder is of the run whose checkpoint it is.
  if (folders.length > 1 && names.is("checkpoint", folders.at(-1) ?? "")) folders.pop();
  const last = folders.length - 1;
  // At the top of a disk such a folder is all there is: then it is the run's own.
  const isInside = (k: number, kind: "eval" | "role") => {
    const name = folders[k] ?? "";
    return k > 0 && (kind === "role" ? names.isRole(name) : names.is("eval", name));
  };
  const isPart = isInside(last, "role") || (nameless && last > 0 && isCurveFolder(folders[last] ?? ""));
  const cut = isInside(last - 1, "eval") ? last - 1 : isPart ? last : -1;
  if (cut < 0) return { folders, stem: "", inner: "" };
  return { folders: folders.slice(0, cut), stem: "", inner: `${folders.slice(cut).join("/")}/` };
}

/** Whether a folder is one curve of TensorBoard's `add_scalars`, called by the tag and the role: `loss_train`, `loss_val`. */
function isCurveFolder(name: string): boolean {
  const { quantity, role, domain } = anyMeaning.metricOf(name);
  const words = name.toLowerCase().split("_");
  return (
    words.length > 1 &&
    quantity !== "other" &&
    role !== "other" &&
    domain === undefined &&
    roleWords.has(words.at(-1) ?? "")
  );
}

const roleWords = new Set("train training val valid validation eval test".split(" "));

/**
 * Where Hugging Face's Trainer lets TensorBoard write: `<output>/runs/<Dec15_07-29-26_host>`; the output folder, undefined for
 * other folders. `runs` alone says nothing: a script without a trainer writes its runs into it, each on its own.
 */
export function outputFolderOf({ folders, stem, inner }: Place): readonly string[] | undefined {
  const [runs, own] = folders.slice(-2);
  if (stem !== "" || inner !== "" || runs !== "runs") return undefined;
  return /^[A-Z][a-z]{2}\d\d_\d\d-\d\d-\d\d_./.test(own ?? "") ? folders.slice(0, -2) : undefined;
}

/** For a file with a name of its own in a folder of evaluations: the run's folder above it, if it may belong to that. */
export function evaluationOf(place: Place, names: FolderNames): Place | undefined {
  const folder = place.folders.at(-1) ?? "";
  if (place.stem === "" || !names.is("eval", folder)) return undefined;
  return { folders: place.folders.slice(0, -1), stem: "", inner: `${folder}/${place.stem}/` };
}

/**
 * The name of the run at a place: its stem, else the first folder up that says something, else the root's name. Of a run whose
 * folder is above the opened one (a checkpoint of it was opened) the name of its folder.
 */
export function nameOf(place: Place, above: readonly string[], root: string, names: FolderNames): string {
  if (place.stem !== "") return place.stem;
  const opened = place.folders.length < above.length ? place.folders : belowRoot(place.folders, above);
  const folder = [...opened].reverse().find((name) => !names.is("plain", name));
  if (folder !== undefined || opened.length === 0) return folder ?? root;
  return opened.slice(numberedFrom(opened, names)).join("/");
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

/** The folder below the root that holds the run, not the one that is the run: `45-45-10` of `45-45-10/0.275B/metrics.jsonl`. */
export function folderOf(place: Place, above: readonly string[], names: FolderNames): string {
  const folders = belowRoot(place.folders, above);
  if (place.stem !== "") return folders.join("/");
  let own = folders.length - 1;
  while (own >= 0 && names.is("plain", folders[own] ?? "")) own--;
  return folders.slice(0, own < 0 ? Math.max(0, numberedFrom(folders, names)) : own).join("/");
}
