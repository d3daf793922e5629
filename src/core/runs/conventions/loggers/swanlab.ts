import type { Convention } from "../convention";
import { folders, recognisedBy } from "../rules";

/** SwanLab: its folders are made after W&B's. */
export const swanlab: Convention = {
  id: "swanlab",
  label: "SwanLab",
  source: { repository: "SwanHubX/SwanLab", commit: "b444209aa6401951e29b053d726378692432daf9", date: "2026-08-21" },
  recognises: recognisedBy({ formats: "swanlab" }),
  layout: [
    ...folders("tracker", "swanlog"),
    ...folders("tracker's files", "files logs"),
    { folder: "files", is: "config", file: "config.yaml" },
  ],
};
