import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { headText } from "../bytes/headText";
import { isObject, type Json } from "./json";
import { putRow } from "./jsonTable";
import { JsonFile } from "./jsonFile";

/**
 * Hugging Face Trainer's `trainer_state.json` (transformers/trainer_callback.py, TrainerState): the whole `log_history`, written
 * again at every save, with a copy in every `checkpoint-<step>`.
 */

/** Of the last row, which sums the run up: its `train_loss` is the mean over the run, no value of any step. */
const summaryKeys = new Set(["train_loss", "train_runtime", "train_samples_per_second", "train_steps_per_second"]);

function take(value: Json, sink: Sink): void {
  if (!isObject(value)) return;
  const history = value["log_history"];
  if (!Array.isArray(history)) {
    sink.problem("it has no log_history");
    return;
  }
  for (const [key, setting] of Object.entries(value)) {
    if (typeof setting === "number" || typeof setting === "string") sink.setConfig(key, setting);
  }
  for (const row of history as readonly Json[]) {
    if (!isObject(row)) continue;
    if (!("train_runtime" in row)) {
      putRow(sink, row);
      continue;
    }
    const rest = Object.entries(row).filter(([key]) => !summaryKeys.has(key));
    const mean = row["train_loss"];
    if (typeof mean === "number") sink.setConfig("train_loss_mean", mean);
    putRow(sink, Object.fromEntries(rest));
  }
  const { global_step: step, max_steps: most, total_flos: flops } = value;
  // A checkpoint counts them beside its history; the row that does comes with the end of the training.
  const counted = (history as readonly Json[]).some((row) => isObject(row) && "total_flos" in row);
  if (typeof step === "number" && typeof flops === "number" && flops > 0 && !counted)
    putRow(sink, { step, total_flos: flops });
  if (typeof step === "number" && typeof most === "number" && most > 0 && step >= most) sink.setStatus("finished");
}

export const trainerState: Format = {
  id: "trainer-state",
  label: "Hugging Face trainer_state.json",
  growth: "rewrite",
  nameless: true,
  repeats: true,
  probe({ bytes }) {
    const text = headText(bytes, 16384).trimStart();
    return text.startsWith("{") && text.includes('"log_history"') && text.includes('"global_step"') ? 1 : 0;
  },
  parser: (sink) => new JsonFile(sink, take),
};
