import type { Convention } from "../convention";
import { columns, folders, recognisedBy, settings } from "../rules";

/** Hugging Face's Trainer: TrainerState, TrainingArguments, `checkpoint-<step>` folders. Its callbacks for trackers log without a step, so
 * that the tracker counts the calls: the step is the one they log. */
export const huggingFace: Convention = {
  id: "hugging-face",
  label: "Hugging Face Trainer",
  source: { repository: "huggingface/transformers", version: "5.24.0", date: "2026-11-28" },
  recognises: recognisedBy({
    formats: "trainer-state hf-printed",
    keys: "total_flos num_input_tokens_seen per_device_train_batch_size train/global_step",
  }),
  step: columns("train/global_step"),
  tokens: [
    ...columns("num_input_tokens_seen"),
    ...settings("per_device_train_batch_size", { counts: "samples a device step" }),
  ],
  // Trainer.floating_point_ops: 6 × tokens × parameters, exclude_embeddings=True.
  flops: columns("total_flos", { sixND: "non-embedding" }),
  // The mean over the whole run, in its closing row.
  loss: [{ key: "train/train_loss", role: "train", quantity: "other" }],
  layout: folders(
    "checkpoint",
    "checkpoint-# checkpoint-last last-checkpoint checkpoint-best best-checkpoint checkpoint-final best last",
  ),
};
