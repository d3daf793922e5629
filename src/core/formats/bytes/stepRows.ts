import type { Sink } from "../../runs/table/sink";

/**
 * Collects rows from a store with one value per record: consecutive values of one step make one row. A value of another step, or
 * of a key that the row already has, begins the next row.
 */
export class StepRows {
  readonly #sink: Sink;
  readonly #columns = new Map<string, number>();
  readonly #taken = new Set<number>();
  #step = NaN;
  readonly #stepColumn: number;
  readonly #timeColumn: number;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#stepColumn = sink.column("step");
    this.#timeColumn = sink.column("timestamp");
  }

  /** `time`: NaN where unknown. */
  put(key: string, value: number, step: number, time: number): void {
    const column = this.#columnOf(key);
    if (step !== this.#step || this.#taken.has(column)) {
      this.end();
      this.#step = step;
      this.#sink.set(this.#stepColumn, step);
      if (time === time) this.#sink.set(this.#timeColumn, time);
    }
    this.#taken.add(column);
    this.#sink.set(column, value);
  }

  /** Ends the current row, if any. */
  end(): void {
    if (this.#taken.size > 0) this.#sink.row(0);
    this.#taken.clear();
    this.#step = NaN;
  }

  /** Discards the current row. */
  discard(): void {
    this.#sink.discard();
    this.#taken.clear();
    this.#step = NaN;
  }

  #columnOf(key: string): number {
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const made = this.#sink.column(columnKey(key));
    this.#columns.set(key, made);
    return made;
  }
}

/** The column of a metric: one that would collide with the columns of the store keeps a name of its own. */
export const columnKey = (key: string): string => (key === "step" || key === "timestamp" ? `metric/${key}` : key);
