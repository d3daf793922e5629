import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** build-nanogpt: `<step> hella X` is the share of HellaSwag that was answered rightly; its `total_batch_size` is in tokens. */
export const buildNanogpt: Convention = {
  id: "build-nanogpt",
  label: "build-nanogpt",
  source: {
    repository: "karpathy/build-nanogpt",
    commit: "6104ab1b53920f6e2159749676073ff7d815c1fa",
    date: "2024-06-17",
  },
  recognises: recognisedBy({ formats: "build-nanogpt" }),
  loss: [{ key: "hella_accuracy", role: "eval", quantity: "acc" }],
};
