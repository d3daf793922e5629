import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** ESPnet's speech models: their loss is a sum of others over the tokens of an utterance. */
export const espnetSpeech: Convention = {
  id: "espnet-speech",
  label: "ESPnet, speech",
  source: { repository: "espnet/espnet", version: "espnet2", date: "2026-11-28" },
  recognises: recognisedBy({ keys: "loss_ctc loss_att valid_loss_ctc valid_loss_att" }),
  loss: ["loss", "loss_ctc", "loss_att", "valid_loss", "valid_loss_ctc", "valid_loss_att"].map((key) => ({
    key,
    role: key.startsWith("valid") ? "eval" : "train",
    quantity: "other",
  })),
};
