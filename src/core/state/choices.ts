import type { Protocol, XAxis } from "../fit/protocol/protocol";

/**
 * Everything a person can choose in the study panel, as plain data. The engine owns the current value; the webview keeps the
 * last one it was shown (so that a reload restores it) and sends changes as patches.
 */
export type Tab = "trends" | "scaling";
export type TrendsX = "tokens" | "flops" | "step" | "time";
export type Scale = "log" | "linear";

export interface TrendsChoices {
  readonly x: TrendsX;
  readonly xScale: Scale;
  readonly yScale: Scale;
  /** 0 none … 0.99 strong. */
  readonly smoothing: number;
  /** A facet, "run", or "auto". */
  readonly colorBy: string;
  /** Which side of the metrics is drawn: "eval", "train" or "all"; "auto" prefers eval where there is any. */
  readonly role: "auto" | "eval" | "train" | "all";
}

/** The protocol of the fits, and which metrics and groups they are made for. */
export interface FitChoices extends Omit<Protocol, "x"> {
  /** "auto": FLOPs where they are known, else tokens, else steps. */
  readonly x: XAxis | "auto";
  /** Metric keys to fit; empty = every cross-entropy found (eval before train). */
  readonly metrics: readonly string[];
  /** Facets that make the groups; "auto" = what varies but sizes, rates, seeds and the like. */
  readonly by: readonly string[] | "auto";
}

export interface Choices {
  readonly tab: Tab;
  /** Facet → the values shown; a facet that is absent shows all. */
  readonly filter: Readonly<Record<string, readonly string[]>>;
  readonly trends: TrendsChoices;
  readonly fit: FitChoices;
  /** Id of the marked group (a row of the side panel), of the marked run. */
  readonly group?: string | undefined;
  readonly run?: string | undefined;
}

/** A change of some choices; what is absent stays. `filter` is replaced facet by facet; an empty list shows all again. */
export interface ChoicesPatch {
  readonly tab?: Tab;
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly trends?: Partial<TrendsChoices>;
  readonly fit?: Partial<FitChoices>;
  readonly group?: string | null;
  readonly run?: string | null;
}
