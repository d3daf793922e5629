import { flatten, isObject, readJson, type Json } from "../json/json";
import type { RowOf } from "./row";
import { textLog } from "./textLog";

/** The JSON object that a line ends with. */
function objectIn(line: string, from: number): Readonly<Record<string, Json>> | undefined {
  const read = readJson(line.slice(from));
  return read.ok && isObject(read.value) ? read.value : undefined;
}

function numbersOf(value: Json): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const [key, v] of flatten(value)) found[key] = typeof v === "boolean" ? Number(v) : v;
  return found;
}

const mllogMark = ":::MLLOG ";
const stepKeys = ["step", "samples_count", "iteration", "epoch_num"];

/** MLPerf logging: `:::MLLOG {"key": "train_loss", "value": 3.1, "metadata": {"samples_count": 4096}}`. */
export const mllog = textLog({
  id: "mllog",
  label: "MLPerf log",
  is: (line) => line.includes(mllogMark),
  reader: (row) => (line, number) => {
    const at = line.indexOf(mllogMark);
    const entry = at < 0 ? undefined : objectIn(line, at + mllogMark.length);
    if (entry === undefined) return;
    const { key, value, metadata } = entry;
    const place = isObject(metadata) ? stepKeys.find((name) => typeof metadata[name] === "number") : undefined;
    if (typeof key !== "string") return;
    if (place === undefined || !isObject(metadata)) {
      if (typeof value === "number") row.config(key, String(value));
      return;
    }
    const step = Number(metadata[place]);
    const samples = place === "samples_count" ? { samples: step } : {};
    for (const [name, v] of Object.entries(numbersOf(isObject(value) ? value : { [key]: value ?? null }))) {
      row.put(number, { step, ...samples, [name]: v });
    }
  },
});

const trackerMark = '{"tracker"';

/** levanter's json_logger: `… {"tracker": "jsonl", "event": "log", "step": 10, "metrics": {"train/loss": 9.1}}`. */
export const levanter = textLog({
  id: "levanter",
  label: "levanter output",
  is: (line) => line.includes(trackerMark),
  reader: (row: RowOf) => (line, number) => {
    const at = line.indexOf(trackerMark);
    const entry = at < 0 ? undefined : objectIn(line, at);
    if (entry === undefined) return;
    if (entry["event"] === "log" && typeof entry["step"] === "number") {
      row.put(number, { step: entry["step"], ...numbersOf(entry["metrics"] ?? null) });
    } else if (isObject(entry["hparams"])) {
      for (const [key, value] of flatten(entry["hparams"])) row.config(key, String(value));
    }
  },
});
