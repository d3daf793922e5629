import type { ChartGrid, PointView } from "../../src/core/view/views";
import type { Intent } from "../../src/protocol/intents";
import { element, fill, reveal, setText, settled, throttled } from "../shared/dom";
import type { Theme } from "../shared/theme";
import { openCell, type Cell } from "./cell";
import type { Found } from "./geometry";
import { buildLines, structureOf } from "./lines";
import { layOut, strip } from "./layout";
import { showLegend } from "./legend";
import { openTooltip } from "./tooltip";

export interface GridView {
  readonly grid: ChartGrid;
  /** The marked run, the marked chart. */
  readonly run: string | undefined;
  readonly group: string | undefined;
  /** Said in place of charts when there are none. */
  readonly nothing: string;
}

/** The grid of charts. Charts live on from view to view by their id and are drawn only while near the window. */
export interface Grid {
  readonly host: HTMLElement;
  /** Draws a view; answers how many charts and points are on the screen. */
  readonly show: (view: GridView) => { readonly charts: number; readonly points: number };
  readonly paint: (theme: Theme) => void;
  /** The answer to a `pointed`. */
  readonly answer: (point: PointView) => void;
  /** Width of one chart in device pixels. */
  readonly chartWidth: () => number;
}

const blank: GridView = {
  grid: { rows: [], columns: [], charts: [], legend: [] },
  run: undefined,
  group: undefined,
  nothing: "",
};

export function openGrid(
  firstTheme: Theme,
  send: (intent: Intent) => void,
  pick: (chart: string, run?: string) => void,
): Grid {
  const legend = element("div", { class: "legend", role: "note", "aria-label": "Legend" });
  const lines = element("div", { class: "grid" });
  const nothing = element("p", { class: "nothing" });
  const host = element("main", { class: "charts", "aria-label": "Charts" }, legend, nothing, lines);
  const tooltip = openTooltip(document.body);
  const cells = new Map<string, Cell>();
  const stale = new Set<Cell>();
  let theme = firstTheme;
  let view = blank;
  let layout = layOut(view.grid, { width: 600, height: 400 });
  let structure = "";
  let pointing: { readonly cell: Cell; readonly found: Found } | undefined;

  const ask = throttled(40, (intent: Intent) => {
    send(intent);
  });
  const point = (cell: Cell, found: Found | undefined): void => {
    if (found === undefined && pointing?.cell !== cell) return;
    pointing?.cell.ring(undefined);
    pointing = found === undefined ? undefined : { cell, found };
    cell.ring(found);
    if (found === undefined) tooltip.hide();
    else ask(pointedAt(cell, found));
    light();
  };
  /** Lets the run pointed at, or else the marked one, stand out in every chart that has it. */
  const light = (): void => {
    const run = pointing?.found.line.run ?? view.run;
    for (const cell of cells.values()) cell.light(run);
  };
  const events = {
    pointed: point,
    picked: (cell: Cell, found: Found | undefined) => {
      pick(cell.chart().id, found?.line.run);
    },
    opened: (run: string) => {
      send({ type: "openedRun", run });
    },
  };

  /** Draws what is stale and near the window; the rest waits until it is scrolled to. */
  const drawNear = (): void => {
    for (const cell of stale) {
      const { top, bottom, width } = cell.figure.getBoundingClientRect();
      if (bottom < -300 || top > innerHeight + 300 || width === 0) continue;
      stale.delete(cell);
      cell.draw({ theme, width: Math.floor(width), height: layout.height, gutter: layout.gutter }, layout.notes);
    }
  };

  const arrange = (): void => {
    layout = layOut(view.grid, paneOf(host, legend));
    lines.style.setProperty("--per-line", String(layout.perLine));
    lines.style.setProperty("--chart-height", `${layout.height}px`);
    lines.style.setProperty("--gutter", `${layout.gutter}px`);
    const wanted = structureOf(layout);
    if (wanted !== structure) fill(lines, ...buildLines(layout, view.grid.columns, cells));
    structure = wanted;
    for (const cell of cells.values()) stale.add(cell);
    if (host.clientWidth > 0 && view !== blank && Math.abs(widthNow() - told) > 8) resized();
  };

  let told = 0;
  const widthNow = (): number => {
    const width = (host.clientWidth - strip) / layout.perLine;
    return Math.max(1, Math.round(width * devicePixelRatio));
  };
  const resized = settled(150, () => {
    told = widthNow();
    send({ type: "resized", chartWidth: told });
  });
  new ResizeObserver(() => {
    arrange();
    drawNear();
  }).observe(host);
  document.addEventListener("scroll", drawNear, { capture: true, passive: true });

  const grid: Grid = {
    host,
    show: (newer) => {
      const before = view.group;
      view = newer;
      showLegend(legend, view.grid, theme);
      setText(nothing, view.grid.charts.length === 0 ? view.nothing : "");
      nothing.hidden = nothing.textContent === "";
      keepCells(view.grid, cells, stale, events);
      arrange();
      drawNear();
      pointing = follow(pointing, cells, ask, tooltip.hide);
      light();
      if (view.group !== before && view.group !== undefined) reveal(cells.get(view.group)?.figure);
      const drawn = [...cells.values()].filter((cell) => !stale.has(cell));
      const points = drawn.reduce((sum, cell) => sum + cell.chart().lines.reduce((n, { x }) => n + x.length, 0), 0);
      return { charts: drawn.length, points };
    },
    paint: (newer) => {
      theme = newer;
      showLegend(legend, view.grid, theme);
      for (const cell of cells.values()) stale.add(cell);
      drawNear();
    },
    answer: ({ chart, line, index, text }) => {
      if (pointing?.cell.chart().id !== chart) return;
      const { cell, found } = pointing;
      if (found.line.id === line && found.index === index) tooltip.show(text, cell.onPage(found.spot));
    },
    chartWidth: () => {
      told = widthNow();
      return told;
    },
  };
  return grid;
}

/** The room for charts. Where the whole page scrolls, the host is as tall as its charts: then the window is the measure. */
function paneOf(host: HTMLElement, legend: HTMLElement): { readonly width: number; readonly height: number } {
  const { paddingLeft, paddingRight, overflowY } = getComputedStyle(host);
  const sides = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
  const height = overflowY === "visible" ? innerHeight * 0.8 : host.clientHeight;
  return { width: host.clientWidth - sides, height: Math.max(300, height - legend.offsetHeight - 16) };
}

/** Makes, updates and removes charts so that there is one for each of the view. */
function keepCells(
  grid: ChartGrid,
  cells: Map<string, Cell>,
  stale: Set<Cell>,
  events: Parameters<typeof openCell>[1],
): void {
  const wanted = new Set(grid.charts.map(({ id }) => id));
  for (const [id, cell] of cells) {
    if (wanted.has(id)) continue;
    cell.remove();
    cells.delete(id);
    stale.delete(cell);
  }
  for (const chart of grid.charts) {
    const cell = cells.get(chart.id);
    if (cell === undefined) cells.set(chart.id, openCell(chart, events));
    else cell.take(chart);
  }
}

/** The same point in the newer view: asked for again, since what is known of it may have changed. */
function follow(
  before: { readonly cell: Cell; readonly found: Found } | undefined,
  cells: ReadonlyMap<string, Cell>,
  ask: (intent: Intent) => void,
  hide: () => void,
): { readonly cell: Cell; readonly found: Found } | undefined {
  if (before === undefined) return undefined;
  const cell = cells.get(before.cell.chart().id);
  const found = cell?.locate(before.found.line.id, before.found.index);
  if (cell === undefined || found === undefined) {
    before.cell.ring(undefined);
    hide();
    return undefined;
  }
  cell.ring(found);
  ask(pointedAt(cell, found));
  return { cell, found };
}

function pointedAt(cell: Cell, { line, index }: Found): Intent {
  const { id, run = "", metric = "", x } = line;
  return { type: "pointed", chart: cell.chart().id, line: id, index, run, metric, x: x[index] ?? NaN };
}
