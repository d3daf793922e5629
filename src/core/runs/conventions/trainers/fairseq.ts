import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** fairseq and metaseq. Their loss in bits is given in nats by the reader of their lines. */
export const fairseq: Convention = {
  id: "fairseq",
  label: "fairseq or metaseq",
  source: { repository: "facebookresearch/fairseq" },
  recognises: recognisedBy({ formats: "fairseq", keys: "num_updates" }),
  step: columns("step num_updates"),
};
