import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** MLPerf's language models, as their reader gives them: `eval_accuracy` is a log perplexity. GPT-3 starts from a checkpoint and counts
 * from there. */
export const mlperf: Convention = {
  id: "mlperf",
  label: "MLPerf training",
  source: { repository: "mlcommons/logging", commit: "7bbf792686936919201796120b970dd820331099", date: "2026-07-29" },
  recognises: recognisedBy({ formats: "mllog" }),
  tokens: [
    ...columns("tokens", { note: "without those before the checkpoint it starts from, if any" }),
    ...settings("max_sequence_length", { counts: "sequence length" }),
  ],
  loss: [{ key: "eval_log_perplexity", role: "eval", quantity: "ce" }],
};
