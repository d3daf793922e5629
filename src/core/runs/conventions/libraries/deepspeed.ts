import type { Convention } from "../convention";
import { recognisedBy, settings } from "../rules";

/** DeepSpeed's configuration, under whatever trainer: its `train_batch_size` is of all devices. */
export const deepspeed: Convention = {
  id: "deepspeed",
  label: "DeepSpeed",
  source: {
    repository: "deepspeedai/DeepSpeed",
    commit: "edaa7221267243c7be7fb49c5d5f5c4fb97b4641",
    date: "2026-08-22",
  },
  recognises: recognisedBy({ keys: "train_micro_batch_size_per_gpu" }),
  tokens: [
    ...settings("train_batch_size", { counts: "samples a step" }),
    ...settings("train_micro_batch_size_per_gpu", { counts: "samples a device step" }),
  ],
};
