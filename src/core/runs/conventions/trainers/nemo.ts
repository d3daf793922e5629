import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** NeMo, on Lightning: `consumed_samples` after the step, over all devices. */
export const nemo: Convention = {
  id: "nemo",
  label: "NeMo",
  source: { repository: "NVIDIA/NeMo", commit: "8cfedd7203462cb251a914e700e5605444277561", date: "2025-09-20" },
  recognises: recognisedBy({ formats: "nemo", keys: "reduced_train_loss train_step_timing_in_s" }),
  step: columns("trainer/global_step step global_step"),
  tokens: [
    ...columns("consumed_samples", { counts: "samples" }),
    ...settings("encoder_seq_length", { counts: "sequence length" }),
  ],
  loss: [{ key: "reduced_train_loss", role: "train", quantity: "ce", inFolders: true }],
};
