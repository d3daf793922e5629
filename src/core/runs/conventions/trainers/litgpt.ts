import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** LitGPT's pretraining: `total_tokens` are those of all devices; `tokens`, `samples` and `lengths` those of one. */
export const litgpt: Convention = {
  id: "litgpt",
  label: "LitGPT",
  source: { repository: "Lightning-AI/litgpt", commit: "26857050fe3ff627cd714fe92f5838f51a3d5efa", date: "2026-06-29" },
  recognises: recognisedBy({ formats: "litgpt", keys: "device/batches_per_sec device/items_per_sec" }),
  tokens: columns("total_tokens"),
  notCounts: columns("tokens samples lengths"),
};
