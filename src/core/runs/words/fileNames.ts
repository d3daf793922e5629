import { mixIn } from "./nameTokens";

const extensions = [
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

/** Words of file names that say what is logged, not which run: `metrics.eval.jsonl`, `train_log.csv`. */
const plainWords = new Set(
  (
    "metrics metric log logs train training eval evals evaluation val valid validation test history progress results result " +
    "output out err stdout stderr loss losses scalars stats summary data main table points record records trainer state step steps " +
    "wandb run report monitor tracker nemo samples lr learning rate elapsed time ms grad norm"
  ).split(" "),
);

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/** Each process may write a file: `logs-rank0.txt`, `nemo_log_globalrank-0_localrank-0.txt`. */
const rankPattern = /(?:global|local)?rank[-_]?\d+/gi;

const isNumber = (word: string) => /^\d+$/.test(word);

/** Whether a file's stem does not name its run. */
export function isPlainStem(stem: string): boolean {
  // A timestamp in it tells when the run was resumed, not which run it is: log_1700000000.txt.
  return wordsOf(stem.replace(rankPattern, "")).every(
    (word) => plainWords.has(word) || (isNumber(word) && word.length >= 9),
  );
}

/** Whether a folder is named after a time: 2024-01-31_12-00-00, 20240131-120000, 1700000000, 12-00-00. */
export function isTime(name: string): boolean {
  const lower = name.toLowerCase();
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

export function withoutExtension(name: string): string {
  let stem = name;
  let shorter = true;
  while (shorter) {
    const extension = extensions.find((e) => stem.toLowerCase().endsWith(e) && stem.length > e.length);
    shorter = extension !== undefined;
    if (extension !== undefined) stem = stem.slice(0, -extension.length);
  }
  return stem;
}
