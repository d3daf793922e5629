import { remembered } from "./memo";
import type { CountKind, Metric, Quantity, Role } from "../run";

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

const trainWords = words("train training trn");
const evalWords = words("val valid validation validate eval evals evaluation test dev heldout holdout inference");
const lossWords = words("loss losses ce nll xent crossentropy crossentropyloss languagecrossentropy celoss lmloss");
const perplexityWords = words("ppl perplexity languageperplexity");
const bitsPerByteWords = words("bpb");
const accuracyWords = words("acc accuracy hellaswag top1 top5");
/** Words without a meaning of their own around a loss. */
const fillerWords = words(
  "metrics metric global avg average mean out total step epoch lm final none per token tokens log logs cross entropy bits " +
    "byte char word nats norm estimate estimated est last current history summary scalars language model inner main",
);
/** A key with one of these is not the model's cross-entropy, whatever else it says. */
const otherLossWords = words(
  "z aux auxiliary moe router balance balancing contrastive reward kl mse l1 l2 mae scale scaler scaling weight weights std var " +
    "variance ratio min max best delta diff spike spikes count nan inf time ms sec seconds norm grad gradient lo95 hi95 lo hi " +
    "lower upper stderr err alpha beta coef coefficient exponent ema smooth smoothed policy critic value entropyloss dpo distill rank flops lr threshold patience " +
    // Reinforcement learning, detection, generation, and what a fit says of a loss.
    "pg vf pi actor ppo grpo dpo orpo kto advantage advantages rewards box cls dfl obj seg bbox giou iou rpn keypoint pose " +
    "triplet hinge recon reconstruction commitment vq gan generator discriminator disc adv adversarial distillation kd predict " +
    "predicted pred fitted extrapolated",
);

const unitOf: Record<Quantity, string> = { ce: "nats/token", ppl: "ppl", bpb: "bits/byte", acc: "", other: "" };

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

/** What words that name a unit say: their quantity, and the unit that the values are logged in where it is another. */
const unitWords: readonly (readonly [words: string, is: Measured])[] = [
  ["nats per byte", { quantity: "bpb", logged: "nats/byte" }],
  ["byte perplexity", { quantity: "ppl", unit: "ppl/byte" }],
  ["byte ppl", { quantity: "ppl", unit: "ppl/byte" }],
  ["bits per byte", { quantity: "bpb" }],
  ["word perplexity", { quantity: "ppl", unit: "ppl/word" }],
  ["word ppl", { quantity: "ppl", unit: "ppl/word" }],
  ["bits per token", { quantity: "ce", logged: "bits/token" }],
  ["nats per token", { quantity: "ce" }],
];

interface Measured {
  readonly quantity: Quantity;
  readonly unit?: string;
  readonly logged?: NonNullable<Metric["logged"]>;
}

function measuredBy(list: readonly Word[]): Measured {
  const has = (set: ReadonlySet<string>) => list.some((w) => set.has(w.text));
  const texts = list.map((w) => w.text).join(" ");
  const said = unitWords.find(([words]) => texts.includes(words));
  if (said !== undefined) return said[1];
  if (has(bitsPerByteWords)) return { quantity: "bpb" };
  if (has(perplexityWords)) return { quantity: "ppl" };
  if (has(lossWords) || texts.includes("cross entropy")) return { quantity: "ce" };
  return { quantity: has(accuracyWords) ? "acc" : "other" };
}

/** Whether the words name another loss: that of a policy, of boxes, a penalty; an entropy that is no cross-entropy. */
const isOtherLoss = (list: readonly Word[]): boolean =>
  list.some(({ text }, i) => otherLossWords.has(text) || (text === "entropy" && list[i - 1]?.text !== "cross"));

/** The role that the words of a text say: `val`, `eval_c4`, `training`; "other" where none does. */
export const roleSaid = (text: string): Role => roleOf(wordsOf(text));

function roleOf(list: readonly Word[]): Role {
  const first = list.find((w) => trainWords.has(w.text) || evalWords.has(w.text));
  if (first === undefined) return "other";
  // "training_eval/loss": evaluated while training.
  if (list.some((w) => evalWords.has(w.text))) return "eval";
  return "train";
}

/** The part of the key between the words for role and quantity; undefined when there is none. */
function domainOf(key: string, list: readonly Word[]): string | undefined {
  // HellaSwag is the data where another word says that it was an accuracy.
  const isData = (w: Word) =>
    w.text === "hellaswag" && list.some(({ text }) => text !== w.text && accuracyWords.has(text));
  const known = (w: Word | undefined) =>
    w !== undefined &&
    !isData(w) &&
    [trainWords, evalWords, lossWords, perplexityWords, bitsPerByteWords, accuracyWords, fillerWords].some((set) =>
      set.has(w.text),
    );
  let from = 0;
  let to = list.length;
  while (from < to && known(list[from])) from++;
  while (to > from && known(list[to - 1])) to--;
  // The role's word may be inside: `c4/val/loss`, `loss/val/c4`.
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
  const list = wordsOf(key);
  const { unit, logged, ...measured } = measuredBy(list);
  let { quantity } = measured;
  if (quantity === "ce" && isOtherLoss(list)) quantity = "other";
  if (list.some((w) => w.text === "stderr" || w.text === "std")) quantity = "other";
  let role = roleOf(list);
  if (quantity === "other") return { key, role, quantity, unit: "" };
  if (role === "other")
    role = table ? "eval" : quantity === "ce" || (quantity === "ppl" && unit === undefined) ? "train" : "eval";
  const domain = domainOf(key, list);
  return {
    key,
    role,
    ...(domain === undefined ? {} : { domain }),
    quantity,
    unit: unit ?? unitOf[quantity],
    ...(logged === undefined ? {} : { logged }),
  };
}

/**
 * A metric whose meaning is known from the end of its key: what stands before `folderEnd` may say that it was evaluated, and on
 * which data.
 */
export function knownMetric(key: string, folderEnd: number, role: Role, quantity: Quantity): Metric {
  const folder = wordsOf(key.slice(0, Math.max(0, folderEnd)));
  const said = role === "eval" ? role : roleOf(folder);
  const domain = domainOf(key, folder);
  return {
    key,
    role: said === "other" ? role : said,
    ...(domain === undefined ? {} : { domain }),
    quantity,
    unit: unitOf[quantity],
  };
}

/** Normalises a key: lower case, and anything but letters, digits and `/` becomes `_`: `Training FLOP` is `training_flop`. */
export function normalKey(key: string): string {
  let text = "";
  for (const c of key.trim().toLowerCase()) text += isLetterOrDigit(c.charCodeAt(0)) || c === "/" ? c : "_";
  return text;
}

/** FLOPs per unit of the column, by its key: 1e9 for `total_gflops`. */
export function flopsUnit(key: string): number {
  const normal = normalKey(key);
  if (normal.includes("petaflop") || normal.includes("pflop")) return 1e15;
  if (normal.includes("teraflop") || normal.includes("tflop")) return 1e12;
  return normal.includes("gflop") ? 1e9 : 1;
}

/** What a parameter count counts, by its key: "non-embedding", "active", else "total". */
export function paramsKind(key: string): CountKind {
  const normal = normalKey(key);
  if (normal.includes("no_emb") || normal.includes("non_emb") || normal.includes("nonemb")) return "non-embedding";
  return normal.includes("active") ? "active" : "total";
}
