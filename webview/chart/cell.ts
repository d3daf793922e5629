import type { Chart } from "../../src/core/view/views";
import { element, fill, setText } from "../shared/dom";
import { equationNode } from "../shared/equation";
import { plotArea } from "./area";
import { nearest, place, step, type Found, type Spot } from "./geometry";
import { cornerBox, inset, type Corner } from "./notes";
import { openDrawing, type Look } from "./plot";
import { spotlight } from "./spotlight";

/** How near the pointer must come to a point, CSS pixels. */
const reach = 24;

/** What a chart tells the grid. */
export interface CellEvents {
  /** The pointer or the keyboard is at a point, or has left (undefined). */
  readonly pointed: (cell: Cell, found: Found | undefined) => void;
  /** A click or Enter: on a point, or on the chart as a whole. */
  readonly picked: (cell: Cell, found: Found | undefined) => void;
  readonly opened: (run: string) => void;
}

/** One chart of the grid: its title, its drawing, its equation, and the pointer and keys on it. */
export interface Cell {
  readonly figure: HTMLElement;
  readonly chart: () => Chart;
  readonly title: (title: string, yTitle: string, xTitle: string) => void;
  /** Takes a newer view; nothing is drawn until `draw`. */
  readonly take: (chart: Chart) => void;
  readonly draw: (look: Look, notes: Corner | "above") => void;
  /** Lets a run stand out; undefined lets none. */
  readonly light: (run: string | undefined) => void;
  /** Puts the ring on a point; undefined takes it away. */
  readonly ring: (found: Found | undefined) => void;
  /** Where a point of the chart is in the window. */
  readonly onPage: (spot: Spot) => Spot;
  readonly locate: (line: string, index: number) => Found | undefined;
  readonly remove: () => void;
}

export function openCell(first: Chart, events: CellEvents): Cell {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const over = element("canvas", { "aria-hidden": "true", class: "chart-over", hidden: "" });
  const note = element("div", { class: "chart-note" });
  const mark = element("div", { class: "chart-ring", hidden: "" });
  const message = element("p", { class: "chart-message" });
  const body = element("div", { class: "chart-body" }, canvas, over, note, message, mark);
  const caption = element("figcaption", { class: "chart-title" });
  const [yTitle, xTitle] = [
    element("div", { class: "axis-title" }),
    element("div", { class: "axis-title axis-title-x" }),
  ];
  const figure = element("figure", { class: "chart", tabindex: "0", role: "group" }, caption, yTitle, body, xTitle);
  figure.setAttribute("aria-roledescription", "chart");
  const drawing = openDrawing(canvas);
  let chart = first;
  let look: Look | undefined;
  let lit: string | undefined;

  const cell: Cell = {
    figure,
    chart: () => chart,
    title: (title, y, x) => {
      setText(caption, title);
      setText(yTitle, y);
      setText(xTitle, x);
      for (const part of [caption, yTitle, xTitle]) part.hidden = part.textContent === "";
    },
    take: (newer) => {
      chart = newer;
      figure.dataset["chart"] = chart.id;
      figure.setAttribute("aria-label", chart.summary);
      figure.classList.toggle("marked", chart.marked);
    },
    draw: (wanted, notes) => {
      look = wanted;
      body.style.height = `${look.height}px`;
      drawing.show(chart, look);
      spotlight(over, chart, look, lit);
      writeNote(chart, note, message);
      note.classList.toggle("above", notes === "above");
      // Plots of one line stand at one height, also where there is nothing to say.
      if (notes === "above") note.hidden = false;
      if (notes === "above") figure.insertBefore(note, body);
      else putInCorner(note, body, look, notes);
    },
    light: (run) => {
      if (run === lit) return;
      lit = run;
      if (look !== undefined) spotlight(over, chart, look, lit);
    },
    ring: (found) => {
      mark.hidden = found === undefined;
      if (found === undefined) return;
      mark.style.left = `${found.spot.x}px`;
      mark.style.top = `${found.spot.y}px`;
    },
    onPage: ({ x, y }) => {
      const { left, top } = canvas.getBoundingClientRect();
      return { x: left + x, y: top + y };
    },
    locate: (id, index) => {
      const line = chart.lines.find((candidate) => candidate.id === id);
      if (line === undefined || look === undefined) return undefined;
      const [x, y] = [line.x[index] ?? NaN, line.y[index] ?? NaN];
      const spot = place(chart.x, chart.y, plotArea(look), x, y);
      return Number.isFinite(spot.x + spot.y) ? { line, index, spot } : undefined;
    },
    remove: () => {
      drawing.remove();
      figure.remove();
    },
  };
  cell.take(first);
  const at = (event: MouseEvent): Found | undefined => {
    const { left, top } = canvas.getBoundingClientRect();
    const spot = { x: event.clientX - left, y: event.clientY - top };
    return look === undefined ? undefined : nearest(chart, plotArea(look), spot, reach);
  };
  listen(cell, at, events);
  return cell;
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
  fill(note, ...(equation === undefined ? [small] : [equationNode(equation), small]));
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

function listen(cell: Cell, at: (event: MouseEvent) => Found | undefined, events: CellEvents): void {
  let here: Found | undefined;
  const point = (found: Found | undefined): void => {
    if (found?.line.id === here?.line.id && found?.index === here?.index) return;
    here = found;
    events.pointed(cell, found);
  };
  const { figure } = cell;
  figure.addEventListener("pointermove", (event) => {
    point(at(event));
  });
  figure.addEventListener("pointerleave", () => {
    point(undefined);
  });
  figure.addEventListener("blur", () => {
    point(undefined);
  });
  figure.addEventListener("click", (event) => {
    events.picked(cell, at(event));
  });
  figure.addEventListener("dblclick", (event) => {
    const run = at(event)?.line.run;
    if (run !== undefined) events.opened(run);
  });
  figure.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && here !== undefined) point(undefined);
    else if (event.key === "Escape") figure.blur();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && here?.line.run !== undefined) {
      events.opened(here.line.run);
    } else if (event.key === "Enter" || event.key === " ") events.picked(cell, here);
    else {
      const next = step(
        cell.chart().lines,
        here === undefined ? undefined : { line: here.line.id, index: here.index },
        event.key,
      );
      if (next === undefined || !/^(Arrow|Home|End)/.test(event.key)) return;
      point(cell.locate(next.line.id, next.index));
    }
    event.preventDefault();
  });
}
