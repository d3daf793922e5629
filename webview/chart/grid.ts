import type { ChartGrid, PointView } from "../../src/core/views/views";
import type { Intent } from "../../src/protocol/intents";
import { element, fill, reveal, setText, settled } from "../shared/dom";
import type { Theme } from "../shared/theme";
import { Cell } from "./cell";
import type { CellEvents } from "./cellEvents";
import { layOut, strip } from "./layout";
import { showLegend } from "./legend";
import { buildLines, structureOf } from "./lines";
import { Pointing } from "./hoverTracker";
import { openTooltip } from "./tooltip";
import { isFar } from "./widths";

export interface GridView {
  readonly grid: ChartGrid;
  /** The marked run, the marked chart. */
  readonly run: string | undefined;
  readonly group: string | undefined;
  /** Said in place of charts when there are none. */
  readonly nothing: string;
}

const blank: GridView = {
  grid: { rows: [], columns: [], charts: [], legend: [] },
  run: undefined,
  group: undefined,
  nothing: "",
};

/** The grid of charts. Charts live on from view to view by their id, and are drawn only while they are near the window. */
export class Grid {
  readonly #legend = element("div", { class: "legend", role: "note", "aria-label": "Legend" });
  readonly #nothing = element("p", { class: "nothing" });
  readonly #lines = element("div", { class: "grid" });
  readonly host = element(
    "main",
    { class: "charts", "aria-label": "Charts" },
    this.#legend,
    this.#nothing,
    this.#lines,
  );
  readonly #cells = new Map<string, Cell>();
  /** Charts whose drawing is older than their view, layout or theme. */
  readonly #stale = new Set<Cell>();
  readonly #pointing: Pointing;
  readonly #events: CellEvents<Cell>;
  readonly #resized: () => void;
  readonly #tell: (width: number) => void;
  #theme: Theme;
  #view = blank;
  #layout = layOut(blank.grid, { width: 600, height: 400 });
  #structure = "";
  #told = 0;

  constructor(theme: Theme, send: (intent: Intent) => void, pick: (chart: string, run?: string) => void) {
    this.#theme = theme;
    this.#pointing = new Pointing(openTooltip(document.body), send);
    this.#events = {
      pointed: (cell, found) => {
        this.#pointing.at(cell, found);
        this.#light();
      },
      picked: (cell, found) => {
        pick(cell.chart.id, found?.line.run);
      },
      opened: (run) => {
        send({ type: "openedRun", run });
      },
    };
    this.#tell = (width) => {
      this.#told = width;
      send({ type: "resized", chartWidth: width });
    };
    this.#resized = settled(150, () => {
      if (isFar(this.#width(), this.#told)) this.#tell(this.#width());
    });
    new ResizeObserver(() => {
      this.#arrange();
      this.#draw();
    }).observe(this.host);
    document.addEventListener(
      "scroll",
      () => {
        this.#draw();
      },
      { capture: true, passive: true },
    );
  }

  /** Draws a view; answers how many charts and points are on the screen. */
  show(view: GridView): { readonly charts: number; readonly points: number } {
    const { group } = this.#view;
    this.#view = view;
    showLegend(this.#legend, view.grid, this.#theme);
    setText(this.#nothing, view.grid.charts.length === 0 ? view.nothing : "");
    this.#nothing.hidden = this.#nothing.textContent === "";
    this.#keep(view.grid);
    this.#arrange();
    this.#draw();
    this.#pointing.follow(this.#cells);
    this.#light();
    if (view.group !== group && view.group !== undefined) reveal(this.#cells.get(view.group)?.figure);
    const drawn = [...this.#cells.values()].filter((cell) => !this.#stale.has(cell));
    const lengths = drawn.flatMap((cell) => cell.chart.lines.map(({ x }) => x.length));
    return { charts: drawn.length, points: lengths.reduce((sum, length) => sum + length, 0) };
  }

  paint(theme: Theme): void {
    this.#theme = theme;
    showLegend(this.#legend, this.#view.grid, theme);
    this.#spoil();
    this.#draw();
  }

  /** The answer to a `pointed`. */
  answer(point: PointView): void {
    this.#pointing.answer(point);
  }

  /** Says how wide a chart is going to be, device pixels, before the view that will be drawn so; `told` where that is known. */
  expect(width: number, told = false): void {
    if (told) this.#told = width;
    else if (isFar(width, this.#told)) this.#tell(width);
  }

  /** Width of one chart as it is laid out, as a share of the window. */
  get share(): number {
    return Math.min(1, this.#width() / (innerWidth * devicePixelRatio));
  }

  #width(): number {
    return Math.max(1, Math.round(((this.host.clientWidth - strip) / this.#layout.perLine) * devicePixelRatio));
  }

  /** Makes, updates and removes charts so that there is one for each of the view. */
  #keep({ charts }: ChartGrid): void {
    const wanted = new Set(charts.map(({ id }) => id));
    for (const [id, cell] of this.#cells) {
      if (wanted.has(id)) continue;
      cell.remove();
      this.#cells.delete(id);
      this.#stale.delete(cell);
    }
    for (const chart of charts) {
      const cell = this.#cells.get(chart.id);
      if (cell === undefined) this.#cells.set(chart.id, new Cell(chart, this.#events));
      else cell.take(chart);
    }
  }

  /** Lays the charts out for the room there is; elements move only where their order does. */
  #arrange(): void {
    this.#layout = layOut(this.#view.grid, this.#pane());
    const { perLine, height, gutter, noteHeight } = this.#layout;
    this.#lines.style.setProperty("--per-line", String(perLine));
    this.#lines.style.setProperty("--chart-height", `${height}px`);
    this.#lines.style.setProperty("--gutter", `${gutter}px`);
    this.#lines.style.setProperty("--note-height", `${noteHeight}px`);
    const structure = structureOf(this.#layout);
    if (structure !== this.#structure) {
      fill(this.#lines, ...buildLines(this.#layout, this.#view.grid.columns, this.#cells));
    }
    this.#structure = structure;
    this.#spoil();
    const isShown = this.#view !== blank && this.host.clientWidth > 0;
    if (isShown && isFar(this.#width(), this.#told)) this.#resized();
  }

  #spoil(): void {
    for (const cell of this.#cells.values()) this.#stale.add(cell);
  }

  /** Draws what is stale and near the window; the rest waits until it is scrolled to. */
  #draw(): void {
    const { height, gutter, notes } = this.#layout;
    for (const cell of this.#stale) {
      const { top, bottom, width } = cell.figure.getBoundingClientRect();
      if (bottom < -300 || top > innerHeight + 300 || width === 0) continue;
      this.#stale.delete(cell);
      cell.draw({ theme: this.#theme, width: Math.floor(width), height, gutter }, notes);
    }
  }

  /** Lets the run pointed at, or else the marked one, stand out in every chart that has it. */
  #light(): void {
    const run = this.#pointing.run ?? this.#view.run;
    for (const cell of this.#cells.values()) cell.light(run);
  }

  /** The room for charts. Where the whole page scrolls, the host is as tall as its charts: then the window is the measure. */
  #pane(): { readonly width: number; readonly height: number } {
    const { paddingLeft, paddingRight, overflowY } = getComputedStyle(this.host);
    const sides = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
    const height = overflowY === "visible" ? innerHeight * 0.8 : this.host.clientHeight;
    return {
      width: this.host.clientWidth - sides,
      height: Math.max(300, height - this.#legend.offsetHeight - 16),
    };
  }
}
