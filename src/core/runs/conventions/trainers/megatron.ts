import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** Megatron-LM and Megatron-DeepSpeed. Their tokens are samples × length, so that a batch that grows is counted rightly. */
export const megatron: Convention = {
  id: "megatron",
  label: "Megatron-LM",
  source: { repository: "NVIDIA/Megatron-LM", commit: "d98e8a64ddf34856e74b24714e3bedb2f5a39553", date: "2026-08-22" },
  recognises: recognisedBy({
    formats: "megatron",
    keys: "consumed_samples consumed_tokens consumed_train_samples lm_loss_validation train_iters",
  }),
  step: settings("train_iters", { counts: "planned steps" }),
  tokens: [
    ...columns("consumed_tokens"),
    ...columns("consumed_samples consumed_train_samples samples_vs_steps", { counts: "samples" }),
  ],
  loss: [
    { key: "lm loss validation", role: "eval", quantity: "ce", inFolders: true },
    // The same again over the samples.
    { key: "lm loss vs samples", role: "train", quantity: "other" },
    { key: "lm loss validation vs samples", role: "eval", quantity: "other" },
  ],
};
