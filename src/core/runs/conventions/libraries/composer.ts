import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** MosaicML Composer and LLM Foundry. `time/token` is that before the batch which is logged; `tokens_seen` is what the reader of its
 * output makes of it. */
export const composer: Convention = {
  id: "composer",
  label: "Composer or LLM Foundry",
  source: { repository: "mosaicml/composer", commit: "6405188805a0054b4551ec49e4919c54c971d0e8", date: "2026-04-29" },
  recognises: recognisedBy({ formats: "composer", keys: "time/batch time/token device_train_microbatch_size" }),
  step: columns("step time/batch"),
  tokens: [
    ...columns("tokens_seen time/token"),
    ...settings("device_train_microbatch_size", { counts: "samples a device step" }),
    ...settings("global_train_batch_size", { counts: "samples a step" }),
  ],
  loss: [
    { key: "metrics/train/languagecrossentropy", role: "train", quantity: "ce" },
    { key: "loss/train/lbl", role: "train", quantity: "other" },
  ],
};
