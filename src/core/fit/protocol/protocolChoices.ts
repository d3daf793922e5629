/** The legal values of the protocol's choices, with words for a menu or a help text. */

export type PointsChoice = "frontier" | "final" | "all" | "cooldown";
export type FrontierChoice = "hull" | "envelope" | "bins";
export type Spacing = "linear" | "log";
/** What N counts. "auto" is what each run gives; "mixed" is only ever an answer: the runs do not count the same. */
export type CountN = "auto" | "total" | "non-embedding" | "active" | "mixed";
export type WarmupUnit = "share" | "steps" | "tokens";
export type Rates = "all" | "best";
export type Seeds = "all" | "mean" | "lowest";

export interface ChoiceOption<T extends string = string> {
  readonly value: T;
  readonly label: string;
  /** One sentence on what it does; "" when the label says it. */
  readonly hint: string;
}

const option = <T extends string>(value: T, label: string, hint = ""): ChoiceOption<T> => ({ value, label, hint });

export const countNOptions: readonly ChoiceOption<CountN>[] = [
  option("auto", "As each run gives it", "The count that was logged, configured, or read off the name."),
  option("total", "Total", "Every parameter, embeddings included."),
  option("non-embedding", "Without embeddings", "As Kaplan et al. 2020 count: the matrices of the layers."),
  option("active", "Active", "The parameters a token passes through, in a mixture of experts."),
];

/** Any other text is a formula for C in N, D, step and numbers of the runs' settings, see `flopsFormulaError`. */
export const countCOptions: readonly ChoiceOption[] = [
  option("auto", "Logged, else 6·N·D", "What a run logged; where it logged none, 6·N·D."),
  option("logged", "Logged", "Only what was logged or set; runs without it are left out."),
  option("6ND", "6·N·D", "For every run, whatever it logged."),
];

export const pointsOptions: readonly ChoiceOption<PointsChoice>[] = [
  option("frontier", "Compute frontier", "The lowest loss that any run reaches at each x."),
  option("final", "Final points", "The last point of each run."),
  option("all", "All points", "Every point of every run."),
  option("cooldown", "Cooled-down points", "The last point of each run whose learning rate has decayed."),
];

export const frontierOptions: readonly ChoiceOption<FrontierChoice>[] = [
  option("hull", "Lower convex hull", "Of the envelope, in ln x and ln L (Shukor et al. 2025, C.1)."),
  option("envelope", "Envelope", "The minimum over runs at each x."),
  option("bins", "Bins", "The row of the lowest loss in each bin of x, evenly spaced in ln x."),
];

export const spacingOptions: readonly ChoiceOption<Spacing>[] = [
  option("linear", "Even in x", "Large x weighs most (Shukor et al. 2025)."),
  option("log", "Even in ln x", "Every decade weighs the same."),
];

export const warmupUnitOptions: readonly ChoiceOption<WarmupUnit>[] = [
  option("share", "Share of the run", "Of its last x: 0.05 cuts the first 5 %."),
  option("steps", "Steps"),
  option("tokens", "Tokens"),
];

export const ratesOptions: readonly ChoiceOption<Rates>[] = [
  option("all", "Every learning rate"),
  option("best", "Best learning rate", "Of runs that differ in nothing else, the one of the lowest final loss."),
];

export const seedsOptions: readonly ChoiceOption<Seeds>[] = [
  option("all", "Every seed"),
  option("mean", "Mean of the seeds", "The mean loss of runs that differ in nothing else, where all have one."),
  option("lowest", "Best seed", "Of runs that differ in nothing else, the one of the lowest final loss."),
];

export const valuesOf = <T extends string>(options: readonly ChoiceOption<T>[]): readonly T[] =>
  options.map(({ value }) => value);
