import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** LLaMA-Factory's `trainer_log.jsonl`. */
export const llamaFactory: Convention = {
  id: "llama-factory",
  label: "LLaMA-Factory",
  source: { repository: "hiyouga/LLaMA-Factory" },
  recognises: recognisedBy({ keys: "current_steps" }),
  step: columns("step global_step current_steps"),
};
