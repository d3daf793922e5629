import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** nanochat. Its own laws count the matrices of the blocks and the head as N: the embeddings of values are look-ups, several times as
 * many. It estimates the FLOPs of a token with attention. */
export const nanochat: Convention = {
  id: "nanochat",
  label: "nanochat",
  source: { repository: "karpathy/nanochat", commit: "92d63d4e8bb4df75c3b71618f31ddde2378b2bcd", date: "2026-07-03" },
  recognises: recognisedBy({ formats: "nanochat", keys: "total_training_flops tokens_trained flops_budget" }),
  tokens: columns("tokens_trained"),
  flops: [...columns("total_training_flops flops_budget"), ...settings("flops_per_token", { counts: "FLOPs a token" })],
  params: [
    { sum: ["n_scaling_params"], counts: "non-embedding" },
    { sum: ["num_scaling_params"], counts: "non-embedding" },
    { sum: ["params_transformer_matrices", "params_lm_head"], counts: "non-embedding" },
    { sum: ["params_transformer", "params_lm_head"], counts: "non-embedding" },
  ],
};
