import type { ChartGrid } from "../../src/core/views/figure";
import type { PointView } from "../../src/core/views/views";
import type { Intent } from "../../src/protocol/intents";
import { debounced, element, fill, reveal } from "../shared/dom";
import type { Theme } from "../shared/theme";
import "./grid.css";
import { enlarged, partOf, type Alone } from "./alone";
import { Cell } from "./cell";
import { hiddenAfter } from "./pointer/hiding";
import type { CellEvents } from "./pointer/cellEvents";
import { layOut, strip } from "./layout";
import { showLegend } from "./legend";
import { buildLines, structureOf } from "./lines";
import { HoverTracker } from "./pointer/hoverTracker";
import { openTooltip, type Tooltip } from "./tooltip";
import { isFar } from "./widths";

const blank: ChartGrid = { kind: "grid", rows: [], columns: [], charts: [], legend: [] };

/** The grid of charts. Charts live on from view to view by their id, and are drawn only while they are near the window. */
export class Grid {
  readonly #legend = element("div", { class: "legend", role: "note", "aria-label": "Legend" });
  readonly #lines = element("div", { class: "grid" });
  readonly host = element("main", { class: "charts", "aria-label": "Charts" }, this.#legend, this.#lines);
  readonly #cells = new Map<string, Cell>();
  /** Charts whose drawing is older than their view, layout or theme. */
  readonly #stale = new Set<Cell>();
  readonly #tooltip: Tooltip;
  readonly #hover: HoverTracker;
  readonly #events: CellEvents<Cell>;
  readonly #resized: () => void;
  readonly #tell: (width: number) => void;
  readonly #send: (intent: Intent) => void;
  #theme: Theme;
  /** The whole figure, and the part of it that is shown. */
  #whole = blank;
  #figure = blank;
  #alone: Alone = {};
  #layout = layOut(blank, { width: 600, height: 400 });
  #structure = "";
  #told = 0;
  #marked: string | undefined;

  constructor(theme: Theme, send: (intent: Intent) => void) {
    this.#theme = theme;
    this.#send = send;
    this.#tooltip = openTooltip(document.body, theme);
    this.#hover = new HoverTracker(this.#tooltip, send);
    this.#events = {
      pointed: (cell, hit) => {
        this.#hover.at(cell, hit);
        this.#highlight();
      },
      picked: (cell, hit) => {
        const run = hit?.line.run;
        send({
          type: "picked",
          target: { kind: "chart", chart: cell.chart.id, ...(run === undefined ? {} : { run }) },
        });
      },
      opened: (run) => {
        send({ type: "openedRun", run });
      },
      zoomed: (cell, zoom) => {
        send({ type: "chose", patch: { zoom: { chart: cell.chart.id, ...zoom } } });
      },
      back: () => this.#back(),
      enlarged: (cell) => {
        const { row, column } = this.#figure.charts.find(({ id }) => id === cell.chart.id) ?? cell.chart;
        const title = { row: this.#figure.rows[row] ?? "", column: this.#figure.columns[column] ?? "" };
        this.#enlarge(enlarged(this.#alone, title));
      },
    };
    this.#tell = (width) => {
      this.#told = width;
      send({ type: "resized", chartWidth: width });
    };
    this.#resized = debounced(150, () => {
      if (isFar(this.#width(), this.#told)) this.#tell(this.#width());
    });
    this.host.addEventListener("click", ({ target, altKey }) => {
      const key = target instanceof Element ? target.closest<HTMLElement>("[data-key]")?.dataset["key"] : undefined;
      if (key === undefined) return;
      send({ type: "chose", patch: { hidden: hiddenAfter(this.#whole, key, altKey) } });
    });
    this.#lines.addEventListener("dblclick", ({ target }) => {
      const head = target instanceof Element ? target.closest<HTMLElement>(".column-head, .row-head h2") : null;
      if (head === null) return;
      const title = head.textContent;
      this.#enlarge(enlarged(this.#alone, head.matches(".column-head") ? { column: title } : { row: title }));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#back();
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

  /** Draws a figure; answers how many charts and points are on the screen. */
  show(whole: ChartGrid): { readonly charts: number; readonly points: number } {
    this.#whole = whole;
    const part = partOf(whole, this.#alone);
    if (part === undefined) this.#alone = {};
    const figure = part ?? whole;
    this.#figure = figure;
    showLegend(this.#legend, figure, this.#theme);
    this.#keep(figure);
    this.#rowLegends();
    this.#arrange();
    this.#draw();
    this.#hover.follow(this.#cells);
    this.#highlight();
    this.#revealMarked();
    const drawn = [...this.#cells.values()].filter((cell) => !this.#stale.has(cell));
    const lengths = drawn.flatMap((cell) => cell.chart.lines.map(({ x }) => x.length));
    return { charts: drawn.length, points: lengths.reduce((sum, length) => sum + length, 0) };
  }

  paint(theme: Theme): void {
    this.#theme = theme;
    this.#tooltip.paint(theme);
    showLegend(this.#legend, this.#figure, theme);
    this.#rowLegends();
    this.#invalidate();
    this.#draw();
  }

  /** Lets the charts of these ids stand out, and no others; `scroll` brings the first of them into view. */
  note(ids: readonly string[], scroll: boolean): void {
    const noted = ids.flatMap((id) => this.#cells.get(id) ?? []);
    // Where it would be all of them, none stands out.
    const stands = new Set(noted.length < this.#cells.size ? noted : []);
    for (const cell of this.#cells.values()) cell.figure.classList.toggle("noted", stands.has(cell));
    if (scroll) reveal(noted[0]?.figure);
  }

  /** The answer to a `pointed`. */
  answer(point: PointView): void {
    this.#hover.answer(point);
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

  /** Shows a part of the figure over the whole pane. */
  #enlarge(alone: Alone): void {
    this.#alone = alone;
    this.show(this.#whole);
  }

  /** One step back: from a zoom, else from a part of the figure. Answers whether there was one. */
  #back(): boolean {
    if (this.#whole.zoomed === true) this.#send({ type: "chose", patch: { zoom: null } });
    else if (Object.keys(this.#alone).length > 0) this.#enlarge({});
    else return false;
    return true;
  }

  /** Scrolls to a chart when it becomes the marked one. */
  #revealMarked(): void {
    const marked = this.#figure.charts.find((chart) => chart.marked)?.id;
    if (marked !== undefined && marked !== this.#marked) reveal(this.#cells.get(marked)?.figure);
    this.#marked = marked;
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
    this.#layout = layOut(this.#figure, this.#pane());
    const { perLine, height, gutter } = this.#layout;
    this.#lines.style.setProperty("--per-line", String(perLine));
    this.#lines.style.setProperty("--chart-height", `${height}px`);
    this.#lines.style.setProperty("--gutter", `${gutter}px`);
    const structure = structureOf(this.#layout);
    if (structure !== this.#structure) {
      fill(this.#lines, ...buildLines(this.#layout, this.#figure.columns, this.#cells));
      this.#rowLegends();
    }
    this.#structure = structure;
    this.#invalidate();
    const isShown = this.#figure !== blank && this.host.clientWidth > 0;
    if (isShown && isFar(this.#width(), this.#told)) this.#resized();
  }

  /** Fills the legends in the heads of the rows. */
  #rowLegends(): void {
    for (const host of this.#lines.querySelectorAll<HTMLElement>(".row-legend")) {
      showLegend(host, this.#figure, this.#theme, Number(host.dataset["row"]));
    }
  }

  #invalidate(): void {
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
  #highlight(): void {
    const run = this.#hover.run ?? this.#figure.run;
    for (const cell of this.#cells.values()) cell.highlight(run);
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
