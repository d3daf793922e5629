import type { Convention } from "../convention";
import { recognisedBy, settings } from "../rules";

/** DeepSpeed's configuration, under whatever trainer. */
export const deepspeed: Convention = {
  id: "deepspeed",
  label: "DeepSpeed",
  source: { repository: "deepspeedai/DeepSpeed" },
  recognises: recognisedBy({ keys: "train_micro_batch_size_per_gpu" }),
  tokens: settings("train_micro_batch_size_per_gpu", { counts: "samples a device step" }),
};
