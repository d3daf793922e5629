import type { TableFigure } from "../../src/core/views/figure";
import type { Target } from "../../src/core/views/view";
import { element, fill } from "../shared/dom";
import type { Drawer } from "./figure";
import "./figure.css";

/** Draws a figure that is a table. A click or Enter on a row picks it; arrows move between rows. */
export function openTableFigure(pick: (target: Target) => void): Drawer<"table"> {
  const head = element("thead");
  const body = element("tbody");
  const table = element("table", { class: "table-figure" }, head, body);
  const host = element("main", { class: "figure-page", "aria-label": "Table" }, table);
  let shown = "";
  listen(body, (row) => {
    pick({ kind: "row", row });
  });
  return {
    host,
    show: (figure) => {
      const key = JSON.stringify([figure.columns, figure.rows.map(({ id, cells }) => [id, cells])]);
      if (key !== shown) {
        const titles = figure.columns.map(({ head: title }) => title);
        fill(head, element("tr", {}, ...cellsOf("th", titles, figure)));
        fill(body, ...figure.rows.map((row, at) => rowOf(row, figure, at === 0)));
      }
      shown = key;
      const marked = new Set(figure.rows.filter((row) => row.marked).map(({ id }) => id));
      for (const row of body.rows) row.classList.toggle("marked", marked.has(row.dataset["row"] ?? ""));
      return { charts: 0, points: 0 };
    },
  };
}

function rowOf({ id, cells }: TableFigure["rows"][number], figure: TableFigure, first: boolean): HTMLTableRowElement {
  const row = element("tr", { tabindex: first ? "0" : "-1" }, ...cellsOf("td", cells, figure));
  row.dataset["row"] = id;
  return row;
}

function cellsOf(tag: "th" | "td", texts: readonly string[], { columns }: TableFigure): HTMLElement[] {
  return columns.map(({ align = "left" }, at) =>
    element(tag, { class: align, ...(tag === "th" ? { scope: "col" } : {}) }, texts[at] ?? ""),
  );
}

function listen(body: HTMLTableSectionElement, pick: (row: string) => void): void {
  const rowAt = (target: EventTarget | null): HTMLElement | undefined =>
    [...body.rows].find((row) => target instanceof Node && row.contains(target));
  const pickAt = (target: EventTarget | null): void => {
    const id = rowAt(target)?.dataset["row"];
    if (id !== undefined) pick(id);
  };
  body.addEventListener("click", (event) => {
    if (getSelection()?.type !== "Range") pickAt(event.target);
  });
  body.addEventListener("keydown", (event) => {
    const here = rowAt(event.target);
    const next = event.key === "ArrowDown" ? here?.nextElementSibling : here?.previousElementSibling;
    if (event.key === "Enter") pickAt(event.target);
    else if (/^Arrow(Up|Down)$/.test(event.key) && here !== undefined && next instanceof HTMLElement) {
      here.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else return;
    event.preventDefault();
  });
}
