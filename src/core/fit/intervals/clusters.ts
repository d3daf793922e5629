import type { Unit } from "../protocol/intervalChoice";
import type { Points } from "../points/points";

/** What is resampled whole: the cluster of each row, and how many there are. */
export interface Clusters {
  readonly unit: Exclude<Unit, "auto">;
  readonly of: Int32Array;
  readonly count: number;
}

/** Runs are resampled whole where there are enough of them; else rows. */
const fewestRuns = 3;

/**
 * The clusters of rows: rows themselves, runs, or configurations (runs that differ in nothing but learning rate and seed; where that is
 * not known those of one size, and a run of unknown size by itself). "auto" is runs where there are three or more, else rows.
 */
export function clustersOf({ run, runs, sizes, configurations }: Points, unit: Unit): Clusters {
  if (unit === "row") return { unit, of: Int32Array.from(run.keys()), count: run.length };
  const key = (r: number): string => {
    const size = sizes[r] ?? NaN;
    return configurations?.[r] ?? (size > 0 ? `size ${size}` : `run ${runs[r] ?? r}`);
  };
  const numbers = new Map<string | number, number>();
  const of = run.map((r) => {
    const name = unit === "configuration" ? key(r) : r;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  if (unit === "auto" && numbers.size < fewestRuns)
    return clustersOf({ run, runs, sizes, inputs: {}, loss: new Float64Array(0) }, "row");
  return { unit: unit === "auto" ? "run" : unit, of, count: numbers.size };
}
