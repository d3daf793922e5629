import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** verl: `total_tokens(B)` is in 1e9 and counted from 0 by each process. Its reinforcement learning has no cross-entropy. */
export const verl: Convention = {
  id: "verl",
  label: "verl",
  source: { repository: "volcengine/verl", commit: "b178a3cd56f58b2d502255daba591e92833930a7", date: "2026-01-29" },
  recognises: recognisedBy({ formats: "verl", keys: "total_tokens_b_ actor/pg_loss critic/score/mean" }),
  tokens: [
    ...columns("total_tokens_b_", { counts: "tokens of a process", unit: 1e9 }),
    ...columns("global_tokens", { counts: "tokens a step" }),
    ...columns("perf/total_num_tokens", { counts: "tokens of this step" }),
  ],
  loss: [
    { key: "data/train/loss", role: "train", quantity: "ce" },
    { key: "data/val/loss", role: "eval", quantity: "ce" },
    { key: "pg_loss", role: "train", quantity: "other", inFolders: true },
    { key: "vf_loss", role: "train", quantity: "other", inFolders: true },
    { key: "entropy_loss", role: "train", quantity: "other", inFolders: true },
  ],
};
