import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** nanoGPT, and the many scripts that were written after it. Its `gradient_accumulation_steps` are those of all devices together. */
export const nanogpt: Convention = {
  id: "nanogpt",
  label: "nanoGPT",
  source: { repository: "karpathy/nanoGPT", commit: "3adf61e154c3fe3fca428ad6bc3818b27a3b8291", date: "2025-11-12" },
  recognises: recognisedBy({ formats: "nanogpt", keys: "always_save_checkpoint" }),
  step: [...columns("iter"), ...settings("max_iters", { counts: "planned steps" })],
  tokens: [
    ...settings("tokens_per_iteration tokens_per_iter", { counts: "tokens a step" }),
    ...settings("batch_size", { counts: "samples a device step" }),
    ...settings("gradient_accumulation_steps", { counts: "accumulation of all devices" }),
    ...settings("block_size", { counts: "sequence length" }),
  ],
  // The optimizer's counts are exact; the model's is rounded, and without the position embedding.
  params: settings("total_params"),
};
