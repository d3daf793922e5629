import { mixIn } from "./nameTokens";

const EXTENSIONS = [
  ".gz",
  ".jsonl",
  ".ndjson",
  ".json",
  ".csv",
  ".tsv",
  ".parquet",
  ".txt",
  ".log",
  ".out",
  ".err",
  ".yaml",
  ".yml",
];

/** Words of file names that say what is logged, not by whom: `metrics.eval.jsonl`, `train_log.csv`. */
const PLAIN = new Set(
  (
    "metrics metric log logs train training eval evals evaluation val valid validation test history progress results result " +
    "output out err stdout stderr loss losses scalars stats summary data main table points record records trainer state step steps " +
    "wandb run report monitor samples lr learning rate elapsed time ms grad norm"
  ).split(" "),
);

/** Folders that hold logs and are no name of a run. */
const PLAIN_FOLDERS = new Set(
  (
    "logs log train training eval val test csv csvs files metrics tensorboard tb runs output outputs results wandb lightning_logs " +
    "vis_data checkpoints ckpt ckpts artifacts tmp data experiments exp models training_eval inference_eval events"
  ).split(" "),
);

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const isNumber = (word: string) => /^\d+$/.test(word);

/** Whether a file's stem says nothing of its run. */
function isPlainStem(stem: string): boolean {
  // A time in it tells when a run was started again, not which it is: log_1700000000.txt.
  return wordsOf(stem).every((word) => PLAIN.has(word) || (isNumber(word) && word.length >= 9));
}

/** Whether a folder's name says nothing of its run: logs, version_3, checkpoint-500, a time. */
export function isPlainFolder(name: string): boolean {
  const lower = name.toLowerCase();
  if (PLAIN_FOLDERS.has(lower)) return true;
  if (/^(version|checkpoint|ckpt|step|global_step)[-_]?\d+$/.test(lower)) return true;
  // Times: 2024-01-31_12-00-00, 20240131-120000, 1700000000.
  if (isTimeOfDay(lower)) return true;
  const words = wordsOf(lower);
  return words.length > 0 && words.every((w) => isNumber(w)) && words.join("").length >= 8;
}

/** 12-00-00, and no data mix such as 20-40-40. */
function isTimeOfDay(name: string): boolean {
  const found = /^(\d\d)[-_.:](\d\d)[-_.:](\d\d)$/.exec(name);
  const [hours = 99, minutes = 99, seconds = 99] = found === null ? [] : found.slice(1).map(Number);
  return hours < 24 && minutes < 60 && seconds < 60 && mixIn(name) === undefined;
}

function withoutExtension(name: string): string {
  let stem = name;
  let shorter = true;
  while (shorter) {
    const extension = EXTENSIONS.find((e) => stem.toLowerCase().endsWith(e) && stem.length > e.length);
    shorter = extension !== undefined;
    if (extension !== undefined) stem = stem.slice(0, -extension.length);
  }
  return stem;
}

/** Folders inside a run's folder that say what was measured: TensorBoard's `train/`, t5x' `training_eval/<task>/`. */
const ROLE_FOLDERS = new Set(
  "train training eval evals evaluation val valid validation test dev training_eval inference_eval".split(" "),
);

/** Where a file stands below its root, and which run of its folder it belongs to. */
export interface Place {
  /** Folders below the opened root, without those of `inner`. */
  readonly folders: readonly string[];
  /** The file's name without extension; "" when it says nothing of the run. Files of a folder that share it are one run. */
  readonly stem: string;
  /** What stands before the file's keys: the folders inside the run's folder that say what was measured; "" for none. */
  readonly inner: string;
}

/** `plain`: the file's name never says anything of its run (tfevents). */
export function placeOf(path: string, plain = false): Place {
  const folders = path.split("/");
  const stem = withoutExtension(folders.pop() ?? "");
  if (!plain && !isPlainStem(stem)) return { folders, stem, inner: "" };
  // What lies in a checkpoint's folder is of the run whose checkpoint it is.
  if (folders.length > 1 && /^checkpoint-\d+$/.test(folders.at(-1) ?? "")) folders.pop();
  const isRole = (k: number) => ROLE_FOLDERS.has((folders[k] ?? "").toLowerCase());
  const last = folders.length - 1;
  // At the top of what was opened such a folder is all there is: then it is the run's own.
  const cut =
    last > 1 && isRole(last - 1) && isEval(folders[last - 1] ?? "") ? last - 1 : last > 0 && isRole(last) ? last : -1;
  if (cut < 0) return { folders, stem: "", inner: "" };
  return { folders: folders.slice(0, cut), stem: "", inner: `${folders.slice(cut).join("/")}/` };
}

const isEval = (folder: string) =>
  !folder.toLowerCase().endsWith("train") && !folder.toLowerCase().endsWith("training");

/** For a file with a name of its own in a folder of evaluations: the run's folder above it, if it may belong to that. */
export function evaluationOf(place: Place): Place | undefined {
  const folder = place.folders.at(-1) ?? "";
  if (place.stem === "" || !ROLE_FOLDERS.has(folder.toLowerCase()) || !isEval(folder)) return undefined;
  return { folders: place.folders.slice(0, -1), stem: "", inner: `${folder}/${place.stem}/` };
}

/** The name of the run at a place: its stem, else the first folder up that says something, else the root's name. */
export function nameOf(place: Place, root: string): string {
  if (place.stem !== "") return place.stem;
  const folder = [...place.folders].reverse().find((name) => !isPlainFolder(name));
  if (folder !== undefined || place.folders.length === 0) return folder ?? root;
  return place.folders.slice(numberedFrom(place.folders)).join("/");
}

/** Where the folders at the end begin that only number or date the run: all of `2024-01-31/12-00-00`; at least the last. */
function numberedFrom(folders: readonly string[]): number {
  let from = folders.length - 1;
  while (from > 0 && !PLAIN_FOLDERS.has((folders[from - 1] ?? "").toLowerCase())) from--;
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
export function groupOf(place: Place): string {
  const folders = [...place.folders];
  if (place.stem !== "") return folders.join("/");
  let own = folders.length - 1;
  while (own >= 0 && isPlainFolder(folders[own] ?? "")) own--;
  return folders.slice(0, own < 0 ? Math.max(0, numberedFrom(folders)) : own).join("/");
}
