import type { Sink } from "../../runs/table/sink";
import type { FileSnapshot } from "../format";
import { setTrackioConfig, trackioRuns } from "../trackers/trackioValues";
import type { Column } from "./pages";
import type { Row } from "./rows";

/**
 * What trackio exports of a project's database: `<project>.parquet` with the metrics and `<project>_configs.parquet`. The runs
 * are those of the database, where that lies beside them.
 */

const configsFile = "_configs";
/** Columns that say which run a row is of, and when it was written. */
const frameColumns = new Set(["id", "run_id", "run_name", "log_id", "space_id", "created_at"]);

/** How the rows of such a file are taken; undefined for other tables. `put` puts the rest of a row into its run's table. */
export function trackioTaker(
  file: FileSnapshot,
  columns: readonly Column[],
  put: (sink: Sink, row: Row, frame: ReadonlySet<string>) => void,
): ((row: Row) => void) | undefined {
  const has = (...names: readonly string[]) => names.every((name) => columns.some((column) => column.name === name));
  const stem = (file.path.split("/").at(-1) ?? "").replace(/\.parquet$/, "");
  if (!has("run_id", "run_name")) return undefined;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  if (has("step", "log_id")) {
    const sinkOf = trackioRuns(file, stem);
    return (row) => {
      const seconds = Date.parse(text(row["timestamp"])) / 1000;
      put(sinkOf(text(row["run_id"]), text(row["run_name"])), { ...row, timestamp: seconds }, frameColumns);
    };
  }
  if (!has("created_at") || !stem.endsWith(configsFile)) return undefined;
  const sinkOf = trackioRuns(file, stem.slice(0, -configsFile.length));
  return (row) => {
    const sink = sinkOf(text(row["run_id"]), text(row["run_name"]));
    for (const [key, value] of Object.entries(row)) {
      const plain = typeof value === "bigint" ? Number(value) : value;
      const isSetting = typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean";
      if (isSetting && !frameColumns.has(key)) setTrackioConfig(sink, key, plain);
    }
  };
}
