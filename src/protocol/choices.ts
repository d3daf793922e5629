/**
 * Everything a person can choose in the study panel, as plain data. The engine owns the current value; the webview keeps the
 * last one it was shown (so that a reload restores it) and sends changes as patches.
 */
export type Tab = "trends" | "scaling";
export type XQuantity = "tokens" | "flops" | "params" | "step" | "time";
export type Scale = "log" | "linear";

export interface TrendsChoices {
  readonly x: Exclude<XQuantity, "params">;
  readonly xScale: Scale;
  readonly yScale: Scale;
  /** 0 none … 0.99 strong. */
  readonly smoothing: number;
  /** A facet, "run", or "auto". */
  readonly colorBy: string;
  /** Which side of the metrics is drawn: "eval", "train" or "all"; "auto" prefers eval where there is any. */
  readonly role: "auto" | "eval" | "train" | "all";
}

export interface FitChoices {
  readonly law: string;
  /** Metric keys to fit; empty = every CE metric found (eval preferred). */
  readonly metrics: readonly string[];
  readonly x: "flops" | "tokens" | "params" | "step";
  /** Facets that make the groups; "auto" = what varies but size, learning rate and seed. */
  readonly by: readonly string[] | "auto";
  readonly points: "frontier" | "final" | "all";
  readonly frontier: "hull" | "envelope";
  readonly spacing: "linear" | "log";
  /** FLOPs below which nothing is fitted; "auto" as the protocol documents. */
  readonly minFlops: number | "auto";
  /** "log-mse" | "mse" | "lad" | "huber:1e-3" | "asym:10" … */
  readonly objective: string;
  /** Resamples for the intervals, 0 = none. */
  readonly bootstrap: number;
  readonly seed: number;
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
