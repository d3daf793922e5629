import type { Chart, ChartGrid } from "../../src/core/views/figure";
import { gutterFor, labelWidth } from "./area";
import { cornerForNotes, type Corner } from "./notes";

/** One visual line of charts. */
export interface GridLine {
  /** Head above the line, "" for none (and on the second and later lines of one row). */
  readonly head: string;
  readonly charts: readonly (Chart | undefined)[];
  /** Of the figure. */
  readonly row: number;
  /** Whether the titles of the columns stand over the charts of this line, not over the whole grid. */
  readonly captioned: boolean;
  readonly last: boolean;
}

export interface Layout {
  readonly lines: readonly GridLine[];
  readonly perLine: number;
  /** Column heads on top of everything: only where every row is one line. */
  readonly columns: readonly string[];
  /** Height of a drawing, CSS pixels. */
  readonly height: number;
  /** Where the equations stand: the same corner of all plots. */
  readonly notes: Corner;
  /** Width kept for the labels of the y axes. */
  readonly gutter: number;
  /** The titles shared by all charts; undefined where they differ. */
  readonly xTitle: string | undefined;
  readonly yTitle: string | undefined;
}

const narrowest = 184;
const gap = 12;
/** The strip that holds the title of the y axis. */
export const strip = 20;
/** A drawing lower than this is not read: the grid then scrolls. */
const lowest = 148;

/**
 * How a grid fills a pane: rows × columns with shared heads where the columns fit side by side, else each row broken into
 * lines with a title a chart. Drawings fill the pane: all of it, shared evenly, down to a height that still reads well.
 */
export function layOut(grid: ChartGrid, pane: { readonly width: number; readonly height: number }): Layout {
  const room = pane.width - strip;
  const columns = Math.max(1, grid.columns.length, ...grid.charts.map(({ column }) => column + 1));
  const fitting = Math.max(1, Math.floor((room + gap) / (narrowest + gap)));
  const matrix = grid.rows.length > 1 && columns <= fitting;
  const perLine = Math.min(columns, matrix ? columns : balanced(columns, fitting));
  const lines = linesOf(grid, columns, perLine, matrix);
  const width = (room - gap * (perLine - 1)) / perLine;
  const gutter = gutterFor(grid.charts.map(({ y }) => y));
  const heads =
    (matrix ? 28 : 0) + lines.reduce((sum, line) => sum + overhead(line) + legendHeight(grid, line, room), 0);
  const height = Math.max(lowest, Math.floor((pane.height - heads) / Math.max(1, lines.length)));
  return {
    lines,
    perLine,
    columns: matrix ? grid.columns : [],
    height,
    notes: cornerForNotes(grid.charts, { width, height, gutter }),
    gutter,
    xTitle: shared(grid.charts.map(({ x }) => x.title)),
    yTitle: shared(grid.charts.map(({ y }) => y.title)),
  };
}

function linesOf(grid: ChartGrid, columns: number, perLine: number, matrix: boolean): GridLine[] {
  const rows = Math.max(1, grid.rows.length, ...grid.charts.map(({ row }) => row + 1));
  const lines: GridLine[] = [];
  for (let row = 0; row < rows; row++) {
    const charts = Array.from({ length: columns }, (_, column) =>
      grid.charts.find((chart) => chart.row === row && chart.column === column),
    );
    // A broken row leaves out its holes; a matrix keeps them, so that columns stay columns.
    const kept = matrix ? charts : charts.filter((chart) => chart !== undefined);
    for (let start = 0; start < kept.length; start += perLine) {
      const head = start === 0 ? (grid.rows[row] ?? "") : "";
      lines.push({ head, charts: kept.slice(start, start + perLine), captioned: !matrix, last: false, row });
    }
  }
  return lines.map((line, at) => ({ ...line, last: at === lines.length - 1 }));
}

/** As many a line as fit, but evenly: 4 where 5 fit and 8 are to be placed. */
function balanced(columns: number, fitting: number): number {
  return Math.ceil(columns / Math.ceil(columns / fitting));
}

function overhead({ head, captioned, last }: GridLine): number {
  return (head === "" ? 0 : 26) + (captioned ? 22 : 0) + (last ? 22 : 0) + 10;
}

function shared(titles: readonly string[]): string | undefined {
  return titles.every((title) => title === titles[0]) ? titles[0] : undefined;
}

/** Further lines that the legend in the head of a row takes: about as wide as its words. */
function legendHeight({ legend }: ChartGrid, { head, row }: GridLine, room: number): number {
  const own = head === "" ? [] : legend.filter((one) => one.row === row);
  const widths = own.map(({ title, entries }) =>
    entries.reduce((sum, { label }) => sum + labelWidth(label) + 38, labelWidth(title) + 24),
  );
  const free = Math.max(100, room - labelWidth(head) * 1.2 - 40);
  let [lines, at] = [0, Infinity];
  for (const width of widths) {
    if (at + width > free) [lines, at] = [lines + Math.max(1, Math.ceil(width / free)), width % free];
    else at += width;
  }
  return Math.max(0, lines - 1) * 18;
}
