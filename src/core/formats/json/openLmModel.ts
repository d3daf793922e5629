import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { headText } from "../bytes/headText";
import { flatten, isObject, type Json } from "./json";
import { JsonFile } from "./jsonFile";

/**
 * A model of the open_lm scaling release (Gadre et al. 2024, github.com/mlfoundations/scaling): one JSON a model with its
 * hyperparameters, and a result for each evaluation set. The tokens of a result are those it was measured on, not trained on.
 */
function take(value: Json, sink: Sink): void {
  if (!isObject(value)) return;
  const { name, hyperparameters, results, dataset_name: dataset } = value;
  if (!isObject(hyperparameters) || !Array.isArray(results)) {
    sink.problem("it has no hyperparameters or results");
    return;
  }
  for (const [key, setting] of flatten(hyperparameters)) sink.setConfig(key, setting);
  if (typeof dataset === "string") sink.setConfig("train_dataset", dataset);
  if (typeof name === "string") sink.setName(name);
  for (const key of ["params", "params_no_embed", "tokens"]) {
    const count = hyperparameters[key];
    if (typeof count === "number") sink.set(sink.column(key), count);
  }
  for (const result of results as readonly Json[]) {
    if (!isObject(result)) continue;
    const { loss, val_data: data } = result;
    const path = Array.isArray(data) ? (data as readonly Json[])[0] : data;
    if (typeof loss === "number" && typeof path === "string") sink.set(sink.column(`loss/${setOf(path)}`), loss);
  }
  sink.row(0);
}

/** `training/eval_data/val_tok_mult/paloma_ptb/00000001.tar` is of the set paloma_ptb. */
function setOf(path: string): string {
  return path.split("/").at(-2) ?? path;
}

export const openLmModel: Format = {
  id: "open_lm-model",
  label: "open_lm scaling release",
  growth: "rewrite",
  probe({ bytes }) {
    const text = headText(bytes).trimStart();
    const keys = ['"hyperparameters"', '"dataset_name"', '"open_lm_version"'];
    return text.startsWith("{") && keys.every((key) => text.includes(key)) ? 1 : 0;
  },
  parser: (sink) => new JsonFile(sink, take),
};
