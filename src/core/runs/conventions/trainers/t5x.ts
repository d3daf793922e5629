import type { Convention } from "../convention";
import { folders, recognisedBy, sizes } from "../rules";

/** t5x: its `loss` is a sum over the batch with the z-loss, beside the one that is per token. The configuration is gin's:
 * `network.T5Config.mlp_activations`. */
export const t5x: Convention = {
  id: "t5x",
  label: "t5x",
  source: { repository: "google-research/t5x", commit: "cc342d419ec3e3e9c4bf1df33c82330cafdc1e16", date: "2026-04-21" },
  recognises: recognisedBy({ keys: "cross_ent_loss_per_all_target_tokens mlp_activations logits_via_embedding" }),
  loss: [{ key: "cross_ent_loss_per_all_target_tokens", role: "train", quantity: "ce", inFolders: true, sole: true }],
  shape: [...sizes("activation", "mlp_activations"), ...sizes("tied embeddings", "logits_via_embedding")],
  layout: [...folders("plain", "training_eval inference_eval"), ...folders("eval", "training_eval inference_eval")],
};
