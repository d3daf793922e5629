import type { Sink } from "../../runs/table/sink";
import { numberOf } from "../bytes/number";

/** What MLflow's two stores, the files and the database, have in common. */

/** MLflow's words for how a run ended (mlflow/entities/run_status.py), and the numbers that its files write for them. */
const statusByCode: Readonly<Record<string, "running" | "finished" | "failed">> = {
  RUNNING: "running",
  "1": "running",
  FINISHED: "finished",
  "3": "finished",
  FAILED: "failed",
  "4": "failed",
  KILLED: "failed",
  "5": "failed",
};

export function setStatus(sink: Sink, word: string): void {
  const said = statusByCode[word];
  if (said !== undefined) sink.setStatus(said);
}

/** A parameter: MLflow keeps all of them as texts. */
export function setSetting(sink: Sink | undefined, key: string, value: string): void {
  if (value !== "" && value !== "None") sink?.setConfig(key, numberOf(value) ?? value);
}

/** A tag: the run's name, or a setting of the user's; MLflow's own notes on user and machine are dropped. */
export function setTag(sink: Sink | undefined, key: string, value: string): void {
  if (key === "mlflow.runName") sink?.setName(value);
  else if (!key.startsWith("mlflow.")) setSetting(sink, key, value);
}

/** The identity of a run, by which its files are one. */
export const identityOf = (run: string): string => `mlflow ${run}`;
