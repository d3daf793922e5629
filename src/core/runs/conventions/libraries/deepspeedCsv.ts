import type { Convention } from "../convention";
import { columns } from "../rules";

/**
 * DeepSpeed's csv_monitor: a file a metric, `Train_Samples_train_loss.csv`. What it calls step are the samples of all devices so far.
 */
export const deepspeedCsv: Convention = {
  id: "deepspeed-csv",
  label: "DeepSpeed's CSV monitor",
  source: {
    repository: "deepspeedai/DeepSpeed",
    commit: "edaa7221267243c7be7fb49c5d5f5c4fb97b4641",
    date: "2026-08-22",
  },
  recognises: ({ paths }) => (paths.some((path) => path.includes("Train_Samples_")) ? 0.9 : 0),
  step: columns("step", { counts: "samples" }),
};
