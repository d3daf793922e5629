import { findNumber, findSetting, type Settings } from "../words/config";
import type { Scalar } from "../run";

/** Exact counts of parameters of a model of transformers. */
export interface ModelSize {
  readonly total: number;
  /** Without those of `nn.Embedding`, as `num_parameters(exclude_embeddings=True)` counts: a tied head is one, an untied is not. */
  readonly withoutEmbeddings: number;
  readonly how: string;
}

interface Shape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headSize: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly positions: number;
}

/** Per layer, after the last layer, and of positions; the same formula serves models that differ in none of these. */
interface Architecture {
  layer(shape: Shape): number;
  last(shape: Shape): number;
  readonly positions: boolean;
  /** Whether the head shares the embedding where the configuration says nothing. */
  readonly tied: boolean;
}

const attention = ({ width, heads, kvHeads, headSize }: Shape) => 2 * width * headSize * (heads + kvHeads);

/** Two layer norms, and a bias to every matrix. */
const biased = {
  layer: (s: Shape) => attention(s) + 2 * s.width * s.feedForward + 9 * s.width + s.feedForward,
  last: (s: Shape) => 2 * s.width,
};
/** A gated feed-forward, and norms without bias. */
const gated = {
  layer: (s: Shape) => attention(s) + 3 * s.width * s.feedForward + 2 * s.width,
  last: (s: Shape) => s.width,
};

/** By `model_type`, checked against transformers 5.24. */
const architectures: Readonly<Record<string, Architecture>> = {
  gpt2: { ...biased, positions: true, tied: true },
  gpt_neox: { ...biased, positions: false, tied: false },
  llama: { ...gated, positions: false, tied: false },
  mistral: { ...gated, positions: false, tied: false },
  qwen2: {
    ...gated,
    layer: (s) => gated.layer(s) + s.headSize * (s.heads + 2 * s.kvHeads),
    positions: false,
    tied: false,
  },
  qwen3: { ...gated, layer: (s) => gated.layer(s) + 2 * s.headSize, positions: false, tied: false },
};

/** The size of a model whose configuration names an architecture that is known and gives all its sizes; undefined otherwise. */
export function modelSize(settings: Settings): ModelSize | undefined {
  const type = findSetting(settings, ["model_type"], (v: Scalar) => typeof v === "string");
  const architecture = architectures[String(type?.value)];
  const shape = shapeOf(settings);
  if (type === undefined || architecture === undefined || shape === undefined) return undefined;
  const said = findSetting(settings, ["tie_word_embeddings"], () => true);
  const tied = said === undefined ? architecture.tied : String(said.value).toLowerCase() === "true";
  if (architecture.positions && Number.isNaN(shape.positions)) return undefined;
  const blocks = shape.layers * architecture.layer(shape) + architecture.last(shape);
  const embedding = shape.vocabulary * shape.width;
  const positions = architecture.positions ? shape.positions * shape.width : 0;
  const withoutEmbeddings = blocks + (tied ? 0 : embedding);
  return {
    total: withoutEmbeddings + embedding + positions,
    withoutEmbeddings,
    how: `${type.how} ${String(type.value)}, L = ${shape.layers}, d = ${shape.width}`,
  };
}

function shapeOf(settings: Settings): Shape | undefined {
  const number = (...keys: string[]) => findNumber(settings, keys)?.value;
  const layers = number("n_layer", "num_hidden_layers");
  const width = number("n_embd", "hidden_size");
  const heads = number("n_head", "num_attention_heads");
  const vocabulary = number("vocab_size");
  if (layers === undefined || width === undefined || heads === undefined || vocabulary === undefined) return undefined;
  return {
    layers,
    width,
    heads,
    kvHeads: number("num_key_value_heads") ?? heads,
    headSize: number("head_dim") ?? width / heads,
    feedForward: number("n_inner", "intermediate_size") ?? 4 * width,
    vocabulary,
    positions: number("n_positions", "max_position_embeddings") ?? NaN,
  };
}
