import type { ChartGrid, LegendEntry } from "../../src/core/views/figure";
import { element, fill } from "../shared/dom";
import type { Theme } from "../shared/theme";
import "./legend.css";
import { strokeOf } from "./plot";

/** The legends of one row of charts, or (undefined) those above the grid: for each title its entries, with their strokes. */
export function showLegend(host: HTMLElement, grid: ChartGrid, theme: Theme, row?: number): void {
  const own = grid.legend.filter((legend) => legend.row === row);
  const groups = [...own, { title: "", entries: row === undefined ? kindsOf(grid) : [] }]
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }) =>
      element(
        "div",
        { class: "legend-group" },
        ...(title === "" ? [] : [element("span", { class: "legend-title" }, title)]),
        ...entries.map((entry) => entryNode(entry, theme)),
      ),
    );
  fill(host, ...groups);
  host.hidden = groups.length === 0;
}

/** An entry; a button where its lines can be hidden. */
function entryNode(entry: LegendEntry, theme: Theme): HTMLElement {
  const parts = [swatch(entry, theme), shortened(entry.label)];
  if (entry.key === undefined) return element("span", { class: "legend-entry", title: entry.label }, ...parts);
  const isHidden = entry.hidden === true;
  const title = `${entry.label}: click ${isHidden ? "shows" : "hides"} it, Alt+click shows it alone`;
  const state = { "aria-pressed": String(!isHidden), "data-key": entry.key };
  return element("button", { type: "button", class: "legend-entry", title, ...state }, ...parts);
}

/** The kinds of line that are not of a run: named as the view names them, once each, unless its legend does so itself. */
export function kindsOf({ charts, legend }: Pick<ChartGrid, "charts" | "legend">): LegendEntry[] {
  const named = new Set(legend.flatMap(({ entries }) => entries.map(({ role }) => role)));
  const lines = charts.flatMap((chart) => chart.lines);
  return (["frontier", "law", "beyond"] as const).flatMap((role) => {
    const line = named.has(role) ? undefined : lines.find((candidate) => candidate.role === role);
    return line === undefined ? [] : [{ label: line.label, tint: line.tint, role }];
  });
}

/** The stroke of an entry, as a small line. */
function swatch(entry: LegendEntry, theme: Theme): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
  const { borderColor, borderWidth, borderDash } = strokeOf(entry, theme);
  const drawn = {
    ...{ x1: "2", x2: "16", y1: "6", y2: "6", "stroke-linecap": "round" },
    ...{ stroke: borderColor, "stroke-width": String(borderWidth + (entry.role === "curve" ? 1 : 0)) },
    ...{ "stroke-dasharray": borderDash.join(" ") },
  };
  for (const [name, value] of Object.entries(drawn)) line.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: "18", height: "12", "aria-hidden": "true" })) {
    svg.setAttribute(name, value);
  }
  svg.append(line);
  return svg;
}

/** Both ends of a long name: runs of one study mostly differ at the end. */
export function shortened(name: string, most = 30): string {
  if (name.length <= most) return name;
  const tail = Math.ceil(most * 0.55);
  return `${name.slice(0, most - tail - 1)}…${name.slice(-tail)}`;
}
