import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** Levanter (and marin, which trains with it). */
export const levanter: Convention = {
  id: "levanter",
  label: "Levanter",
  source: { repository: "marin-community/levanter" },
  recognises: recognisedBy({ formats: "levanter", keys: "throughput/total_gflops" }),
  tokens: columns("throughput/total_tokens"),
  flops: columns("throughput/total_gflops", { unit: 1e9 }),
};
