import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** fairseq and metaseq. Their loss in bits is given in nats by the reader of their lines; smoothed, it is no cross-entropy, and that stands
 * beside it. */
export const fairseq: Convention = {
  id: "fairseq",
  label: "fairseq or metaseq",
  source: {
    repository: "facebookresearch/fairseq",
    commit: "3d262bb25690e4eb2e7d3c1309b1e9c406ca4b99",
    date: "2025-09-30",
  },
  recognises: recognisedBy({ formats: "fairseq", keys: "num_updates" }),
  step: columns("step num_updates"),
  loss: [
    { key: "nll_loss", role: "train", quantity: "ce", sole: true },
    { key: "valid_nll_loss", role: "eval", quantity: "ce", sole: true },
    { key: "loss_base2", role: "train", quantity: "other" },
    { key: "nll_loss_base2", role: "train", quantity: "other" },
    { key: "valid_loss_base2", role: "eval", quantity: "other" },
    { key: "valid_nll_loss_base2", role: "eval", quantity: "other" },
  ],
};
