import { element } from "../shared/dom";
import type { Cell } from "./cell";
import type { GridLine, Layout } from "./layout";

/** What the elements of a layout depend on: while it stays the same, charts are only redrawn in place. */
export function structureOf({ lines, columns, xTitle, yTitle, perLine }: Layout): string {
  const shape = lines.map(({ head, charts, captioned }) => [
    head,
    captioned,
    charts.map((chart) => [chart?.id ?? null, chart?.x.title ?? "", chart?.y.title ?? ""]),
  ]);
  return JSON.stringify([shape, columns, xTitle ?? null, yTitle ?? null, perLine]);
}

/** The elements of a layout: heads, and lines of charts. */
export function buildLines(layout: Layout, names: readonly string[], cells: ReadonlyMap<string, Cell>): HTMLElement[] {
  const heads = layout.columns.map((name) => element("div", { class: "column-head", title: name }, name));
  const top = heads.length === 0 ? [] : [element("div", { class: "column-heads" }, element("span"), ...heads)];
  return [...top, ...layout.lines.flatMap((line) => buildLine(line, layout, names, cells))];
}

function buildLine(
  line: GridLine,
  { xTitle, yTitle }: Layout,
  names: readonly string[],
  cells: ReadonlyMap<string, Cell>,
): HTMLElement[] {
  const head = line.head === "" ? [] : [rowHead(line)];
  const shared = element("div", { class: "y-strip" }, element("span", { title: yTitle ?? "" }, yTitle ?? ""));
  const figures = line.charts.map((chart) => {
    const cell = chart === undefined ? undefined : cells.get(chart.id);
    if (chart === undefined || cell === undefined) return element("div");
    const caption = line.captioned ? (names[chart.column] ?? "") : "";
    cell.title(
      caption,
      yTitle === undefined ? chart.y.title : "",
      xTitle === undefined || line.last ? chart.x.title : "",
    );
    return cell.figure;
  });
  return [...head, element("div", { class: line.captioned ? "grid-line captioned" : "grid-line" }, shared, ...figures)];
}

/** The head of a row, with a place for the legend of that row. */
function rowHead({ head, row }: GridLine): HTMLElement {
  return element(
    "div",
    { class: "row-head" },
    element("h2", { title: head }, head),
    element("div", {
      class: "legend row-legend",
      "data-row": String(row),
      role: "note",
      "aria-label": `Legend, ${head}`,
    }),
  );
}
