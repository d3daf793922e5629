import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** TRL's SFTTrainer: `num_tokens` are those of all devices without padding, counted from 0 by each process. */
export const trl: Convention = {
  id: "trl",
  label: "TRL",
  source: { repository: "huggingface/trl", commit: "f2cd57710ae345ea6428ae95363267fcf38a3dc8", date: "2026-07-24" },
  recognises: recognisedBy({ keys: "mean_token_accuracy num_tokens" }),
  tokens: columns("num_tokens", { counts: "tokens of a process" }),
};
