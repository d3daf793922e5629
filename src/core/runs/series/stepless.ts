import { measured } from "./restarts";
import type { RowSlice } from "./rowSlice";

/** The slices that place the run's counts: those with steps, if any has. */
export function placed(slices: readonly RowSlice[]): readonly RowSlice[] {
  return slices.some((slice) => !slice.numbered) ? slices.filter((slice) => !slice.numbered) : slices;
}

/** Problems with the steps of a run's slices. */
export function stepDoubts(slices: readonly RowSlice[]): string[] {
  const stepped = placed(slices);
  return slices.flatMap((slice) => {
    const said = notes(slice);
    if (said.length > 0) return said;
    if (slice.stuck !== undefined)
      return [`the logged step is ${slice.stuck} in all ${slice.length} rows: rows are numbered in file order instead`];
    if (stepped.includes(slice) || measured(slice).size === 0) return [];
    const file = slice.table.file.slice(slice.table.file.lastIndexOf("/") + 1);
    return [`${file} has no step column: its rows cannot be placed beside those of the run's other files`];
  });
}

/** How steps were read that do not stand in the log as they are shown. */
function notes({ layout, perEpoch, unsorted, repeated, step, length, table }: RowSlice): string[] {
  const name = layout.step?.key ?? "step";
  const found: string[] = [];
  if (perEpoch !== undefined)
    found.push(
      `${name} starts again with each ${layout.epoch?.key ?? "epoch"}: counted on, ${perEpoch} steps an epoch`,
    );
  if (repeated > 0)
    found.push(`${repeated} of ${table.rows} rows repeat rows before them, with the same values: they are left out`);
  if (unsorted === undefined) return found;
  const several = length - new Set(step).size;
  const more = several > 0 ? `; ${several} rows share their step with another: these may be rows of several runs` : "";
  found.push(
    `${name} goes back ${unsorted} times in ${length} rows, which is no log: the rows were sorted by it${more}`,
  );
  return found;
}
