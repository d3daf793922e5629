import type { Database, FileSnapshot } from "../format";
import { flatten, isObject, readJson } from "../json/json";
import { putRow } from "../json/jsonTable";
import { setTrackioConfig, trackioRuns } from "../trackers/trackioValues";
import { textOf } from "./text";

/**
 * trackio's project database (trackio/sqlite_storage.py): `metrics` with a JSON object a logged step, `configs` with one a run.
 * Before 2026 runs were told by their names alone.
 */

export const isTrackio = ({ tables }: Database): boolean => {
  const metrics = tables.get("metrics") ?? [];
  return ["run_name", "step", "metrics"].every((column) => metrics.includes(column));
};

/** Reads every run into a table of its own. */
export function readTrackio(db: Database, file: FileSnapshot): void {
  const project = (file.path.split("/").at(-1) ?? "").replace(/\.db$/, "");
  const sinkOf = trackioRuns(file, project);
  const idOf = (table: string) => (db.tables.get(table)?.includes("run_id") === true ? "run_id" : "run_name");
  for (const [id, name, step, time, json] of db.rows("metrics", metricColumns(idOf("metrics")))) {
    const sink = sinkOf(textOf(id), textOf(name));
    const read = readJson(textOf(json));
    if (!read.ok || !isObject(read.value)) {
      sink.problem(`step ${String(step)} is not readable as JSON: ${read.ok ? "no object" : read.why}`);
      continue;
    }
    const entries = Object.entries(read.value).filter(([, value]) => !isObject(value) || !("_type" in value));
    const seconds = Date.parse(textOf(time)) / 1000;
    const place = { step: Number(step), ...(Number.isNaN(seconds) ? {} : { timestamp: seconds }) };
    putRow(sink, { ...Object.fromEntries(entries), ...place });
  }
  if (!db.tables.has("configs")) return;
  for (const [id, name, json] of db.rows("configs", [idOf("configs"), "run_name", "config"])) {
    const sink = sinkOf(textOf(id), textOf(name));
    const read = readJson(textOf(json));
    if (!read.ok || !isObject(read.value)) continue;
    for (const [key, value] of flatten(read.value)) setTrackioConfig(sink, key, value);
  }
}

const metricColumns = (id: string) => [id, "run_name", "step", "timestamp", "metrics"];
