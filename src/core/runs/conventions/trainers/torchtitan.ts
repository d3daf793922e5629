import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** torchtitan: `n_tokens_seen` over all devices; the largest loss of a rank stands beside the mean. */
export const torchtitan: Convention = {
  id: "torchtitan",
  label: "torchtitan",
  source: { repository: "pytorch/torchtitan", commit: "b5bcd76c66d0acb1a08b176d9639425bc55e0b2a", date: "2026-08-21" },
  recognises: recognisedBy({ formats: "torchtitan", keys: "n_tokens_seen loss_metrics/global_avg_loss" }),
  tokens: [...columns("n_tokens_seen"), ...settings("local_batch_size", { counts: "samples a device step" })],
  loss: [{ key: "loss_metrics/global_max_loss", role: "train", quantity: "other" }],
};
