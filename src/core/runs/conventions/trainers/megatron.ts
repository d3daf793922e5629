import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** Megatron-LM, Megatron-DeepSpeed, GPT-NeoX and nanotron, which print and name alike. */
export const megatron: Convention = {
  id: "megatron",
  label: "Megatron-LM, GPT-NeoX or nanotron",
  source: { repository: "NVIDIA/Megatron-LM" },
  recognises: recognisedBy({
    formats: "megatron",
    keys: "consumed_samples consumed_tokens lm_loss_validation train_iters",
  }),
  step: settings("train_iters", { counts: "planned steps" }),
  tokens: [...columns("consumed_tokens"), ...columns("consumed_samples", { counts: "samples" })],
  loss: [{ key: "lm loss validation", role: "eval", quantity: "ce", inFolders: true }],
};
