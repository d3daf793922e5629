import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** OLMo-core: totals of tokens and of FLOPs in 1e15. Its `global_batch_size` is in tokens. N stands only in the multiple of 20 tokens a
 * parameter, without the input embedding. */
export const olmoCore: Convention = {
  id: "olmo-core",
  label: "OLMo-core",
  source: { repository: "allenai/OLMo-core", commit: "fa6c5014c9f6e9ee789da2d9c20d5126fee8df0d", date: "2026-06-22" },
  recognises: recognisedBy({
    keys: "throughput/total_petaflops throughput/chinchilla_multiple rank_microbatch_size",
  }),
  tokens: [...columns("throughput/total_tokens"), ...settings("global_batch_size", { counts: "tokens a step" })],
  flops: columns("throughput/total_petaflops", { unit: 1e15 }),
  params: [{ multiple: "throughput/chinchilla_multiple", tokensAParameter: 20, counts: "non-embedding" }],
  // Cross-entropies of the answers of tasks, not of text.
  loss: [{ under: "eval/downstream/", role: "eval", quantity: "other" }],
};
