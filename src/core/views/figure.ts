import type { Equation } from "../print/equation";

/**
 * What stands in the middle of the panel, as plain data: the page has one drawer for each kind and asks nothing else. All text is
 * text (names and keys come from logs and are never markup); numbers that a person reads are already written out.
 */
export type Figure = ChartGrid | TableFigure | TextFigure;

/** A colour as an idea; the webview turns it into one that its theme can carry. */
export interface Tint {
  /** Index into the categorical palette; absent = neutral. */
  readonly hue?: number;
  /** 0 lightest … 1 darkest on the ramp of the hue (model sizes); absent = the plain hue. */
  readonly shade?: number;
}

export interface Tick {
  readonly value: number;
  /** "" for an unlabelled minor tick. */
  readonly label: string;
}

export interface Axis {
  /** "Tokens seen", "Training FLOPs", "Cross-entropy (nats/token)". */
  readonly title: string;
  readonly scale: "log" | "linear";
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly Tick[];
}

/** raw: the faint unsmoothed line behind · curve: a run · frontier: the lower hull · law: fitted range · beyond: extrapolation. */
export type LineRole = "raw" | "curve" | "frontier" | "law" | "beyond";

export interface Line {
  /** Unique in its chart, stable between views. */
  readonly id: string;
  readonly role: LineRole;
  /** The run it belongs to: set on raw and curve, absent on frontier, law, beyond. */
  readonly run?: string;
  /** The metric's key: set where `run` is. */
  readonly metric?: string;
  readonly label: string;
  readonly tint: Tint;
  /** Draw point marks too (few points, or checkpoints). */
  readonly marks: boolean;
  /** Already downsampled to the pixels; a NaN in y is a gap. Equal lengths. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Where y is a mean: the range of what it stands for, as long as y. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

/** Something that happened to a run at a place: it leaves the chart at its top, logged no number, or left its course. */
export interface Sign {
  readonly kind: "above" | "no-number" | "diverged";
  readonly x: number;
  /** NaN where nothing came before: then at the top. */
  readonly y: number;
  readonly run: string;
  readonly tint: Tint;
}

export interface Chart {
  /** Stable between views: the id of a group of runs, a domain. A click on the chart says it. */
  readonly id: string;
  /** Position in the grid, 0-based. */
  readonly row: number;
  readonly column: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly signs?: readonly Sign[];
  /** The law and R², to print in the chart: { text: "L = 47.97·C", exponent: "−0.061", note: "R² = 0.998" }. */
  readonly equation?: Equation;
  /** Shown in place of an equation when there is no fit, and in the middle when there is no line. */
  readonly message?: string;
  readonly marked: boolean;
  /** One sentence for screen readers. */
  readonly summary: string;
}

export interface LegendEntry {
  readonly label: string;
  readonly tint: Tint;
  readonly role: LineRole;
  /** What hides its lines or shows them again; absent where it cannot be hidden. */
  readonly key?: string;
  readonly hidden?: boolean;
}

/** What the colours of charts stand for. */
export interface Legend {
  readonly title: string;
  readonly entries: readonly LegendEntry[];
  /** The one row of charts that it is about; absent for all of them. */
  readonly row?: number;
}

/** Charts in rows and columns with shared heads and legends. */
export interface ChartGrid {
  readonly kind: "grid";
  /** Heads of the rows (data mixes; [""] when there is one) and of the columns (domains). */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly charts: readonly Chart[];
  readonly legend: readonly Legend[];
  /** Id of the run that stands out in every chart. */
  readonly run?: string | undefined;
  /** A part of it is shown larger. */
  readonly zoomed?: boolean;
}

/** A table whose rows can be pointed at and clicked. */
export interface TableFigure {
  readonly kind: "table";
  readonly columns: readonly { readonly head: string; readonly align?: "left" | "right" }[];
  /** `id` is stable between views; a click on the row says it. One cell a column. */
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[]; readonly marked: boolean }[];
}

interface TextFigure {
  readonly kind: "text";
  /** "" for none. */
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The charts of a figure; none of one that is no grid. */
export function chartsOf(figure: Figure): readonly Chart[] {
  return figure.kind === "grid" ? figure.charts : [];
}

/** Whether there is nothing to see in a figure. */
export function isBlank(figure: Figure): boolean {
  switch (figure.kind) {
    case "grid":
      return figure.charts.length === 0;
    case "table":
      return figure.rows.length === 0;
    case "text":
      return figure.paragraphs.length === 0;
  }
}
