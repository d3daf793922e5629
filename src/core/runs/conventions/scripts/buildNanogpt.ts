import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** build-nanogpt: `<step> hella X` is the share of HellaSwag that was answered rightly. */
export const buildNanogpt: Convention = {
  id: "build-nanogpt",
  label: "build-nanogpt",
  source: { repository: "karpathy/build-nanogpt" },
  recognises: recognisedBy({ formats: "build-nanogpt" }),
  loss: [{ key: "hella_accuracy", role: "eval", quantity: "acc" }],
};
