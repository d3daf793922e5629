import { measured } from "./restarts";
import type { RowSlice } from "./rowSlice";

/** The slices of a run by whose steps its counts are placed: those that have steps, where any has. */
export function placed(slices: readonly RowSlice[]): readonly RowSlice[] {
  return slices.some((slice) => !slice.numbered) ? slices.filter((slice) => !slice.numbered) : slices;
}

/** What is wrong with the steps of a run's slices, in words. */
export function stepDoubts(slices: readonly RowSlice[]): string[] {
  const stepped = placed(slices);
  return slices.flatMap((slice) => {
    if (slice.stuck !== undefined)
      return [`the step stays ${slice.stuck} in all ${slice.length} rows: the order of the rows is used in its place`];
    if (stepped.includes(slice) || measured(slice).size === 0) return [];
    const file = slice.table.file.slice(slice.table.file.lastIndexOf("/") + 1);
    return [`the rows of ${file} have no step: where they stand beside those of the run's other files is unknown`];
  });
}
