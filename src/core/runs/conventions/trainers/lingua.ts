import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** Meta Lingua, whose `total_tokens` are those so far, and BLT, made from it, where they are those of one step. */
export const lingua: Convention = {
  id: "lingua",
  label: "Meta Lingua",
  source: {
    repository: "facebookresearch/lingua",
    commit: "437d680e521873bb5971067148a69587790da853",
    date: "2025-06-18",
  },
  recognises: recognisedBy({ formats: "lingua", keys: "optim/total_tokens" }),
  tokens: columns("optim/total_tokens", { counts: "tokens so far or a step" }),
  loss: [{ key: "acc_step", role: "other", quantity: "other" }],
};
