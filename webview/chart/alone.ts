import type { ChartGrid } from "../../src/core/views/figure";

/** The part of a grid that is shown over the whole pane: a row, a column, or where they meet one chart; by their titles. */
export interface Alone {
  readonly row?: string;
  readonly column?: string;
}

/** That part of a grid, as a grid of its own; undefined where the grid has no such row or column any more. */
export function partOf(grid: ChartGrid, { row, column }: Alone): ChartGrid | undefined {
  const [rowAt, columnAt] = [at(grid.rows, row), at(grid.columns, column)];
  if (rowAt === -1 || columnAt === -1) return undefined;
  const charts = grid.charts
    .filter((chart) => (rowAt ?? chart.row) === chart.row && (columnAt ?? chart.column) === chart.column)
    .map((chart) => ({
      ...chart,
      row: rowAt === undefined ? chart.row : 0,
      column: columnAt === undefined ? chart.column : 0,
    }));
  const legend =
    rowAt === undefined
      ? grid.legend
      : grid.legend
          .filter((own) => (own.row ?? rowAt) === rowAt)
          .map((own) => (own.row === undefined ? own : { ...own, row: 0 }));
  return {
    ...grid,
    rows: row === undefined ? grid.rows : [row],
    columns: column === undefined ? grid.columns : [column],
    charts,
    legend,
  };
}

function at(titles: readonly string[], title: string | undefined): number | undefined {
  return title === undefined ? undefined : titles.indexOf(title);
}

/** What a double click on a title leads to: that row or column alone as well, or, where it is alone already, everything. */
export function enlarged(alone: Alone, title: Alone): Alone {
  const isAlone = Object.entries(title).every(([side, name]) => alone[side as keyof Alone] === name);
  return isAlone ? {} : { ...alone, ...title };
}
