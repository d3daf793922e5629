import type { Convention } from "../convention";
import { recognisedBy, settings } from "../rules";

/** nanoGPT, and the many scripts that were written after it. */
export const nanogpt: Convention = {
  id: "nanogpt",
  label: "nanoGPT",
  source: { repository: "karpathy/nanoGPT" },
  recognises: recognisedBy({ formats: "nanogpt" }),
  step: settings("max_iters", { counts: "planned steps" }),
  tokens: [
    ...settings("tokens_per_iteration tokens_per_iter", { counts: "tokens a step" }),
    ...settings("block_size", { counts: "sequence length" }),
  ],
};
