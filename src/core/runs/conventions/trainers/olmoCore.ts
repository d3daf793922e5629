import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** OLMo and OLMo-core: counts under `throughput/`. */
export const olmoCore: Convention = {
  id: "olmo-core",
  label: "OLMo or OLMo-core",
  source: { repository: "allenai/OLMo-core" },
  recognises: recognisedBy({ formats: "olmo", keys: "throughput/total_tokens throughput/total_petaflops" }),
  tokens: columns("throughput/total_tokens"),
  flops: columns("throughput/total_petaflops", { unit: 1e15 }),
};
