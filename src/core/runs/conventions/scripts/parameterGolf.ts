import type { Convention } from "../convention";
import { recognisedBy, settings } from "../rules";

/** parameter-golf: `train_batch_tokens` are those of a step over all devices. What is printed after training is of the quantised model. */
export const parameterGolf: Convention = {
  id: "parameter-golf",
  label: "parameter-golf",
  source: {
    repository: "openai/parameter-golf",
    commit: "4908dc46f21ed3fdd08d2fdca285deb2194b9599",
    date: "2026-05-02",
  },
  recognises: recognisedBy({ keys: "train_batch_tokens" }),
  tokens: settings("train_batch_tokens", { counts: "tokens a step" }),
  params: settings("model_params"),
};
