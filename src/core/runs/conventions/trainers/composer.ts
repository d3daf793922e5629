import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** MosaicML Composer and LLM Foundry. */
export const composer: Convention = {
  id: "composer",
  label: "Composer or LLM Foundry",
  source: { repository: "mosaicml/composer" },
  recognises: recognisedBy({ formats: "composer", keys: "time/batch time/token device_train_microbatch_size" }),
  step: columns("step time/batch"),
  tokens: [...columns("time/token"), ...settings("device_train_microbatch_size", { counts: "samples a device step" })],
};
