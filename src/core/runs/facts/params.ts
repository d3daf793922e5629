import { findNumber, findSetting, type Settings } from "../words/config";
import { paramsKind } from "../words/names";
import type { Fact } from "../run";
import { countOf, shortCount, sizesIn } from "../words/sizes";

const PARAMS =
  "n_params num_params num_parameters total_params n_parameters total_parameters params_total model_params " +
  "model_num_parameters param_count nparams parameters params num_params_total model_parameters " +
  "non_embedding_params params_no_embed num_non_embedding_params n_params_non_embedding active_params params_active";
const SIZE = "model_size size model_scale params n_params model_name model name group";

/** N as a setting: a count, or a size written with a letter. */
export function paramsFromSettings(settings: Settings): Fact | undefined {
  const counted = findNumber(settings, PARAMS);
  if (counted !== undefined && counted.value >= 1000) {
    return { value: counted.value, from: counted.from, kind: paramsKind(counted.key), how: counted.how };
  }
  const written = findSetting(settings, SIZE.split(" "), (v) => typeof v === "string" && sizesIn(v).length === 1);
  if (written === undefined || typeof written.value !== "string") return undefined;
  const size = sizesIn(written.value)[0];
  if (size === undefined) return undefined;
  const from = countOf(written.value) === undefined ? "name" : written.from;
  return { value: size.value, from, kind: "total", how: `${written.how} "${written.value}"` };
}

/**
 * N from the shape of a transformer: 12·L·d² where only depth and width are known, real feed-forward and key/value sizes where
 * they are given (Kaplan et al. 2020, §2.1, counts the same matrices), plus V·d once (tied) or twice for the embeddings. A
 * decoder beside an encoder (T5) has a second attention in each layer.
 */
export function paramsFromShape(settings: Settings): Fact | undefined {
  const stack = layersOf(settings);
  const width = findNumber(
    settings,
    "n_embd d_model hidden_size n_embed model_dim embed_dim embedding_dim hidden_dim emb_dim dim width",
  );
  if (stack === undefined || width === undefined) return undefined;
  const d = width.value;
  const { attention, feedForward, formula } = layerOf(settings, d);
  const blocks = stack.attentions * attention + stack.layers * feedForward;
  const vocabulary = findNumber(settings, "vocab_size vocabulary_size n_vocab padded_vocab_size")?.value;
  const tied = findSetting(
    settings,
    ["tie_word_embeddings", "weight_tying", "tie_embeddings", "tie_weights", "logits_via_embedding"],
    () => true,
  );
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

function layersOf(settings: Settings): Stack | undefined {
  const decoder = findNumber(settings, "num_decoder_layers decoder_layers n_decoder_layers");
  const encoder = findNumber(settings, "num_encoder_layers encoder_layers n_encoder_layers num_layers");
  if (decoder !== undefined && encoder !== undefined) {
    const how = `L = ${encoder.value} (${encoder.key}) + ${decoder.value} (${decoder.key})`;
    return { layers: encoder.value + decoder.value, attentions: encoder.value + 2 * decoder.value, how };
  }
  const layers = findNumber(settings, "n_layer n_layers num_layers num_hidden_layers depth n_blocks num_blocks");
  if (layers === undefined) return undefined;
  return { layers: layers.value, attentions: layers.value, how: `L = ${layers.value} (${layers.key})` };
}

/** Weights of an attention and of a feed-forward block of width `d`. */
function layerOf(settings: Settings, d: number): { attention: number; feedForward: number; formula: string } {
  const heads = findNumber(settings, "num_attention_heads n_head n_heads num_heads")?.value;
  const kvHeads = findNumber(settings, "num_key_value_heads n_kv_heads n_kv_head num_kv_heads")?.value ?? heads;
  const headSize =
    findNumber(settings, "head_dim head_size d_kv")?.value ?? (heads === undefined ? undefined : d / heads);
  const ffn = findNumber(
    settings,
    "intermediate_size d_ff ffn_dim ffn_hidden_size n_inner feed_forward_dim ff_dim mlp_dim",
  )?.value;
  const gate = findSetting(
    settings,
    ["hidden_act", "activation", "activation_type", "mlp_type", "ffn_type", "mlp_activations", "feed_forward_proj"],
    isGated,
  );
  const known = heads !== undefined && kvHeads !== undefined && headSize !== undefined;
  return {
    attention: known ? 2 * d * heads * headSize + 2 * d * kvHeads * headSize : 4 * d * d,
    feedForward: ffn === undefined ? 8 * d * d : (gate === undefined ? 2 : 3) * d * ffn,
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

/**
 * N from the run's name or the folders above it, the nearest first. `notParams` are counts that are known to be of something
 * else: in `token-tango-b128-lr1e-4-327m` the log itself ends at 327M tokens.
 */
export function paramsFromNames(pieces: readonly string[], notParams: (value: number) => boolean): Fact | undefined {
  for (const piece of pieces) {
    const sizes = sizesIn(piece).filter((size) => !notParams(size.value));
    const size = sizes[0];
    if (size === undefined || sizes.some((other) => other.value !== size.value)) continue;
    return { value: size.value, from: "name", kind: "total", how: `name "${piece}": ${shortCount(size.value)}` };
  }
  return undefined;
}
