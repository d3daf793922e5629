import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** ClearML's offline sessions: a metric has a title and a series, and Hugging Face's callback names the split by the series. */
export const clearml: Convention = {
  id: "clearml",
  label: "ClearML",
  source: { repository: "clearml/clearml", version: "2.1.12", date: "2026-11-28" },
  recognises: recognisedBy({ formats: "clearml clearml-task" }),
  loss: [
    { key: "loss/train", role: "train", quantity: "ce" },
    { key: "loss/eval", role: "eval", quantity: "ce" },
  ],
};
