import type { Sink } from "../../runs/table/sink";
import type { Cells } from "./csvCells";
import { wholeNumber } from "../bytes/number";

/** A column of a chart exported from W&B: `"<run> - <metric>"`. */
export interface Exported {
  readonly run: string;
  readonly metric: string;
}

const boundSuffixes = ["__MIN", "__MAX"];

/** What the columns of a W&B export are of, undefined for the x and for the bounds of each; undefined for other tables. */
export function exportedRuns(names: readonly string[]): readonly (Exported | undefined)[] | undefined {
  const others = names.slice(1).filter((name) => !boundSuffixes.some((end) => name.endsWith(end)));
  if (others.length === 0 || others.length === names.length - 1 || !others.every((name) => name.includes(" - ")))
    return undefined;
  return names.map((name, n) => {
    if (n === 0 || boundSuffixes.some((end) => name.endsWith(end))) return undefined;
    const cut = name.lastIndexOf(" - ");
    return { run: name.slice(0, cut), metric: name.slice(cut + 3) };
  });
}

/**
 * TensorBoard's download of one scalar: `Wall time,Step,Value` in `run-<run>-tag-<tag>.csv`; its key is the tag. Other tables
 * keep their names.
 */
export function exportedTag(names: readonly string[], path: string): { renamed: readonly string[]; run?: string } {
  const file = path.slice(path.lastIndexOf("/") + 1).replace(/\.csv$/i, "");
  const cut = file.indexOf("-tag-");
  if (names.join(",") !== "Wall time,Step,Value" || cut < 0) return { renamed: names };
  const run = file.slice(file.startsWith("run-") ? 4 : 0, cut);
  // In a file's name `/` is written `_`.
  return { renamed: ["wall_time", "step", file.slice(cut + 5)], run: run === "" ? "." : run };
}

/** DeepSpeed's csv_monitor counts samples under the name of steps: `Train_Samples_train_loss.csv`. */
export const isBySamples = (path: string) => path.slice(path.lastIndexOf("/") + 1).startsWith("Train_Samples_");

/** A row of a W&B export: one of our rows for each run that has a value in it. */
export function putExported(
  sink: Sink,
  b: Uint8Array,
  cells: Cells,
  columns: readonly number[],
  exported: readonly (Exported | undefined)[],
  line: number,
): void {
  const number = (n: number) => wholeNumber(b, cells.bounds[n * 2] ?? 0, cells.bounds[n * 2 + 1] ?? 0);
  const step = cells.count > 0 ? number(0) : undefined;
  const runColumn = sink.column("run_name");
  const byRun = new Map<string, number[]>();
  exported.forEach((of, n) => {
    if (of === undefined || n >= cells.count || number(n) === undefined) return;
    byRun.set(of.run, [...(byRun.get(of.run) ?? []), n]);
  });
  for (const [run, places] of byRun) {
    if (step !== undefined) sink.set(columns[0] ?? 0, step);
    sink.text(runColumn, run);
    for (const n of places) sink.set(columns[n] ?? 0, number(n) ?? NaN);
    sink.row(line);
  }
}
