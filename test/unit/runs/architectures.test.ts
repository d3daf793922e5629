import assert from "node:assert/strict";
import { modelSize } from "../../../src/core/runs/facts/architectures";
import { makeSettings } from "../../../src/core/runs/words/config";
import type { Scalar } from "../../../src/core/runs/run";

const sizeOf = (values: Readonly<Record<string, Scalar>>) =>
  modelSize(makeSettings([{ source: "config.json", values: new Map(Object.entries(values)) }]));

/** `num_parameters()` and `num_parameters(exclude_embeddings=True)` of transformers 5.24 for these configurations. */
const llama = {
  vocab_size: 64,
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  intermediate_size: 100,
  tie_word_embeddings: false,
};
const counted: readonly (readonly [Readonly<Record<string, Scalar>>, number, number])[] = [
  [{ model_type: "gpt2", vocab_size: 64, n_positions: 32, n_embd: 32, n_layer: 2, n_head: 2 }, 28544, 25472],
  [
    {
      model_type: "gpt_neox",
      vocab_size: 64,
      hidden_size: 32,
      num_hidden_layers: 2,
      num_attention_heads: 2,
      intermediate_size: 100,
    },
    25928,
    23880,
  ],
  [{ ...llama, model_type: "llama" }, 29600, 27552],
  [{ ...llama, model_type: "mistral" }, 29600, 27552],
  [{ ...llama, model_type: "qwen2" }, 29728, 27680],
  [{ ...llama, model_type: "qwen3", head_dim: 16 }, 35808, 33760],
];

describe("models of transformers", () => {
  for (const [config, total, withoutEmbeddings] of counted) {
    it(`counts ${String(config["model_type"])} as its own code does`, () => {
      const size = sizeOf(config);
      assert.equal(size?.total, total);
      assert.equal(size.withoutEmbeddings, withoutEmbeddings);
    });
  }

  it("knows no other model, and none whose sizes are not all there", () => {
    assert.equal(sizeOf({ ...llama, model_type: "mamba" }), undefined);
    assert.equal(sizeOf(llama), undefined);
    assert.equal(sizeOf({ ...llama, model_type: "llama", vocab_size: "" }), undefined);
  });
});
