import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** MaxText: `total_weights` are the tokens of a step over all devices, without padding. `eval/total_loss` is a sum; `perf/per_device_tflops`
 * is the work of a step, not a rate. */
export const maxText: Convention = {
  id: "maxtext",
  label: "MaxText",
  source: {
    repository: "AI-Hypercomputer/maxtext",
    commit: "e591f30cbbf217ed67ef71263ec0538239f9c3b8",
    date: "2026-08-22",
  },
  recognises: recognisedBy({
    formats: "maxtext",
    keys: "learning/total_weights perf/per_device_tflops max_target_length",
  }),
  tokens: [
    ...columns("learning/total_weights", { counts: "tokens of this step" }),
    ...settings("max_target_length", { counts: "sequence length" }),
  ],
  params: settings("num_model_parameters"),
  loss: [
    { key: "learning/loss", role: "train", quantity: "ce" },
    { key: "learning/lm_loss", role: "train", quantity: "other" },
    { key: "learning/mtp_loss", role: "train", quantity: "other" },
    { key: "eval/avg_loss", role: "eval", quantity: "ce" },
    { key: "eval/total_loss", role: "eval", quantity: "other" },
  ],
};
