import type { Chart } from "../../src/core/views/figure";
import { element, fill, setText } from "../shared/dom";
import { equationNode } from "../shared/equation";
import { plotArea } from "./area";
import "./cell.css";
import { listenDrag } from "./pointer/drag";
import { nearest, place, valueAt, type Hit, type Spot } from "./geometry";
import { listen, type CellEvents } from "./pointer/cellEvents";
import { cornerBox, inset, type Corner } from "./notes";
import { openDrawing, type Drawing } from "./plot";
import type { Look } from "./look";
import { highlight } from "./pointer/highlight";

/** How near the pointer must come to a point, CSS pixels. */
const reach = 24;

/** One chart of the grid: its title, its drawing, its equation, and the pointer and keys on it. */
export class Cell {
  readonly #canvas = element("canvas", { "aria-hidden": "true" });
  readonly #over = element("canvas", { "aria-hidden": "true", class: "chart-over", hidden: "" });
  readonly #note = element("div", { class: "chart-note" });
  readonly #message = element("p", { class: "chart-message" });
  readonly #ring = element("div", { class: "chart-ring", hidden: "" });
  readonly #body = element(
    "div",
    { class: "chart-body" },
    ...[this.#canvas, this.#over, this.#note, this.#message, this.#ring],
  );
  readonly #caption = element("figcaption", { class: "chart-title" });
  readonly #yTitle = element("div", { class: "axis-title" });
  readonly #xTitle = element("div", { class: "axis-title axis-title-x" });
  readonly figure = element(
    "figure",
    { class: "chart", tabindex: "0", role: "group", "aria-roledescription": "chart" },
    ...[this.#caption, this.#yTitle, this.#body, this.#xTitle],
  );
  readonly #drawing: Drawing = openDrawing(this.#canvas);
  #chart: Chart;
  #look: Look | undefined;
  #highlighted: string | undefined;

  constructor(chart: Chart, events: CellEvents<Cell>) {
    this.#chart = chart;
    this.take(chart);
    listen(this, events);
    listenDrag(
      this.#body,
      () => this.#look && plotArea(this.#look),
      ({ x, y }) => {
        const range = (axis: Chart["x"], [from, to]: readonly [number, number]): readonly [number, number] => [
          valueAt(axis, from),
          valueAt(axis, to),
        ];
        events.zoomed(this, { ...(x && { x: range(this.#chart.x, x) }), ...(y && { y: range(this.#chart.y, y) }) });
      },
    );
    this.#caption.addEventListener("dblclick", () => {
      events.enlarged(this);
    });
  }

  get chart(): Chart {
    return this.#chart;
  }

  title(title: string, yTitle: string, xTitle: string): void {
    setText(this.#caption, title);
    setText(this.#yTitle, yTitle);
    setText(this.#xTitle, xTitle);
    for (const part of [this.#caption, this.#yTitle, this.#xTitle]) part.hidden = part.textContent === "";
  }

  /** Takes a newer view; nothing is drawn until `draw`. */
  take(chart: Chart): void {
    this.#chart = chart;
    this.figure.dataset["chart"] = chart.id;
    this.figure.setAttribute("aria-label", chart.summary);
    this.figure.classList.toggle("marked", chart.marked);
  }

  draw(look: Look, notes: Corner): void {
    this.#look = look;
    this.#body.style.height = `${look.height}px`;
    this.#drawing.show(this.#chart, look);
    highlight(this.#over, this.#chart, look, this.#highlighted);
    writeNote(this.#chart, this.#note, this.#message);
    putInCorner(this.#note, this.#body, look, notes);
  }

  /** Lets a run stand out; undefined lets none. */
  highlight(run: string | undefined): void {
    if (run === this.#highlighted) return;
    this.#highlighted = run;
    if (this.#look !== undefined) highlight(this.#over, this.#chart, this.#look, run);
  }

  /** Puts the ring on a point; undefined takes it away. */
  ring(hit: Hit | undefined): void {
    this.#ring.hidden = hit === undefined;
    if (hit === undefined) return;
    this.#ring.style.left = `${hit.spot.x}px`;
    this.#ring.style.top = `${hit.spot.y}px`;
  }

  /** The point of a run under a pointer. */
  under(event: MouseEvent): Hit | undefined {
    if (this.#look === undefined) return undefined;
    const { left, top } = this.#canvas.getBoundingClientRect();
    const spot = { x: event.clientX - left, y: event.clientY - top };
    return nearest(this.#chart, plotArea(this.#look), spot, reach);
  }

  /** Where a point of a line stands; undefined where it has no place. */
  locate(id: string, index: number): Hit | undefined {
    const line = this.#chart.lines.find((candidate) => candidate.id === id);
    if (line === undefined || this.#look === undefined) return undefined;
    const [x, y] = [line.x[index] ?? NaN, line.y[index] ?? NaN];
    const spot = place(this.#chart.x, this.#chart.y, plotArea(this.#look), x, y);
    return Number.isFinite(spot.x + spot.y) ? { line, index, spot } : undefined;
  }

  /** Where a place in the drawing is in the window. */
  onPage({ x, y }: Spot): Spot {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return { x: left + x, y: top + y };
  }

  remove(): void {
    this.#drawing.remove();
    this.figure.remove();
  }
}

/** The equation, or why there is none; a message in the middle when nothing is drawn. */
function writeNote({ lines, equation, message = "" }: Chart, note: HTMLElement, middle: HTMLElement): void {
  const blank = lines.length === 0;
  setText(middle, blank ? message : "");
  middle.hidden = !blank;
  const key = blank ? "" : (equation?.plain ?? "") + (equation?.note ?? "") + message;
  note.hidden = key === "";
  if (note.dataset["key"] === key) return;
  note.dataset["key"] = key;
  const text = equation?.note ?? message;
  const small = element("div", { class: "chart-note-small", title: text }, text);
  fill(
    note,
    ...(equation === undefined
      ? [small]
      : [equationNode(equation), element("span", { class: "note-gap" }, " "), small]),
  );
}

/** Puts the note in a corner of the plot. */
function putInCorner(note: HTMLElement, body: HTMLElement, look: Look, corner: Corner): void {
  if (note.parentElement !== body) body.append(note);
  const area = plotArea(look);
  note.style.maxWidth = `${Math.round(area.width - 2 * inset)}px`;
  const box = cornerBox(corner, area, note.offsetWidth, note.offsetHeight, inset);
  note.style.left = `${box.left}px`;
  note.style.top = `${box.top}px`;
  note.classList.toggle("right", corner.endsWith("right"));
}
