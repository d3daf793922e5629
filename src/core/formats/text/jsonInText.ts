import { flatten, isObject, readJson, type Json } from "../json/json";
import type { RowOf } from "./row";
import { textLog } from "./textLog";

/** The JSON object that a line ends with. */
export function objectIn(line: string, from: number): Readonly<Record<string, Json>> | undefined {
  const read = readJson(line.slice(from));
  return read.ok && isObject(read.value) ? read.value : undefined;
}

/** The scalars of an object, nested ones with `/` in their keys. */
export function numbersOf(value: Json): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const [key, v] of flatten(value)) found[key] = typeof v === "boolean" ? Number(v) : v;
  return found;
}

const trackerMark = '{"tracker"';

/** levanter's json_logger: `… {"tracker": "jsonl", "event": "log", "step": 10, "metrics": {"train/loss": 9.1}}`. */
export const levanter = textLog({
  id: "levanter",
  label: "levanter output",
  long: true,
  is: (line) => line.includes(trackerMark),
  reader: (row: RowOf) => (line, number) => {
    const at = line.indexOf(trackerMark);
    const entry = at < 0 ? undefined : objectIn(line, at);
    if (entry === undefined) return;
    if (entry["event"] === "log" && typeof entry["step"] === "number") {
      row.put(number, { step: entry["step"], ...numbersOf(entry["metrics"] ?? null) });
      return;
    }
    // A summary has no step: `{"event": "summary", "metrics": {"parameter_count": 112700000}}`.
    const settings = [entry["hparams"], entry["event"] === "log" ? undefined : entry["metrics"]];
    for (const said of settings.filter((one) => one !== undefined && isObject(one)))
      for (const [key, value] of flatten(said)) row.config(key, String(value));
  },
});
