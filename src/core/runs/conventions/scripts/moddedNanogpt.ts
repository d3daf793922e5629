import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** modded-nanogpt, all tracks: neither N nor tokens are printed, and the model is none that the formula for transformers fits. */
export const moddedNanogpt: Convention = {
  id: "modded-nanogpt",
  label: "modded-nanogpt",
  source: {
    repository: "KellerJordan/modded-nanogpt",
    commit: "f411b3d346aa52d3504324ca93c230fd84c6c07f",
    date: "2026-08-01",
  },
  recognises: recognisedBy({ formats: "modded-nanogpt" }),
  loss: [
    { key: "val_avg_loss", role: "eval", quantity: "other" },
    { key: "val_ema_loss", role: "eval", quantity: "other" },
    { key: "objective", role: "train", quantity: "other" },
  ],
};
