import type { Points } from "../points/points";

/** What every law is asked to predict: the final loss of a run that none of them saw, and where that is. */
export interface Target {
  readonly run: string;
  readonly at: Readonly<Record<string, number>>;
  readonly loss: number;
}

/** The last row of each run of some rows, in the order of the runs. */
export function targetsOf(held: Points): Target[] {
  const last = new Map<number, number>();
  held.run.forEach((run, row) => last.set(run, row));
  return [...last].map(([run, row]) => ({
    run: held.runs[run] ?? "",
    at: Object.fromEntries(Object.entries(held.inputs).map(([name, column]) => [name, column[row] ?? NaN])),
    loss: held.loss[row] ?? NaN,
  }));
}

/** The targets' inputs as columns. */
export function columnsOf(targets: readonly Target[]): Record<string, Float64Array> {
  const names = new Set(targets.flatMap(({ at }) => Object.keys(at)));
  return Object.fromEntries(
    [...names].map((name) => [name, Float64Array.from(targets, ({ at }) => at[name] ?? NaN)] as const),
  );
}
