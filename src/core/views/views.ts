import type { Equation } from "../print/equation";
import type { Control } from "../choices/control";
import type { Section } from "../print/section";
import type { Choices } from "../state/choices";
import type { Figure, Tint } from "./figure";

/**
 * What the engine shows. Each view is whole: drawing the newest one is always right, whatever came before. All text is text
 * (run names and keys come from logs and are never markup); numbers that a person reads are already written out.
 */

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
  /** The group's id; a click on the row says it. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly fitted: boolean;
  /** It has no law that can be read as one. */
  readonly attention: boolean;
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
  /** "12 of 33 groups fit well · 9 too few points · 6 one size"; "" where nothing is fitted. */
  readonly tally: string;
  readonly rows: readonly CoefficientRow[];
  /** Every choice of the protocol in words, a line each. */
  readonly protocol: readonly { readonly label: string; readonly text: string }[];
}

/** A question about the fits that the side panel offers. */
export interface QuestionView {
  readonly id: string;
  readonly label: string;
  /** Whether its answer is among the sections. */
  readonly asked: boolean;
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
  /** What the page keeps for a reload. */
  readonly choices: Choices;
  readonly tabs: readonly { readonly id: string; readonly label: string }[];
  /** The open one of them. */
  readonly tab: string;
  /** What can be chosen now: the choices of the open view, and a filter for each facet. */
  readonly controls: readonly Control[];
  /** What of the protocol's sheet is in force, in a few words. */
  readonly protocolWords: string;
  /** "26 runs · 26 files · data-mix, late-vs-early". */
  readonly headline: string;
  readonly busy?: Busy | undefined;
  /** Set when there is nothing to draw: what is missing and what to do. */
  readonly empty?: { readonly title: string; readonly detail: string } | undefined;
  readonly notices: readonly string[];
  readonly figure: Figure;
  /** Said where the figure has nothing to show. */
  readonly nothing: string;
  /** Whether the open view shows fits: it then has a Fit button, and the coefficients stand beside it. */
  readonly showsFits: boolean;
  readonly coefficients: Coefficients;
  /** What can be asked about the fits, in the order of the side panel; none where no law is shown. */
  readonly questions: readonly QuestionView[];
  /** Further tables of the side panel: those of the view, then the answer to the question that is asked. */
  readonly side: readonly Section[];
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

/** What the lines of a chart say at one x, highest first, in the colours they are drawn in. */
export interface BesideView {
  readonly rows: readonly {
    readonly label: string;
    readonly text: string;
    readonly tint: Tint;
    /** It is the one that is pointed at. */
    readonly here: boolean;
  }[];
  /** How many lines there are at that x: rows may be fewer. */
  readonly of: number;
}

/** The answer to `pointed`: shown only while that point is still the one pointed at. */
export interface PointView {
  readonly chart: string;
  readonly line: string;
  readonly index: number;
  readonly text: HoverText;
  readonly beside: BesideView;
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
