import type { Convention } from "../convention";
import { columns } from "../rules";

/** trackio: its `step` counts the calls of `log` where the caller gives none, as Hugging Face's callback does. */
export const trackio: Convention = {
  id: "trackio",
  label: "trackio",
  source: { repository: "gradio-app/trackio", commit: "2a027522c487b16755d1cdf12e1ae45a9b6eb15a", date: "2026-08-21" },
  recognises: (evidence) => {
    const stored = evidence.formats.has("sqlite") || evidence.formats.has("parquet");
    return stored && (evidence.has("train/global_step") || evidence.has("trainer/global_step")) ? 0.9 : 0;
  },
  step: columns("train/global_step trainer/global_step step"),
};
