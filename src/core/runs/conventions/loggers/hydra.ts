import type { Convention } from "../convention";
import { folders } from "../rules";

/** Hydra puts the configuration of a run into a folder of its own, `.hydra`. It writes no metrics. */
export const hydra: Convention = {
  id: "hydra",
  label: "Hydra",
  source: { repository: "facebookresearch/hydra" },
  recognises: () => 0,
  layout: folders("config", ".hydra"),
};
