import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** ESPnet's language models; the losses of its speech models are sums of several (`espnetSpeech`). */
export const espnet: Convention = {
  id: "espnet",
  label: "ESPnet",
  source: { repository: "espnet/espnet", version: "espnet2", date: "2026-11-28" },
  recognises: recognisedBy({ formats: "espnet" }),
  loss: [{ key: "valid_loss", role: "eval", quantity: "ce" }],
};
