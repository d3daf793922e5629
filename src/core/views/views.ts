import type { Equation } from "../print/equation";
import type { Choices } from "../state/choices";

/**
 * What the engine shows. Each view is whole: drawing the newest one is always right, whatever came before. All text is text
 * (run names and keys come from logs and are never markup); numbers that a person reads are already written out.
 */

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
  /** Already cut down to the pixels; a NaN in y is a gap. Equal lengths. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface Chart {
  /** Stable between views: the id of the group in the Scaling view, the domain in Trends. */
  readonly id: string;
  /** Position in the grid, 0-based. */
  readonly row: number;
  readonly column: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
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
}

export interface ChartGrid {
  /** Heads of the rows (data mixes; [""] when there is one) and of the columns (domains). */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly charts: readonly Chart[];
  readonly legend: readonly { readonly title: string; readonly entries: readonly LegendEntry[] }[];
}

export interface Coefficient {
  readonly id: string;
  readonly symbol: string;
  readonly meaning: string;
  /** "47.97", and the interval "46.1 … 49.8" or "" when there is none. */
  readonly text: string;
  readonly interval: string;
}

/** A row of the side panel: one group of runs and its law, or why it has none. */
export interface CoefficientRow {
  /** The group's id; `chose {group}` marks it. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly fitted: boolean;
  /** Why there is no law; "" when there is one. */
  readonly reason: string;
  readonly equation?: Equation;
  readonly coefficients: readonly Coefficient[];
  /** Further facts: R², points used, C range, sizes; label and text. */
  readonly details: readonly { readonly label: string; readonly text: string }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly marked: boolean;
}

export interface Coefficients {
  readonly rows: readonly CoefficientRow[];
  /** Every choice of the protocol in words, a line each. */
  readonly protocol: readonly { readonly label: string; readonly text: string }[];
}

/** A sentence under the figures, with what it rests on. */
export interface ObservationView {
  readonly id: string;
  readonly sentence: string;
  /** sure: beyond its interval · open: not told apart · counted: no chance in it. */
  readonly strength: "sure" | "open" | "counted";
  /** "" where there is nothing to beware of. */
  readonly caveat: string;
  readonly numbers: readonly { readonly label: string; readonly text: string }[];
  /** Ids of the charts of the open tab that it is about; empty for none, or all of them. */
  readonly charts: readonly string[];
}

/** A thing to choose from, for a dropdown. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** One sentence on what it does; "" when the label says it. */
  readonly hint: string;
}

/** What the controls can offer now. The current values are in `choices`. */
export interface Menus {
  readonly x: readonly Option[];
  readonly colorBy: readonly Option[];
  readonly role: readonly Option[];
  readonly filters: readonly { readonly facet: string; readonly label: string; readonly values: readonly Option[] }[];
  readonly laws: readonly Option[];
  readonly metrics: readonly Option[];
  readonly fitX: readonly Option[];
  readonly countN: readonly Option[];
  readonly countC: readonly Option[];
  readonly points: readonly Option[];
  readonly frontier: readonly Option[];
  readonly spacing: readonly Option[];
  readonly warmupUnit: readonly Option[];
  readonly rates: readonly Option[];
  readonly seeds: readonly Option[];
  readonly intervals: readonly Option[];
  readonly objectives: readonly Option[];
  readonly by: readonly Option[];
}

export interface Busy {
  /** "Reading logs", "Fitting 12 groups". */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly canCancel: boolean;
}

/** The whole study panel. */
export interface PanelView {
  /** Rises with every view; echoed in `drew`. */
  readonly revision: number;
  readonly choices: Choices;
  readonly menus: Menus;
  /** "26 runs · 26 files · data-mix, late-vs-early". */
  readonly headline: string;
  readonly busy?: Busy | undefined;
  /** Set when there is nothing to draw: what is missing and what to do. */
  readonly empty?: { readonly title: string; readonly detail: string } | undefined;
  readonly notices: readonly string[];
  readonly grid: ChartGrid;
  readonly coefficients: Coefficients;
  readonly observations: readonly ObservationView[];
}

/** What is known at a point of a run: the same in the chart, the tree and over a line of a log. */
export interface HoverText {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly text: string }[];
  /** The law in one line, or why there is none. */
  readonly law: string;
  readonly problems: readonly string[];
}

/** The answer to `pointed`: shown only while that point is still the one pointed at. */
export interface PointView {
  readonly chart: string;
  readonly line: string;
  readonly index: number;
  readonly text: HoverText;
}

export interface RunProblem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
  /** Nothing is wrong: it says what is unknown and how to give it. */
  readonly kind?: "hint";
  /** Of a hint: where the answer can be given in `isoflop.json`. */
  readonly asks?: readonly string[];
}

export interface RunItem {
  readonly id: string;
  readonly label: string;
  /** "CE 2.310 · 1.2T tokens". */
  readonly description: string;
  readonly status: "running" | "stalled" | "finished" | "failed" | "unknown";
  /** The file that opens on click. */
  readonly file: string;
  readonly problems: readonly RunProblem[];
}

/** The "Training Runs" tree. */
export interface RunListView {
  readonly groups: readonly { readonly id: string; readonly label: string; readonly runs: readonly RunItem[] }[];
  /** Problems of files that belong to no run. */
  readonly problems: readonly RunProblem[];
  readonly busy?: Busy | undefined;
  readonly runs: number;
}
