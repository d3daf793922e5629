import type { Convention } from "../convention";
import { recognisedBy, settings } from "../rules";

/** torchtune: its batch size is of one device, and nothing says how many there are. */
export const torchtune: Convention = {
  id: "torchtune",
  label: "torchtune",
  source: { repository: "pytorch/torchtune", commit: "bd2a0fc7c31430972728494fa01aaeeb0ebf1ba1", date: "2026-04-23" },
  recognises: recognisedBy({ formats: "torchtune", keys: "tokens_per_second_per_gpu peak_memory_active" }),
  tokens: settings("batch_size", { counts: "samples a device step" }),
  // Distillation: the cross-entropy is the class loss.
  loss: [{ key: "kd_loss", role: "train", quantity: "other" }],
};
