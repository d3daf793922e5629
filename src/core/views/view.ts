import type { Choice } from "../choices/choice";
import type { Observation } from "../observe/measure/observation";
import type { Section } from "../print/section";
import type { ChoicesPatch } from "../state/choices";
import type { State } from "../state/state";
import type { Figure } from "./figure";
import type { QuantityId } from "./quantities";
import type { BesideView } from "./views";

/** What a person clicked. */
export type Target =
  /** A chart of a grid; with a run when it was one of its points. */
  | { readonly kind: "chart"; readonly chart: string; readonly run?: string }
  /** A row of a table. */
  | { readonly kind: "row"; readonly row: string }
  /** A group of runs, in the list of coefficients. */
  | { readonly kind: "group"; readonly group: string };

/**
 * A tab of the study panel: what it offers to choose, what it draws, and what a click in it means. The page learns all of it as data
 * and knows no view by name, so a view is a folder here and a line in `index.ts`.
 */
export interface StudyView {
  /** Stable: it is what `Choices.tab` holds and what a reload finds again. */
  readonly id: string;
  readonly label: string;
  /** What can be chosen in it, in the order of the toolbar. */
  readonly choices: readonly Choice[];
  /** Whether it shows fits: laws are then fitted when it is opened, and their coefficients stand beside it. */
  readonly needsFit: boolean;
  readonly figure: (state: State) => Figure;
  /** Tables for the side panel. */
  readonly side?: (state: State) => readonly Section[];
  /** What a reader of its figure must know and cannot see in it. */
  readonly notices?: (state: State) => readonly string[];
  /** Said where the figure has nothing to show. */
  readonly empty: (state: State) => string;
  /** What to choose when something was clicked. */
  readonly pick: (target: Target, state: State) => ChoicesPatch;
  /** What the x axis of its charts measures, "fits" where it is that of the fits, as they read it; absent in a view without charts. */
  readonly x?: (state: State) => QuantityId | "fits";
  /** What all lines of one of its charts say at an x, with the run that is pointed at. */
  readonly beside?: (state: State, chart: string, x: number, run: string) => BesideView;
  /** Ids of the charts that an observation is about; none, or all of them, lets none stand out. */
  readonly chartsAbout?: (observation: Observation, state: State) => readonly string[];
}
