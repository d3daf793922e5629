import type { Chart } from "../../../src/core/views/figure";
import { step, type Hit } from "../geometry";

/** What the listeners need of a chart. */
interface Listened {
  readonly figure: HTMLElement;
  readonly chart: Pick<Chart, "lines">;
  under(event: MouseEvent): Hit | undefined;
  locate(line: string, index: number): Hit | undefined;
}

/** What a chart tells the grid. */
export interface CellEvents<Cell> {
  /** The pointer or the keyboard is at a point, or has left (undefined). */
  readonly pointed: (cell: Cell, hit: Hit | undefined) => void;
  /** A click or Enter: on a point, or on the chart as a whole. */
  readonly picked: (cell: Cell, hit: Hit | undefined) => void;
  readonly opened: (run: string) => void;
  /** A part of the chart was dragged over: the values at its sides. */
  readonly zoomed: (
    cell: Cell,
    zoom: { readonly x?: readonly [number, number]; readonly y?: readonly [number, number] },
  ) => void;
  /** A double click, or Escape where nothing is pointed at: back to the whole chart. Answers whether there was anything to go back to. */
  readonly back: () => boolean;
  /** A double click on the title. */
  readonly enlarged: (cell: Cell) => void;
}

/** The pointer and the keys on a chart. */
export function listen<Cell extends Listened>(cell: Cell, events: CellEvents<Cell>): void {
  const { figure } = cell;
  let here: Hit | undefined;
  const point = (hit: Hit | undefined): void => {
    if (hit?.line.id === here?.line.id && hit?.index === here?.index) return;
    here = hit;
    events.pointed(cell, hit);
  };
  const leave = (): void => {
    point(undefined);
  };
  figure.addEventListener("pointermove", (event) => {
    point(cell.under(event));
  });
  figure.addEventListener("pointerleave", leave);
  figure.addEventListener("blur", leave);
  figure.addEventListener("click", (event) => {
    events.picked(cell, cell.under(event));
  });
  figure.addEventListener("dblclick", (event) => {
    if (event.target instanceof Element && event.target.closest(".chart-title") !== null) return;
    if (events.back()) return;
    const run = cell.under(event)?.line.run;
    if (run !== undefined) events.opened(run);
  });
  figure.addEventListener("keydown", (event) => {
    const run = here?.line.run;
    if (event.key === "Escape" && here === undefined) {
      if (!events.back()) figure.blur();
    } else if (event.key === "Escape") leave();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && run !== undefined) events.opened(run);
    else if (event.key === "Enter" || event.key === " ") events.picked(cell, here);
    else {
      const next = step(cell.chart.lines, here && { line: here.line.id, index: here.index }, event.key);
      if (next === undefined) return;
      point(cell.locate(next.line.id, next.index));
    }
    event.preventDefault();
  });
}
