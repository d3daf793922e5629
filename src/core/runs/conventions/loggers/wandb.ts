import type { Convention } from "../convention";
import { columns, folders, recognisedBy } from "../rules";

/** Weights & Biases: what it adds to each row begins with `_`; a run has a folder `wandb/run-<date>-<id>`. */
export const wandb: Convention = {
  id: "wandb",
  label: "Weights & Biases",
  source: { repository: "wandb/wandb", version: "0.31.0", date: "2026-11-28" },
  recognises: recognisedBy({ formats: "wandb", keys: "_step _runtime _timestamp wandb_name" }),
  // Its own is a count of calls of `log`, unless the caller gives it.
  step: columns("train/global_step trainer/global_step step global_step _step"),
  clock: columns("wall_time_sec wall_time walltime _runtime _timestamp"),
  runName: columns("run_name run run_id runname wandb_name"),
  layout: [
    ...folders("tracker", "wandb"),
    ...folders("plain", "wandb files"),
    ...folders("tracker's files", "files logs"),
    { folder: "files", is: "config", file: "config.yaml" },
  ],
};
