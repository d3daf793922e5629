import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** Meta Lingua and BLT: their `total_tokens` are those of one step. */
export const lingua: Convention = {
  id: "lingua",
  label: "Meta Lingua",
  source: { repository: "facebookresearch/lingua" },
  recognises: recognisedBy({ keys: "optim/total_tokens" }),
  tokens: columns("optim/total_tokens", { counts: "tokens a step" }),
};
