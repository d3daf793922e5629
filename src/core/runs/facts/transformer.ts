import type { Settings } from "../words/config";
import { lastPiece } from "../words/config";
import { normalKey } from "../words/names";

/** Settings that only models of attention have. */
const transformerKeys = new Set(
  (
    "n_head n_heads num_heads num_attention_heads n_kv_heads n_kv_head num_kv_heads num_key_value_heads d_kv n_embd n_embed " +
    "d_model d_ff ffn_dim ffn_hidden_size n_inner intermediate_size feed_forward_dim ff_dim mlp_dim n_ctx n_positions " +
    "max_position_embeddings rope_theta rotary_pct attention_dropout attn_pdrop encoder_layers decoder_layers num_decoder_layers"
  ).split(" "),
);

/** Words of a name of a model, or of a key (`network.T5Config`), that say what it is. */
const transformerWords =
  /(^|[^a-z])(transformers?|gpt\w*|llama\w*|bert|roberta|t5\w*|opt|neox|qwen\w*|mistral|mixtral|gemma\w*|phi\w*|falcon|bloom|olmo\w*|mpt|deepseek\w*|pythia|decoder|attention)([^a-z]|$)/;
const otherWords =
  /(^|[^a-z])(x?lstms?|gru|rnns?|conv\w*|cnns?|resnet\w*|mamba\d*|s4|ssms?|rwkv\w*|hyena|retnet|unet|mixer|kernel_size|d_conv|d_state|cell_type|bidirectional)([^a-z]|$)/;

/** Settings whose text names a model. */
const modelKeys = new Set(
  (
    "model_type architectures architecture arch model model_name model_class network backbone cell cell_type rnn_type layer_type " +
    "block_type type name _target_ model_name_or_path _name_or_path"
  ).split(" "),
);

/** Trainers of nothing but language models of attention (conventions, by id): their sizes are those of a transformer. */
const transformerTrainers = new Set(
  (
    "nanogpt build-nanogpt modded-nanogpt nanochat llm.c parameter-golf olmo olmo-core torchtune lingua litgpt open-lm gpt-neox t5x " +
    "maxtext megatron torchtitan nanotron"
  ).split(" "),
);

/**
 * Whether the settings name a transformer, so that its formula may count their parameters: by a size that only attention has, or in
 * words. A recurrent or convolutional model is none, whatever sizes it has.
 */
export function isTransformer({ values }: Settings, conventions: readonly string[] = []): boolean {
  let found = conventions.some((id) => transformerTrainers.has(id));
  for (const [key, value] of values) {
    const normal = normalKey(key);
    const last = normalKey(lastPiece(key));
    const isName = modelKeys.has(last) || /(^|\/)architectures?(\/|_)\d+$/.test(normal);
    const text = `${normal} ${typeof value === "string" && isName ? wordsOf(value) : ""}`;
    if (otherWords.test(text) && value !== false && value !== 0) return false;
    found ||= transformerKeys.has(last) || transformerWords.test(text);
  }
  return found;
}

/** `GPT2LMHeadModel` → `gpt2 lm head model`. */
const wordsOf = (text: string): string => text.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();

/** Whether the configuration brings code of its own for the model. */
export const hasOwnCode = ({ values }: Settings): boolean =>
  [...values.keys()].some((key) => /(^|\/)auto_map(\/|$)/.test(normalKey(key)));
