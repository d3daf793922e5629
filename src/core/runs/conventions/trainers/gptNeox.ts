import type { Convention } from "../convention";
import { recognisedBy, settings } from "../rules";

/** GPT-NeoX: its `train_batch_size` is of all devices, in sequences; keys of its YAML files have hyphens. */
export const gptNeox: Convention = {
  id: "gpt-neox",
  label: "GPT-NeoX",
  source: { repository: "EleutherAI/gpt-neox", commit: "ea7aefd8f8e183256992d9fede4d7c71a46d67a5", date: "2026-05-19" },
  recognises: recognisedBy({
    keys: "validation/lm_loss lm_loss_validation runtime/samples_per_sec approx_flops_per_gpu",
  }),
  tokens: settings("train_batch_size", { counts: "samples a step" }),
  loss: [
    { key: "lm_loss validation", role: "eval", quantity: "ce", inFolders: true },
    { key: "lm_loss test", role: "eval", quantity: "other", inFolders: true },
  ],
};
