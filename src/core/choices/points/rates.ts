import { oneOf, option } from "../make";

export interface RatesField {
  /** Of runs that differ only in what was tuned (learning rate, batch size): all, or the best. */
  readonly rates: "all" | "best";
}

export const rates = oneOf<RatesField>("rates", {
  section: "fit",
  label: "Learning rates",
  hint: "Which of the runs that differ only in learning rate and batch size are fitted",
  default: "all",
  options: [
    option("all", "Every learning rate"),
    option("best", "Best learning rate", "Of runs that differ in nothing else, the one of the lowest final loss."),
  ],
  group: "protocol",
  line: "runs",
  describe: (values: RatesField) =>
    values.rates === "best"
      ? { label: "Learning rate", text: "best of each configuration, batch sizes included, by its final loss" }
      : undefined,
  short: (values: RatesField) => (values.rates === "all" ? "" : "best rates"),
  neighbours: (values: RatesField) =>
    values.rates === "all"
      ? [{ change: "best learning rates only", choices: { rates: "best" } }]
      : [{ change: "every learning rate", choices: { rates: "all" } }],
  flag: { name: "rates" },
});
