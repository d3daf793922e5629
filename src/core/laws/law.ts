/** The inputs a law can have: parameters N, tokens D, training FLOPs C. */
export type Input = "N" | "D" | "C" | "step";

/** One coefficient of a law. */
export interface Param {
  readonly id: string;
  /** As printed: "a", "α". */
  readonly symbol: string;
  /** Sentence for tooltips: "irreducible loss", "exponent of compute". */
  readonly meaning: string;
  readonly lower: number;
  readonly upper: number;
}

/** The inputs of n points, by name, each of length n. A law reads only those it declares. */
export type Inputs = Readonly<Partial<Record<Input, Float64Array>>>;
