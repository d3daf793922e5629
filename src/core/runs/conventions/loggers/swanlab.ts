import type { Convention } from "../convention";
import { folders, recognisedBy } from "../rules";

/** SwanLab: its folders are made after W&B's. */
export const swanlab: Convention = {
  id: "swanlab",
  label: "SwanLab",
  source: { repository: "SwanHubX/SwanLab" },
  recognises: recognisedBy({ formats: "swanlab" }),
  layout: [
    ...folders("tracker", "swanlog"),
    ...folders("tracker's files", "files logs"),
    { folder: "files", is: "config", file: "config.yaml" },
  ],
};
