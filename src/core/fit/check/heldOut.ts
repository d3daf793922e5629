import { lawOf } from "../../laws/index";
import { newRunInterval, type Derived } from "../intervals/derived";
import { runTitle, type Points } from "../points/points";
import { axes, type XAxis } from "../protocol/protocol";
import type { Fitted } from "../result";

/** A run that a law did not see, at its last row that was held out. */
export interface HeldRun {
  readonly run: string;
  readonly title: string;
  /** Where: the law's inputs by their symbols. */
  readonly at: Readonly<Record<string, number>>;
  readonly loss: number;
  /** What the law says, with the 95 % interval of a new run there (the law's own and the spread of the points about it). */
  readonly predicted: Derived;
  /** L̂/L − 1. */
  readonly error: number;
  /** Whether the interval holds the loss; absent where there is no interval. */
  readonly inside?: boolean;
}

/** Every run that was held out beside what the law says of it; runs where it says nothing are left out. */
export function heldRuns(fit: Fitted, held: Points, x: XAxis): HeldRun[] {
  const inputs = lawOf(fit.law)?.inputs ?? [];
  const lastRow = new Map<number, number>();
  held.run.forEach((run, row) => lastRow.set(run, row));
  return [...lastRow].flatMap(([run, row]): HeldRun[] => {
    const at = Object.fromEntries(inputs.map((name) => [name, held.inputs[name]?.[row] ?? NaN]));
    const loss = held.loss[row] ?? NaN;
    const predicted = newRunInterval(fit, at);
    if (!Number.isFinite(predicted.value) || !(loss > 0)) return [];
    const { low, high } = predicted;
    return [
      {
        run: held.runs[run] ?? "",
        title: runTitle(held, run),
        at: Object.fromEntries(Object.entries(at).map(([name, v]) => [name === "x" ? axes[x].symbol : name, v])),
        loss,
        predicted,
        error: predicted.value / loss - 1,
        ...(low === undefined || high === undefined ? {} : { inside: low <= loss && loss <= high }),
      },
    ];
  });
}
