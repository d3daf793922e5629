import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** open_lm, and the models released with “Language models scale reliably …” (Gadre et al. 2024). */
export const openLm: Convention = {
  id: "open-lm",
  label: "open_lm",
  source: { repository: "mlfoundations/open_lm" },
  recognises: recognisedBy({ formats: "open_lm open_lm-model", keys: "params_no_embed global_bs" }),
  tokens: settings("global_bs", { counts: "samples a step" }),
  params: [
    ...columns("params_no_embed", { counts: "non-embedding" }),
    ...settings("params_no_embed", { counts: "non-embedding" }),
  ],
};
