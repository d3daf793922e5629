/** What an observation is about. */
type Kind =
  | "pair"
  | "domains"
  | "exponents"
  | "lowest"
  | "crossing"
  | "share"
  | "levels"
  | "slowing"
  | "quality"
  | "bends"
  | "held-out"
  | "allocation"
  | "seeds"
  | "trouble";

/** A number that a sentence rests on, at full precision. */
export interface Rest {
  /** What it is: "exponent b of 45-45-10, text". */
  readonly label: string;
  readonly value: number;
  /** Ends of the interval, where there is one. */
  readonly low?: number;
  readonly high?: number;
  /** "nats/token", "FLOPs", "tokens", ""; "share" for 0 … 1. */
  readonly unit: string;
}

/**
 * How sure it is. sure: an interval (of all comparisons made together) excludes that there is nothing · open: what was looked for
 * cannot be told from nothing, which is worth knowing · counted: a fact of the files or of one fit, with no chance in it.
 */
type Strength = "sure" | "open" | "counted";

/** A sentence that a careful reader would write under the figure, with what it rests on. Plain data. */
export interface Observation {
  readonly kind: Kind;
  /** Unique in a study, stable over re-reads. */
  readonly id: string;
  /** One or two sentences, made of computed values only. Names come from logs: text, never markup. */
  readonly sentence: string;
  readonly strength: Strength;
  /** Which runs or laws it rests on, and whose its numbers are: "24 runs at their shared end; values are the runs'". */
  readonly basis: string;
  /** What to beware of; absent where there is nothing. */
  readonly caveat?: string;
  readonly numbers: readonly Rest[];
  /** Ids of the fitted groups, and of the runs, that it is about. */
  readonly groups: readonly string[];
  readonly runs: readonly string[];
  /** Domains that it is about (a metric's key where it has none); empty for all. */
  readonly domains: readonly string[];
  /** How much it matters, above 0: what is listed first. */
  readonly weight: number;
}
