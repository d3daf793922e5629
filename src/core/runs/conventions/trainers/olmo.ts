import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** OLMo's first trainer: a total of FLOPs in 1e9, beside its natural logarithm. */
export const olmo: Convention = {
  id: "olmo",
  label: "OLMo",
  source: { repository: "allenai/OLMo", commit: "59a53e3f68e546330ca5a99ec626e58f9ab96494", date: "2025-09-04" },
  recognises: recognisedBy({ keys: "throughput/total_training_gflops train/crossentropyloss" }),
  tokens: [...columns("throughput/total_tokens"), ...settings("max_sequence_length", { counts: "sequence length" })],
  flops: columns("throughput/total_training_gflops", { unit: 1e9 }),
};
