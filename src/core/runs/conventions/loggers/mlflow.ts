import type { Convention } from "../convention";
import { folders, recognisedBy } from "../rules";

/** MLflow's file store: `mlruns/<experiment>/<run>/artifacts`. */
export const mlflow: Convention = {
  id: "mlflow",
  label: "MLflow",
  source: { repository: "mlflow/mlflow", version: "3.17.2", date: "2026-11-28" },
  recognises: recognisedBy({ formats: "mlflow mlflow-setting" }),
  layout: [
    ...folders("tracker", "mlruns"),
    ...folders("plain", "artifacts"),
    ...folders("tracker's files", "artifacts"),
  ],
};
