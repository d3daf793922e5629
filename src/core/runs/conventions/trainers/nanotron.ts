import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** nanotron: `consumed_tokens` over all devices. The batch of its header and configuration is in sequences, the logged one in tokens. */
export const nanotron: Convention = {
  id: "nanotron",
  label: "nanotron",
  source: {
    repository: "huggingface/nanotron",
    commit: "2411b022a75fb7f7561a1bb4166706da5e1b76de",
    date: "2026-04-07",
  },
  recognises: recognisedBy({ formats: "nanotron", keys: "model_tflops_per_gpu consumed_tokens_total" }),
  step: settings("train_steps", { counts: "planned steps" }),
  tokens: columns("consumed_tokens"),
};
