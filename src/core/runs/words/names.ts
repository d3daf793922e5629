import { remembered } from "./memo";
import type { Metric, Quantity, Role } from "../run";

/**
 * What a raw key means. The lists are the keys that the field's trainers write (nanoGPT, Megatron, OLMo, lingua, torchtitan,
 * Composer, Hugging Face, levanter, open_lm …); a key is cut into words, the words that say role and quantity are taken off
 * both ends, and what is left between is the domain: `eval/lm/<d>/CE loss`, `eval_<d>_loss`, `val_loss/<d>`, `loss_<d>_val`.
 */

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const TRAIN = words("train training trn trl");
const EVAL = words("val valid validation validate eval evals evaluation test dev heldout holdout tel inference");
const LOSS = words("loss losses ce nll xent crossentropy crossentropyloss languagecrossentropy trl tel celoss lmloss");
const PERPLEXITY = words("ppl perplexity languageperplexity");
const BYTES = words("bpb");
const ACCURACY = words("acc accuracy hella hellaswag top1 top5");
/** Words that carry no meaning of their own around a loss. */
const FILLER = words(
  "metrics metric global avg average mean out total step epoch lm final none per token tokens log logs cross entropy bits " +
    "byte char last current history summary scalars language model inner main",
);
/** A key with one of these is not the model's cross-entropy, whatever else it says. */
const NOT_CE = words(
  "z aux auxiliary moe router balance balancing contrastive reward kl mse l1 l2 mae scale scaler scaling weight weights std var " +
    "variance ratio min max best delta diff spike spikes count nan inf time ms sec seconds norm grad gradient lo95 hi95 lo hi " +
    "lower upper stderr err alpha beta coef coefficient exponent ema smooth smoothed policy critic value entropyloss dpo distill rank flops lr threshold patience",
);

/** Keys whose words say too little. */
const EXACT: ReadonlyMap<string, readonly [Role, Quantity]> = new Map([
  ["cross_ent_loss_per_all_target_tokens", ["train", "ce"]],
  ["lm loss validation", ["eval", "ce"]],
]);

const UNITS: Record<Quantity, string> = { ce: "nats/token", ppl: "ppl", bpb: "bits/byte", acc: "", other: "" };

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127;
}

/** The words of a key, lower case, with where they stand in it: cut at everything that is no letter or digit. */
function wordsOf(key: string): Word[] {
  const found: Word[] = [];
  let start = -1;
  for (let i = 0; i <= key.length; i++) {
    const inside = i < key.length && isLetterOrDigit(key.charCodeAt(i));
    if (inside && start < 0) start = i;
    if (!inside && start >= 0) {
      found.push({ text: key.slice(start, i).toLowerCase(), start, end: i });
      start = -1;
    }
  }
  return found;
}

function quantityOf(list: readonly Word[]): Quantity {
  const has = (set: ReadonlySet<string>) => list.some((w) => set.has(w.text));
  if (has(BYTES)) return "bpb";
  const texts = list.map((w) => w.text).join(" ");
  if (texts.includes("bits per byte")) return "bpb";
  if (has(PERPLEXITY)) return "ppl";
  if (has(LOSS) || texts.includes("cross entropy")) return "ce";
  if (has(ACCURACY)) return "acc";
  return "other";
}

function roleOf(list: readonly Word[]): Role {
  const first = list.find((w) => TRAIN.has(w.text) || EVAL.has(w.text));
  if (first === undefined) return "other";
  // "training_eval/loss": evaluated while training.
  if (list.some((w) => EVAL.has(w.text))) return "eval";
  return "train";
}

/** What stands between the words that say role and quantity, as it is written in the key; undefined when nothing does. */
function domainOf(key: string, list: readonly Word[]): string | undefined {
  const known = (w: Word | undefined) =>
    w !== undefined && [TRAIN, EVAL, LOSS, PERPLEXITY, BYTES, ACCURACY, FILLER].some((set) => set.has(w.text));
  let from = 0;
  let to = list.length;
  while (from < to && known(list[from])) from++;
  while (to > from && known(list[to - 1])) to--;
  // The word that says the role may stand inside: `c4/val/loss` ends there, `loss/val/c4` began there.
  const first = list[from];
  const last = list[to - 1];
  return first === undefined || last === undefined ? undefined : key.slice(first.start, last.end);
}

/**
 * The meaning of a raw key. In a log a bare `loss` is the training loss; in a table of results (`table`), where a row is a
 * trained model or a checkpoint, a loss that does not say "train" is the one it was judged by: role eval.
 */
export function metricOf(key: string, table = false): Metric {
  return table ? inTable(key) : inLog(key);
}

const inLog = remembered((key) => readMetric(key, false));
const inTable = remembered((key) => readMetric(key, true));

function readMetric(key: string, table: boolean): Metric {
  const exact = EXACT.get(key.slice(key.lastIndexOf("/") + 1).toLowerCase());
  const list = wordsOf(key);
  if (exact !== undefined) {
    const said = roleOf(list);
    const domain = key.includes("/") ? domainOf(key, wordsOf(key.slice(0, key.lastIndexOf("/")))) : undefined;
    const role = said === "other" ? exact[0] : said;
    return { key, role, ...(domain === undefined ? {} : { domain }), quantity: exact[1], unit: UNITS[exact[1]] };
  }
  let quantity = quantityOf(list);
  if (quantity === "ce" && list.some((w) => NOT_CE.has(w.text))) quantity = "other";
  if (list.some((w) => w.text === "stderr" || w.text === "std")) quantity = "other";
  let role = roleOf(list);
  if (quantity === "other") return { key, role, quantity, unit: "" };
  if (role === "other") role = table ? "eval" : quantity === "ce" || quantity === "ppl" ? "train" : "eval";
  const domain = domainOf(key, list);
  return { key, role, ...(domain === undefined ? {} : { domain }), quantity, unit: UNITS[quantity] };
}

/** What a column is used as besides being a metric. */
export type Use = "step" | "tokens" | "flops" | "params" | "time" | "name" | "samples" | "tokensPerStep";

/** Normalised key → the use and how good a source it is: 0 the best. Written from the best to the worst of each line. */
const USES: Record<Use, string> = {
  step:
    "step _step global_step trainer/global_step iteration iter iter_num it steps num_steps current_steps num_updates update " +
    "updates trainstep train_step training_step training_steps optim_step n_iter batch_idx total_step_count time/batch epoch",
  tokens:
    "tokens tokens_seen total_tokens num_tokens n_tokens seen_tokens num_input_tokens_seen n_tokens_seen " +
    "throughput/total_tokens consumed_tokens tokens_consumed time/token total_tokens_processed tokens_processed train_tokens " +
    "training_tokens token_count ntokens_total num_tokens_seen dataset_size d",
  flops:
    "flops total_flops train_flops training_flop training_flops train_flop total_flos flops_total compute compute_flops " +
    "c cumulative_flops total_compute throughput/total_gflops total_gflops throughput/total_petaflops total_petaflops " +
    "flops_6nd",
  params:
    "params n_params num_params num_parameters parameters param_count total_params model_params model_size params_total " +
    "n_parameters model_parameters nparams params_with_embed params_active_precise n model_num_parameters params_no_embed " +
    "n_no_embed non_embedding_params",
  time:
    "wall_time_sec wall_time walltime _runtime runtime elapsed elapsed_time elapsed_sec elapsed_seconds time_elapsed train_time " +
    "total_time relative_time wall_clock_time time_sec _timestamp timestamp wall_time_s created_at time datetime date",
  name: "run_name run run_id runname wandb_name name experiment_name exp_name model_name trial trial_id job_name",
  samples: "consumed_samples samples samples_seen n_samples num_samples sequences sequences_seen",
  tokensPerStep: "tokens_per_step tokens_per_batch tokens_per_iter tokens_per_iteration optim/total_tokens",
};

/** Lower case, anything but letters, digits and `/` becomes `_`: `Training FLOP` is `training_flop`. */
export function normalKey(key: string): string {
  let text = "";
  for (const c of key.trim().toLowerCase()) text += isLetterOrDigit(c.charCodeAt(0)) || c === "/" ? c : "_";
  return text;
}

const TABLE: ReadonlyMap<string, readonly [Use, number]> = new Map(
  (Object.entries(USES) as [Use, string][]).flatMap(([use, list]) =>
    list.split(" ").map((key, rank) => [key, [use, rank] as const] as const),
  ),
);

/** A key without the leading piece that trackers put before all keys. */
function bare(key: string): string {
  for (const prefix of ["metrics/", "train/", "trainer/", "perf/", "progress/"]) {
    if (key.startsWith(prefix)) return key.slice(prefix.length);
  }
  return key;
}

/** The use of a column by its key, with its rank among the keys of that use (lower is better); undefined for none. */
export const useOf = remembered((key): { readonly use: Use; readonly rank: number } | undefined => {
  const normal = normalKey(key);
  // N, D and C are the field's symbols; n, d and c are anybody's counters.
  if (normal.length === 1 && normal === key) return undefined;
  const found = TABLE.get(normal) ?? TABLE.get(bare(normal));
  return found === undefined ? undefined : { use: found[0], rank: found[1] };
});

/** How many FLOPs one of the column's unit is: `total_gflops` counts 1e9 each. */
export function flopsUnit(key: string): number {
  const normal = normalKey(key);
  if (normal.includes("petaflop") || normal.includes("pflop")) return 1e15;
  if (normal.includes("teraflop") || normal.includes("tflop")) return 1e12;
  return normal.includes("gflop") ? 1e9 : 1;
}

/** Whether a parameter count says what it counts: "non-embedding", "active", else "total". */
export function paramsKind(key: string): "total" | "non-embedding" | "active" {
  const normal = normalKey(key);
  if (normal.includes("no_emb") || normal.includes("non_emb") || normal.includes("nonemb")) return "non-embedding";
  return normal.includes("active") ? "active" : "total";
}
