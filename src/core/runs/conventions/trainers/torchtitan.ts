import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

export const torchtitan: Convention = {
  id: "torchtitan",
  label: "torchtitan",
  source: { repository: "pytorch/torchtitan" },
  recognises: recognisedBy({ formats: "torchtitan", keys: "n_tokens_seen" }),
  tokens: columns("n_tokens_seen"),
};
