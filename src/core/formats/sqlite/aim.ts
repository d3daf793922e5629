import type { Database } from "../format";

/** Aim's list of runs, `.aim/run_metadata.sqlite` (aim/storage/structured/sql_engine/models.py); the values lie beside it. */
export const isAim = ({ tables }: Database): boolean =>
  tables.get("run")?.includes("hash") === true && tables.has("experiment") && tables.has("run_tag");

/** Says what there is, and that it is not read. */
export function readAim(db: Database): void {
  const runs = [...db.rows("run", ["hash"])].length;
  const what = `an Aim repository with ${runs} ${runs === 1 ? "run" : "runs"}`;
  throw new Error(`${what}: its values are in RocksDB, which is not read; write them to CSV with Aim's Python package`);
}
