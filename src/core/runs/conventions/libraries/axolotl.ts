import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** Axolotl, on Hugging Face's Trainer: tokens with padding, and those that are trained on, both so far over all devices. */
export const axolotl: Convention = {
  id: "axolotl",
  label: "Axolotl",
  source: {
    repository: "axolotl-ai-cloud/axolotl",
    commit: "067b021c8b87a9e5e380b9173c704cf7340e30f5",
    date: "2026-07-24",
  },
  recognises: recognisedBy({ keys: "tokens/total tokens/trainable tokens/train_per_sec_per_gpu" }),
  tokens: [
    ...columns("tokens/total tokens/trainable"),
    ...settings("micro_batch_size", { counts: "samples a device step" }),
    ...settings("sequence_len", { counts: "sequence length" }),
  ],
  params: [{ size: "base_model" }],
};
