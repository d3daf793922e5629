import type { Sink } from "../../runs/table/sink";
import { noColumn } from "./tfTags";

/** Scalars of one step, one after the other, make one row; its time is that of the first. */
export class TfRow {
  readonly #sink: Sink;
  #step = 0;
  #open = false;
  readonly #stepColumn: number;
  readonly #timeColumn: number;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#stepColumn = sink.column("step");
    this.#timeColumn = sink.column("wall_time");
  }

  /** `view` has the time at `timeAt`, a double. */
  put(column: number, value: number, step: number, view: DataView, timeAt: number): void {
    if (column === noColumn) return;
    if (!this.#open || step !== this.#step) {
      this.end();
      this.#open = true;
      this.#step = step;
      this.#sink.set(this.#stepColumn, step);
      this.#sink.set(this.#timeColumn, timeAt < 0 ? NaN : view.getFloat64(timeAt, true));
    }
    this.#sink.set(column, value);
  }

  end(): void {
    if (this.#open) this.#sink.row(0);
    this.#open = false;
  }
}
