import type { Convention } from "../convention";
import { columns, folders, recognisedBy, settings } from "../rules";

/** Hugging Face's Trainer (and TRL, which is built on it): TrainerState, TrainingArguments, `checkpoint-<step>` folders. */
export const huggingFace: Convention = {
  id: "hugging-face",
  label: "Hugging Face Trainer",
  source: { repository: "huggingface/transformers" },
  recognises: recognisedBy({
    formats: "trainer-state hf-printed",
    keys: "total_flos num_input_tokens_seen per_device_train_batch_size",
  }),
  tokens: [
    ...columns("num_input_tokens_seen"),
    ...settings("per_device_train_batch_size", { counts: "samples a device step" }),
  ],
  // Trainer.floating_point_ops: 6 × tokens × parameters, exclude_embeddings=True.
  flops: columns("total_flos", { sixND: "non-embedding" }),
  layout: folders("checkpoint", "checkpoint-#"),
};
