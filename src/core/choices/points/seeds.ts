import { oneOf, option } from "../make";

export interface SeedsField {
  /** Of runs that differ only in their seed: all, their mean, or the best. */
  readonly seeds: "all" | "mean" | "lowest";
}

const described = { mean: "mean over the seeds of each configuration", lowest: "best seed of each configuration" };
const short = { all: "", mean: "mean of seeds", lowest: "best seeds" };

export const seeds = oneOf<SeedsField>("seeds", {
  section: "fit",
  label: "Seeds",
  hint: "Which of the runs that differ only in their seed are fitted",
  default: "all",
  options: [
    option("all", "Every seed"),
    option("mean", "Mean of the seeds", "The mean loss of runs that differ in nothing else, where all have one."),
    option("lowest", "Best seed", "Of runs that differ in nothing else, the one of the lowest final loss."),
  ],
  group: "protocol",
  line: "runs",
  describe: (values: SeedsField) =>
    values.seeds === "all" ? undefined : { label: "Seeds", text: described[values.seeds] },
  short: (values: SeedsField) => short[values.seeds],
  neighbours: (values: SeedsField) =>
    values.seeds === "all"
      ? [{ change: "mean of the seeds", choices: { seeds: "mean" } }]
      : [{ change: "every seed", choices: { seeds: "all" } }],
  flag: { name: "seeds" },
});
