import { assemble, type LogFile } from "../../../src/core/runs/assemble/assemble";
import { Builder } from "../../../src/core/runs/table/builder";
import type { Run } from "../../../src/core/runs/run";

export type Row = Record<string, number | string>;

/** A log of these rows; the first stands on line 2. */
export function log(relative: string, rows: readonly Row[]): LogFile {
  const table = new Builder(`/logs/${relative}`);
  rows.forEach((row, i) => {
    for (const [key, value] of Object.entries(row)) {
      if (typeof value === "number") table.set(table.column(key), value);
      else table.text(table.column(key), value);
    }
    table.row(i + 2);
  });
  return { path: `/logs/${relative}`, relative, root: "logs", format: "csv", table, modified: 0 };
}

/** The runs of some logs without configs. */
export const made = (...logs: LogFile[]): readonly Run[] => assemble(logs, [], { runPattern: "", now: 1e12 });
