import { lastPiece } from "./config";
import { isMeasuredName, isNumeric } from "./measured";
import { normalKey } from "./names";
import { isPlainFolder } from "./naming";
import { tokensOf, type NameToken } from "./nameTokens";
import type { Fact, Scalar } from "./run";
import { shortCount, sizesIn } from "./sizes";

/** What is known of a run when the facets of a study are looked for. */
export interface FacetRun {
  readonly id: string;
  /** With its folder: runs of the same name in two files are taken to be the same run where values are counted. */
  readonly name: string;
  /** Folders above the run, then its name. */
  readonly pieces: readonly string[];
  /** Facets that its owner set. */
  readonly set?: ReadonlyMap<string, string> | undefined;
  /** How its owner says that its path is to be read, in place of the study's pattern. */
  readonly pattern?: string | undefined;
  readonly config: ReadonlyMap<string, Scalar>;
  readonly params?: Fact | undefined;
  readonly tokens?: Fact | undefined;
  readonly flops?: Fact | undefined;
}

/** Something that may vary between runs. */
export interface Candidate {
  readonly name: string;
  /** Value by run, "" where the run has none. */
  readonly values: readonly string[];
  /** 0 the size · 1 a setting by a name that people use · 2 any other setting · 3 a word by its place in a name · 4 a folder. */
  readonly rank: number;
}

/** Settings by their usual names → what people call them. */
const HUMAN: Readonly<Record<string, string>> = {
  lr: "lr",
  learning_rate: "lr",
  max_lr: "lr",
  peak_lr: "lr",
  base_lr: "lr",
  batch_size: "batch",
  global_batch_size: "batch",
  global_bs: "batch",
  bs: "batch",
  mix: "mix",
  data_mix: "mix",
  mixture: "mix",
  data_mixture: "mix",
  init: "init",
  initialization: "init",
  initialisation: "init",
  seed: "seed",
  dataset: "dataset",
  train_dataset: "dataset",
  train_data: "dataset",
  optimizer: "optimizer",
  weight_decay: "weight decay",
  schedule: "schedule",
  lr_schedule: "schedule",
  scheduler: "schedule",
  architecture: "architecture",
  arch: "architecture",
  experiment: "experiment",
  group: "group",
};

const KNOWN = new Set(Object.values(HUMAN));

/** Settings that follow from the size of the model, or that no study varies on purpose. */
const NOT_FACETS = new Set(
  (
    "n_layer n_layers num_layers num_hidden_layers depth n_embd d_model hidden_size dim width n_head n_heads num_heads " +
    "num_attention_heads intermediate_size d_ff head_dim emb_dim mlp_dim num_encoder_layers num_decoder_layers params n_params num_params model_size params_no_embed n_no_embed " +
    "out_dir output_dir save_dir log_dir run_dir path name run_name run_id id wandb_run_name start_time started_at created_at " +
    "timestamp date time creation_date creation_time host hostname pid git_commit commit device devices gpu gpus n_gpus num_gpus " +
    "num_partitions n_nodes num_nodes nodes nnodes num_workers workers port master_port rank world_size local_rank device_name gpu_type"
  ).split(" "),
);

/** Everything that a study's runs may differ in, in no order. */
export const candidatesOf = (runs: readonly FacetRun[]): Candidate[] => [
  ...sizeCandidate(runs),
  ...configCandidates(runs),
  ...pieceCandidates(runs),
];

const upperLetter = (text: string) => text.slice(0, -1) + text.slice(-1).toUpperCase();

function sizeCandidate(runs: readonly FacetRun[]): Candidate[] {
  const texts = new Map<string, string>();
  const values = runs.map(({ params, pieces }) => {
    if (params === undefined) return "";
    // As the name writes it where it does: "0.275B" is what its owner calls the model.
    const written = pieces
      .flatMap((piece) => sizesIn(piece))
      .find((size) => Math.abs(size.value / params.value - 1) < 0.05);
    const text = written === undefined ? shortCount(params.value) : upperLetter(written.text);
    // One size is written one way, as in the first run that has it.
    const count = params.value.toPrecision(3);
    const first = texts.get(count) ?? text;
    texts.set(count, first);
    return first;
  });
  return [{ name: "size", values, rank: 0 }];
}

/** 2023-12-14T04:59, 2023_12_14-04_59: when something was done. */
const isDate = (value: string) => /^(19|20)\d\d[-_/]\d\d[-_/]\d\d/.test(value);

function configCandidates(runs: readonly FacetRun[]): Candidate[] {
  const keys = new Set(runs.flatMap((run) => [...run.config.keys()]));
  return [...keys].flatMap((key): Candidate[] => {
    const last = lastPiece(key);
    const short = normalKey(last);
    if (NOT_FACETS.has(short)) return [];
    const values = runs.map((run) => {
      const value = run.config.get(key);
      return value === undefined ? "" : String(value);
    });
    if (values.some((value) => value.length > 60 || value.includes("/") || value.includes("\\"))) return [];
    if (values.some((value) => isDate(value)) || (isMeasuredName(key) && isNumeric(values))) return [];
    const human = HUMAN[short];
    return [{ name: human ?? last, values, rank: human === undefined ? 2 : 1 }];
  });
}

/** What stands in folder names and run names, piece by piece: named pieces by their name, others by their position. */
function pieceCandidates(runs: readonly FacetRun[]): Candidate[] {
  const dated = runs.every((run) => (run.pieces.at(-1) ?? "").split("/").every(isPlainFolder));
  const names = dated
    ? []
    : tokenCandidates(
        runs.map((run) => run.pieces.at(-1) ?? ""),
        "name",
      );
  const depth = runs[0]?.pieces.length ?? 0;
  if (runs.some((run) => run.pieces.length !== depth)) {
    // Folders of another depth do not stand for the same thing: only the whole path parts the runs.
    const folders = runs.map((run) => run.pieces.slice(0, -1).join("/"));
    const named = Array.from({ length: Math.max(...runs.map((run) => run.pieces.length)) }, (_, k) =>
      tokenCandidates(
        runs.map((run) => run.pieces[k] ?? ""),
        "",
      ).filter((candidate) => candidate.rank < 3),
    );
    return [...names, ...named.flat(), { name: "folder", values: folders, rank: 4 }];
  }
  const found = names;
  for (let up = 1; up < depth; up++) {
    // Counted from the run upwards: its own folder is 1.
    const texts = runs.map((run) => run.pieces[run.pieces.length - 1 - up] ?? "");
    if (!texts.every((text) => isPlainFolder(text))) found.push(...tokenCandidates(texts, `folder ${up}`));
  }
  return found;
}

const isKnown = (name: string) => HUMAN[normalKey(name)] !== undefined || KNOWN.has(name);

function tokenCandidates(texts: readonly string[], label: string): Candidate[] {
  const lists = texts.map(tokensOf);
  const named = new Map<string, string[]>();
  lists.forEach((list, i) => {
    for (const token of list) {
      if (token.name === undefined || token.name === "size") continue;
      const values = named.get(token.name) ?? texts.map(() => "");
      values[i] = token.value;
      named.set(token.name, values);
    }
  });
  const found = [...named].map(([name, values]): Candidate => ({ name, values, rank: isKnown(name) ? 1 : 2 }));
  const words = lists.map((list) => list.filter((token) => token.name === undefined));
  if (isEven(words)) return [...found, ...wordCandidates(words, label)];
  // Names of another length say other things at the same place: their words go together, and their bare numbers.
  const isNumber = (token: NameToken) => Number.isFinite(Number(token.value));
  const names = words.map((list) => list.filter((token) => !isNumber(token)));
  const numbers = words.map((list) => list.filter(isNumber));
  return [...found, ...wordCandidates(names, label), ...wordCandidates(numbers, `${label} number`)];
}

type Words = readonly (readonly NameToken[])[];

/** Whether all names have as many words, but for those that have none. */
function isEven(words: Words): boolean {
  return new Set(words.map((list) => list.length).filter((length) => length > 0)).size < 2;
}

/** Each word by its place, where all names have as many; else all words of a name together. */
function wordCandidates(words: Words, label: string): Candidate[] {
  if (!isEven(words))
    return [{ name: label, values: words.map((list) => list.map((token) => token.value).join("-")), rank: 3 }];
  const length = Math.max(0, ...words.map((list) => list.length));
  const varying = Array.from({ length }, (_, k) => k).filter(
    (k) => new Set(words.map((list) => list[k]?.value)).size > 1,
  );
  return varying.map((k) => positional(words, k, varying.length === 1 ? label : `${label} ${k + 1}`));
}

/** A word by its position; called after the word that follows it everywhere, as in late-init and early-init. */
function positional(words: Words, k: number, label: string): Candidate {
  const values = words.map((list) => list[k]?.value ?? "");
  const next = new Set(words.flatMap((list) => (list.length === 0 ? [] : [list[k + 1]?.value ?? ""])));
  const noun = next.size === 1 ? HUMAN[[...next][0]?.toLowerCase() ?? ""] : undefined;
  return { name: noun ?? label, values, rank: noun === undefined ? 3 : 1 };
}
