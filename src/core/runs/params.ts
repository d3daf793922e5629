import { findNumber, findSetting, type Settings } from "./config";
import { paramsKind } from "./names";
import type { Fact } from "./run";
import { countOf, shortCount, sizesIn } from "./sizes";

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
 * they are given (Kaplan et al. 2020, §2.1, counts the same matrices), plus V·d once (tied) or twice for the embeddings.
 */
export function paramsFromShape(settings: Settings): Fact | undefined {
  const layers = findNumber(settings, "n_layer n_layers num_layers num_hidden_layers depth n_blocks num_blocks");
  const width = findNumber(
    settings,
    "n_embd d_model hidden_size n_embed model_dim embed_dim embedding_dim hidden_dim dim width",
  );
  if (layers === undefined || width === undefined) return undefined;
  const d = width.value;
  const heads = findNumber(settings, "num_attention_heads n_head n_heads num_heads")?.value;
  const kvHeads = findNumber(settings, "num_key_value_heads n_kv_heads n_kv_head num_kv_heads")?.value ?? heads;
  const headSize = findNumber(settings, "head_dim head_size")?.value ?? (heads === undefined ? undefined : d / heads);
  const ffn = findNumber(
    settings,
    "intermediate_size d_ff ffn_dim ffn_hidden_size n_inner feed_forward_dim ff_dim",
  )?.value;
  const gate = findSetting(settings, ["hidden_act", "activation", "activation_type", "mlp_type", "ffn_type"], isGated);
  const attention =
    heads === undefined || kvHeads === undefined || headSize === undefined
      ? 4 * d * d
      : 2 * d * heads * headSize + 2 * d * kvHeads * headSize;
  const feedForward = ffn === undefined ? 8 * d * d : (gate === undefined ? 2 : 3) * d * ffn;
  const blocks = layers.value * (attention + feedForward);
  const vocabulary = findNumber(settings, "vocab_size vocabulary_size n_vocab padded_vocab_size")?.value;
  const tied = findSetting(
    settings,
    ["tie_word_embeddings", "weight_tying", "tie_embeddings", "tie_weights"],
    () => true,
  );
  const untied = tied !== undefined && (tied.value === false || tied.value === 0);
  const embeddings = vocabulary === undefined ? 0 : vocabulary * d * (untied ? 2 : 1);
  const shape = `L = ${layers.value} (${layers.key}), d = ${d} (${width.key})`;
  const formula = ffn === undefined && kvHeads === heads ? "12·L·d²" : "attention and feed-forward sizes";
  return {
    value: blocks + embeddings,
    from: "derived",
    kind: vocabulary === undefined ? "non-embedding" : "total",
    how: `${formula}${vocabulary === undefined ? "" : " + V·d"} with ${shape}`,
  };
}

function isGated(value: unknown): boolean {
  if (typeof value !== "string") return false;
  const lower = value.toLowerCase();
  return ["silu", "swiglu", "geglu", "swish", "glu", "llamamlp"].some((word) => lower.includes(word));
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
