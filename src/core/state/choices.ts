import type { FitChoices, CurveChoices } from "../choices/index";

/**
 * Everything a person can choose in the study panel, as plain data. The engine owns the current value; the webview keeps the
 * last one it was shown (so that a reload restores it) and sends changes as patches.
 */
/** The id of a view; "" before anyone has chosen one. */
type Tab = string;

/** The part of a chart that is zoomed to; a side that is absent is drawn whole. Charts beside it share its x. */
export interface Zoom {
  /** Id of the chart. */
  readonly chart: string;
  readonly x?: readonly [number, number];
  readonly y?: readonly [number, number];
}

export interface Choices {
  readonly tab: Tab;
  /** Facet → the values shown; a facet that is absent shows all. */
  readonly filter: Readonly<Record<string, readonly string[]>>;
  readonly curves: CurveChoices;
  readonly fit: FitChoices;
  /** Id of the marked group (a row of the side panel), of the marked run. */
  readonly group?: string | undefined;
  readonly run?: string | undefined;
  readonly zoom?: Zoom | undefined;
  /** Keys of legend entries whose lines are not drawn. */
  readonly hidden?: readonly string[];
}

/** A change of some choices; what is absent stays. `filter` is replaced facet by facet; an empty list shows all again. */
export interface ChoicesPatch {
  readonly tab?: Tab;
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly curves?: Partial<CurveChoices>;
  readonly fit?: Partial<FitChoices>;
  readonly group?: string | null;
  readonly run?: string | null;
  /** Null draws whole charts again; so does another view, or another axis. */
  readonly zoom?: Zoom | null;
  readonly hidden?: readonly string[];
}

export type { FitChoices };
export type { CurvesX } from "../choices/curves/x";
