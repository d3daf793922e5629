import type { Sink } from "../../runs/table/sink";
import type { Database, Value, FileSnapshot } from "../format";
import { identityOf, setSetting, setStatus, setTag } from "../trackers/mlflowValues";
import { StepRows } from "../bytes/stepRows";
import { textOf } from "./text";

/**
 * MLflow's tracking database (mlflow/store/tracking/dbmodels/models.py): one row a value. Values of one step that were logged
 * together make one row here.
 */

const neededTables = ["runs", "metrics", "params"];

export const isMlflow = ({ tables }: Database): boolean =>
  neededTables.every((table) => tables.get(table)?.includes("run_uuid") === true);

/** SQLite holds no infinity: MLflow writes the largest double for it. */
const largestDouble = 1.7976931348623157e308;

/** The named columns of a table, in that order; undefined for one that this version of MLflow did not have. */
function* read(db: Database, table: string, wanted: readonly string[]): Generator<(Value | undefined)[]> {
  const there = db.tables.get(table) ?? [];
  const columns = wanted.filter((column) => there.includes(column));
  if (columns.length === 0) return;
  const places = wanted.map((column) => columns.indexOf(column));
  for (const row of db.rows(table, columns)) yield places.map((at) => (at < 0 ? undefined : row[at]));
}

/** Reads every run that was not deleted into a table of its own. */
export function readMlflow(db: Database, file: FileSnapshot): void {
  const experiments = new Map<Value | undefined, string | undefined>();
  for (const [id, name, stage] of read(db, "experiments", ["experiment_id", "name", "lifecycle_stage"]))
    experiments.set(id, stage === "deleted" ? undefined : textOf(name));
  const runs = new Map<string, { readonly sink: Sink; readonly rows: StepRows }>();
  const wanted = ["run_uuid", "name", "status", "lifecycle_stage", "experiment_id"];
  for (const [id, name, status, stage, experiment] of read(db, "runs", wanted)) {
    const deleted = experiments.has(experiment) && experiments.get(experiment) === undefined;
    if (stage === "deleted" || deleted || textOf(id) === "") continue;
    const sink = file.table();
    sink.setIdentity(identityOf(textOf(id)));
    sink.setName(textOf(name));
    sink.setConfig("experiment", experiments.get(experiment) ?? "");
    setStatus(sink, textOf(status));
    runs.set(textOf(id), { sink, rows: new StepRows(sink) });
  }
  readSettings(db, (id) => runs.get(id)?.sink);
  try {
    for (const [id, key, value, step, time, nan] of read(db, "metrics", metricColumns)) {
      if (typeof value !== "number") continue;
      const limited = Math.abs(value) >= largestDouble ? value * 2 : value;
      runs.get(textOf(id))?.rows.put(textOf(key), nan === 1 ? NaN : limited, Number(step ?? 0), Number(time ?? NaN));
    }
  } catch (error) {
    // What follows is lost: the rows so far may lack values, and are none.
    for (const { rows } of runs.values()) rows.discard();
    throw error;
  }
  for (const { rows } of runs.values()) rows.end();
}

const metricColumns = ["run_uuid", "key", "value", "step", "timestamp", "is_nan"];

function readSettings(db: Database, sinkOf: (run: string) => Sink | undefined): void {
  for (const [id, key, value] of read(db, "params", ["run_uuid", "key", "value"]))
    setSetting(sinkOf(textOf(id)), textOf(key), textOf(value));
  for (const [id, key, value] of read(db, "tags", ["run_uuid", "key", "value"]))
    setTag(sinkOf(textOf(id)), textOf(key), textOf(value));
}
