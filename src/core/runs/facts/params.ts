import { modelSize } from "./architectures";
import { findNumber, findSetting, type Settings } from "../words/config";
import { anyMeaning } from "../conventions";
import type { Meanings, SettingUse } from "../conventions/meanings";
import type { Fact, Scalar } from "../run";
import { countOf, shortCount, sizesIn } from "../words/sizes";

/** Settings of a run that trains an adapter: what is trainable is not the model. */
const adapterKeys = "lora_r lora_rank lora_alpha lora_dropout peft_type peft_config adapter finetuning_type".split(" ");

const trainsAdapter = (settings: Settings): boolean =>
  findSetting(
    settings,
    adapterKeys,
    (value) => value !== "full" && value !== "none" && value !== "" && value !== false,
  ) !== undefined;

/** N as a setting: a count, or a size written with a letter. */
export function paramsFromSettings(settings: Settings, meanings: Meanings): Fact | undefined {
  const keys = meanings.settings("params");
  const whole = trainsAdapter(settings) ? keys.filter((key) => !key.includes("trainable")) : keys;
  const counted = findNumber(settings, whole);
  if (counted !== undefined && counted.value >= 1000) {
    return { value: counted.value, from: counted.from, kind: meanings.paramsKind(counted.key), how: counted.how };
  }
  const isSize = (v: Scalar) => typeof v === "string" && sizesIn(v).length === 1;
  const written = findSetting(settings, meanings.settings("size"), isSize);
  if (written === undefined || typeof written.value !== "string") return undefined;
  const size = sizesIn(written.value)[0];
  if (size === undefined) return undefined;
  const from = countOf(written.value) === undefined ? "name" : written.from;
  return { value: size.value, from, kind: "total", how: `${written.how} "${written.value}"` };
}

/** N of a model of transformers whose architecture is known. */
export function paramsFromArchitecture(settings: Settings): Fact | undefined {
  const size = modelSize(settings);
  return size === undefined ? undefined : { value: size.total, from: "derived", kind: "total", how: size.how };
}

/**
 * N from the shape of a transformer: 12·L·d² where only depth and width are known, real feed-forward and key/value sizes where
 * they are given (Kaplan et al. 2020, §2.1, counts the same matrices), plus V·d once (tied) or twice for the embeddings. A
 * decoder beside an encoder (T5) has a second attention in each layer.
 */
export function paramsFromShape(settings: Settings, meanings: Meanings = anyMeaning): Fact | undefined {
  const number = (use: SettingUse) => findNumber(settings, meanings.settings(use));
  const stack = layersOf(number);
  const width = number("width");
  if (stack === undefined || width === undefined) return undefined;
  const d = width.value;
  const { attention, feedForward, formula } = layerOf(
    number,
    findSetting(settings, meanings.settings("activation"), isGated) !== undefined,
    d,
  );
  const blocks = stack.attentions * attention + stack.layers * feedForward;
  const vocabulary = number("vocabulary")?.value;
  const tied = findSetting(settings, meanings.settings("tied embeddings"), () => true);
  const untied = tied !== undefined && ["false", "0"].includes(String(tied.value).toLowerCase());
  const embeddings = vocabulary === undefined ? 0 : vocabulary * d * (untied ? 2 : 1);
  return {
    value: blocks + embeddings,
    from: "derived",
    kind: vocabulary === undefined ? "non-embedding" : "total",
    how: `${formula}${vocabulary === undefined ? "" : " + V·d"} with ${stack.how}, d = ${d} (${width.key})`,
  };
}

interface Stack {
  readonly layers: number;
  /** How many attentions all layers have together. */
  readonly attentions: number;
  readonly how: string;
}

/** The number that a setting of that use has. */
type NumberOf = (use: SettingUse) => ReturnType<typeof findNumber>;

function layersOf(number: NumberOf): Stack | undefined {
  const decoder = number("decoder layers");
  const encoder = number("encoder layers");
  if (decoder !== undefined && encoder !== undefined) {
    const how = `L = ${encoder.value} (${encoder.key}) + ${decoder.value} (${decoder.key})`;
    return { layers: encoder.value + decoder.value, attentions: encoder.value + 2 * decoder.value, how };
  }
  const layers = number("layers");
  if (layers === undefined) return undefined;
  return { layers: layers.value, attentions: layers.value, how: `L = ${layers.value} (${layers.key})` };
}

/** Weights of an attention and of a feed-forward block of width `d`. */
function layerOf(
  number: NumberOf,
  gated: boolean,
  d: number,
): { attention: number; feedForward: number; formula: string } {
  const heads = number("heads")?.value;
  const kvHeads = number("key-value heads")?.value ?? heads;
  const headSize = number("head size")?.value ?? (heads === undefined ? undefined : d / heads);
  const ffn = number("feed-forward width")?.value;
  const known = heads !== undefined && kvHeads !== undefined && headSize !== undefined;
  return {
    attention: known ? 2 * d * heads * headSize + 2 * d * kvHeads * headSize : 4 * d * d,
    feedForward: ffn === undefined ? 8 * d * d : (gated ? 3 : 2) * d * ffn,
    formula: ffn === undefined && kvHeads === heads ? "12·L·d²" : "attention and feed-forward sizes",
  };
}

function isGated(value: unknown): boolean {
  if (typeof value !== "string") return false;
  const lower = value.toLowerCase();
  // t5x writes a gate as a second, linear activation: ('gelu', 'linear').
  if (lower.includes(",") && lower.includes("linear")) return true;
  return ["silu", "swiglu", "geglu", "swish", "glu", "llamamlp", "gated"].some((word) => lower.includes(word));
}

/** Whether a name has a word for tokens that is not the unit of a count of its own, as in `125M-100tok`. */
const speaksOfTokens = (name: string): boolean =>
  [...name.matchAll(/(?<![a-z])(tok|toks|tokens?)(?![a-z])/gi)].some(
    ({ index }) => !/\d[kmbt]?[-_ ]?$/i.test(name.slice(0, index)),
  );

/**
 * N from the run's name or the folders above it, the nearest first. `notParams` are counts that are known to be of something
 * else: in `token-tango-b128-lr1e-4-327m` the log itself ends at 327M tokens.
 */
export function paramsFromNames(pieces: readonly string[], notParams: (value: number) => boolean): Fact | undefined {
  for (const piece of pieces) {
    // Of a token budget, as in `token-tango-327m`: a count in such a name is a weak sign.
    if (speaksOfTokens(piece)) continue;
    const sizes = sizesIn(piece).filter((size) => !notParams(size.value));
    const size = sizes[0];
    if (size === undefined || sizes.some((other) => other.value !== size.value)) continue;
    return { value: size.value, from: "name", kind: "total", how: `name "${piece}": ${shortCount(size.value)}` };
  }
  return undefined;
}
