import type { Convention } from "../convention";
import { recognisedBy } from "../rules";

/** Keras' TensorBoard callback. Its loss is whatever the model was compiled with. */
export const keras: Convention = {
  id: "keras",
  label: "Keras",
  source: { repository: "keras-team/keras", commit: "3422977a5e38fb2f7709aaa9a08e47f0c43d0f60", date: "2026-08-21" },
  recognises: recognisedBy({ keys: "epoch_loss batch_loss evaluation_loss_vs_iterations" }),
  loss: [{ key: "evaluation_loss_vs_iterations", role: "eval", quantity: "ce", inFolders: true }],
};
