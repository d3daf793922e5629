import type { ChartGrid, LegendEntry } from "../../src/core/view/views";
import { element, fill } from "../shared/dom";
import type { Theme } from "../shared/theme";

/** The legend above the grid: for each title its entries, each with the stroke it has in the charts. */
export function showLegend(host: HTMLElement, legend: ChartGrid["legend"], theme: Theme): void {
  const groups = legend
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }) =>
      element(
        "div",
        { class: "legend-group" },
        ...(title === "" ? [] : [element("span", { class: "legend-title" }, title)]),
        ...entries.map((entry) => element("span", { class: "legend-entry" }, swatch(entry, theme), entry.label)),
      ),
    );
  fill(host, ...groups);
  host.hidden = groups.length === 0;
}

function swatch({ role, tint }: LegendEntry, theme: Theme): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
  const strokes: Record<typeof role, Readonly<Record<string, string>>> = {
    raw: { stroke: theme.css(tint, 0.3), "stroke-width": "1" },
    curve: { stroke: theme.css(tint), "stroke-width": "2.5" },
    frontier: { stroke: theme.ink(theme.highContrast ? 0.45 : 0.2), "stroke-width": "5" },
    law: { stroke: theme.ink(), "stroke-width": "2.25" },
    beyond: { stroke: theme.ink(), "stroke-width": "2", "stroke-dasharray": "0.1 4.5" },
  };
  const place = { x1: "2", x2: "16", y1: "6", y2: "6", "stroke-linecap": "round" };
  for (const [name, value] of Object.entries({ ...place, ...strokes[role] })) line.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: "18", height: "12", "aria-hidden": "true" }))
    svg.setAttribute(name, value);
  svg.append(line);
  return svg;
}
