import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** EleutherAI's evaluation harness, `results_<time>.json`. */
export const lmEval: Convention = {
  id: "lm-eval",
  label: "lm-evaluation-harness",
  source: { repository: "EleutherAI/lm-evaluation-harness" },
  recognises: recognisedBy({ formats: "lm-eval", keys: "model_num_parameters" }),
  params: [
    ...columns("params n_params num_params model_num_parameters"),
    ...settings("n_params num_params model_num_parameters"),
  ],
};
