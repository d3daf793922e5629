import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** llm.c's main.log, and modded-nanogpt's first logs: `s:N trl:X` in training, `s:N tel:X` in validation. Its total batch is in tokens. */
export const llmc: Convention = {
  id: "llm.c",
  label: "llm.c",
  source: { repository: "karpathy/llm.c", commit: "f1e2ace651495b74ae22d45d1723443fd00ecd3a", date: "2025-05-10" },
  recognises: recognisedBy({ formats: "llm.c", keys: "trl tel" }),
  loss: [
    { key: "trl", role: "train", quantity: "ce", inFolders: true },
    { key: "tel", role: "eval", quantity: "ce", inFolders: true },
    { key: "hella_accuracy", role: "eval", quantity: "acc" },
  ],
};
