import type { Convention } from "../convention";
import { folders } from "../rules";

/** MMEngine: `<work dir>/<time>/vis_data/scalars.json`. Its keys are the usual ones. */
export const mmengine: Convention = {
  id: "mmengine",
  label: "MMEngine",
  source: { repository: "open-mmlab/mmengine" },
  recognises: ({ paths }) => (paths.some((path) => path.includes("vis_data/")) ? 0.9 : 0),
  layout: folders("plain", "vis_data"),
};
