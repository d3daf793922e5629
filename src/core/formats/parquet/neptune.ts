import type { Sink } from "../../runs/table/sink";
import type { FileSnapshot } from "../format";
import { columnKey, StepRows } from "../bytes/stepRows";
import type { Column } from "./pages";
import type { Row } from "./rows";

/**
 * What neptune-exporter writes of Neptune's runs (neptune-ai/neptune-exporter, 8d3f44a): a row an attribute, or a value of a series;
 * `<project>/<run>-<digest>_part_<n>.parquet`, so that the parts of a run are several files of one identity.
 */

interface NeptuneRun {
  readonly sink: Sink;
  readonly rows: StepRows;
}

/** What Neptune logs of the machine and prints is no metric. */
const machineAttributes = "monitoring/";

/** How the rows of such a file are taken, and what ends them; undefined for other tables. */
export function neptuneTaker(
  file: FileSnapshot,
  columns: readonly Column[],
): { readonly take: (row: Row) => void; readonly end: () => void } | undefined {
  const has = (name: string) => columns.some((column) => column.name === name);
  if (!["project_id", "run_id", "attribute_path", "attribute_type"].every(has)) return undefined;
  const runs = new Map<string, NeptuneRun>();
  const runOf = (project: string, id: string): NeptuneRun => {
    const key = `${project}/${id}`;
    const known = runs.get(key);
    if (known !== undefined) return known;
    const sink = file.table();
    sink.setIdentity(`neptune ${key}`);
    const made = { sink, rows: new StepRows(sink) };
    runs.set(key, made);
    return made;
  };
  return {
    take: (row) => {
      const [project, id, path] = [row["project_id"], row["run_id"], row["attribute_path"]];
      if (typeof project !== "string" || typeof id !== "string" || typeof path !== "string") return;
      if (!path.startsWith(machineAttributes)) takeAttribute(runOf(project, id), path, row);
    },
    end: () => {
      for (const { rows } of runs.values()) rows.end();
    },
  };
}

function takeAttribute({ sink, rows }: NeptuneRun, path: string, row: Row): void {
  const type = row["attribute_type"];
  if (type === "float_series") {
    const [step, value, time] = [row["step"], row["float_value"], row["timestamp"]];
    const seconds = time instanceof Date ? time.getTime() / 1000 : NaN;
    if (typeof step === "number" && typeof value === "number") rows.put(columnKey(path), value, step, seconds);
    return;
  }
  const value = settingOf(type, row);
  if (value === undefined) return;
  if (path === "sys/name" && typeof value === "string") sink.setName(value);
  if (path === "sys/failed" && value === true) sink.setStatus("failed");
  if (path === "sys/state" && value === "running") sink.setStatus("running");
  // The rest of `sys` is Neptune's own: owner, sizes, times.
  if (!path.startsWith("sys/")) sink.setConfig(path, value);
  else if (path === "sys/group_tags" || path === "sys/tags") sink.setConfig("tags", value);
}

function settingOf(type: unknown, row: Row): string | number | boolean | undefined {
  const value = row[`${typeof type === "string" ? type : ""}_value`];
  const plain = typeof value === "bigint" ? Number(value) : value;
  return typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? plain : undefined;
}
