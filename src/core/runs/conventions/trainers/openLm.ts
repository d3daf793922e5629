import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** open_lm, and the models released with “Language models scale reliably …” (Gadre et al. 2024). `tokens` beside a validation are those
 * it scored; `train_tokens` are D. */
export const openLm: Convention = {
  id: "open-lm",
  label: "open_lm",
  source: {
    repository: "mlfoundations/open_lm",
    commit: "9bb92ef1689333534b7057942a20d18a46d1fa52",
    date: "2024-07-22",
  },
  recognises: recognisedBy({
    formats: "open_lm open_lm-model",
    keys: "params_no_embed global_bs train/expected_steps_epoch valid/train_tokens loss_tokens_lower_95",
  }),
  tokens: [
    ...columns("train_tokens train/tokens valid/train_tokens"),
    ...settings("global_bs", { counts: "samples a step" }),
  ],
  params: [
    ...columns("params_no_embed", { counts: "non-embedding" }),
    ...settings("params_no_embed", { counts: "non-embedding" }),
  ],
};
