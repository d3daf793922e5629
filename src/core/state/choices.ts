import type { FitChoices, CurveChoices } from "../choices/index";

/**
 * Everything a person can choose in the study panel, as plain data. The engine owns the current value; the webview keeps the
 * last one it was shown (so that a reload restores it) and sends changes as patches.
 */
/** The id of a view; "" before anyone has chosen one. */
type Tab = string;

export interface Choices {
  readonly tab: Tab;
  /** Facet → the values shown; a facet that is absent shows all. */
  readonly filter: Readonly<Record<string, readonly string[]>>;
  readonly curves: CurveChoices;
  readonly fit: FitChoices;
  /** Id of the marked group (a row of the side panel), of the marked run. */
  readonly group?: string | undefined;
  readonly run?: string | undefined;
}

/** A change of some choices; what is absent stays. `filter` is replaced facet by facet; an empty list shows all again. */
export interface ChoicesPatch {
  readonly tab?: Tab;
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly curves?: Partial<CurveChoices>;
  readonly fit?: Partial<FitChoices>;
  readonly group?: string | null;
  readonly run?: string | null;
}

export type { FitChoices };
export type { CurvesX } from "../choices/curves/x";
