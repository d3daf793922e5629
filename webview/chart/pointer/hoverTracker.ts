import type { PointView } from "../../../src/core/views/views";
import type { Intent } from "../../../src/protocol/intents";
import { throttled } from "../../shared/dom";
import type { Cell } from "../cell";
import type { Hit } from "../geometry";
import type { Tooltip } from "../tooltip";

/** The one point of all charts that the pointer or the keyboard rests on: its ring, its tooltip, and what is asked about it. */
export class HoverTracker {
  readonly #tooltip: Tooltip;
  readonly #ask: (intent: Intent) => void;
  #now: { readonly cell: Cell; readonly hit: Hit } | undefined;

  constructor(tooltip: Tooltip, send: (intent: Intent) => void) {
    this.#tooltip = tooltip;
    this.#ask = throttled(40, send);
  }

  /** The run pointed at. */
  get run(): string | undefined {
    return this.#now?.hit.line.run;
  }

  /** A chart says where the pointer is, or that it left. */
  at(cell: Cell, hit: Hit | undefined): void {
    if (hit === undefined && this.#now?.cell !== cell) return;
    this.#now?.cell.ring(undefined);
    this.#now = hit === undefined ? undefined : { cell, hit };
    cell.ring(hit);
    if (hit === undefined) this.#tooltip.hide();
    else this.#ask(pointedAt(cell, hit));
  }

  /** Finds the point again in newer charts, and asks again: what is known of it may have changed. */
  follow(cells: ReadonlyMap<string, Cell>): void {
    if (this.#now === undefined) return;
    const { cell, hit } = this.#now;
    const same = cells.get(cell.chart.id) === cell ? cell.locate(hit.line.id, hit.index) : undefined;
    this.at(cell, same);
  }

  /** What is known of a point: shown while it is still the one pointed at. */
  answer({ chart, line, index, text, beside }: PointView): void {
    if (this.#now?.cell.chart.id !== chart) return;
    const { cell, hit } = this.#now;
    if (hit.line.id === line && hit.index === index) this.#tooltip.show(text, beside, cell.onPage(hit.spot));
  }
}

function pointedAt(cell: Cell, { line, index }: Hit): Intent {
  const { id, run = "", metric = "", x } = line;
  return { type: "pointed", chart: cell.chart.id, line: id, index, run, metric, x: x[index] ?? NaN };
}
