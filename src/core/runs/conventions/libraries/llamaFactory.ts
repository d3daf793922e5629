import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** LLaMA-Factory's `trainer_log.jsonl`, and its `training_args.yaml`. */
export const llamaFactory: Convention = {
  id: "llama-factory",
  label: "LLaMA-Factory",
  source: {
    repository: "hiyouga/LLaMA-Factory",
    commit: "ff6d4d12eeb035d6ce06805a5733dd7b29f2ac30",
    date: "2026-08-18",
  },
  recognises: recognisedBy({ keys: "current_steps cutoff_len" }),
  step: columns("step global_step current_steps"),
  tokens: settings("cutoff_len", { counts: "sequence length" }),
  params: [{ size: "model_name_or_path" }],
  loss: [{ key: "predict_loss", role: "eval", quantity: "other" }],
};
