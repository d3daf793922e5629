import { measured } from "./restarts";
import type { RowSlice } from "./rowSlice";

/** The parts of a run by whose steps its counts are placed: those that have steps, where any has. */
export function placed(parts: readonly RowSlice[]): readonly RowSlice[] {
  return parts.some((part) => !part.numbered) ? parts.filter((part) => !part.numbered) : parts;
}

/** What is wrong with the steps of a run's parts, in words. */
export function stepDoubts(parts: readonly RowSlice[]): string[] {
  const stepped = placed(parts);
  return parts.flatMap((part) => {
    if (part.stuck !== undefined)
      return [`the step stays ${part.stuck} in all ${part.length} rows: the order of the rows is used in its place`];
    if (stepped.includes(part) || measured(part).size === 0) return [];
    const file = part.table.file.slice(part.table.file.lastIndexOf("/") + 1);
    return [`the rows of ${file} have no step: where they stand beside those of the run's other files is unknown`];
  });
}
