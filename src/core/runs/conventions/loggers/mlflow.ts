import type { Convention } from "../convention";
import { folders, recognisedBy } from "../rules";

/** MLflow's file store: `mlruns/<experiment>/<run>/artifacts`. */
export const mlflow: Convention = {
  id: "mlflow",
  label: "MLflow",
  source: { repository: "mlflow/mlflow" },
  recognises: recognisedBy({ formats: "mlflow mlflow-setting" }),
  layout: [
    ...folders("tracker", "mlruns"),
    ...folders("plain", "artifacts"),
    ...folders("tracker's files", "artifacts"),
  ],
};
