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
    if (slice.stuck !== undefined)
      return [`the logged step is ${slice.stuck} in all ${slice.length} rows: rows are numbered in file order instead`];
    if (stepped.includes(slice) || measured(slice).size === 0) return [];
    const file = slice.table.file.slice(slice.table.file.lastIndexOf("/") + 1);
    return [`${file} has no step column: its rows cannot be placed beside those of the run's other files`];
  });
}
