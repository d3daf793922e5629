import { option, written } from "../make";

export interface TrendsYField {
  /** "loss": every cross-entropy of the chosen role; else the key of one metric. A key that no run logs draws nothing. */
  readonly y: string;
}

export const y = written<TrendsYField>("y", {
  section: "curves",
  label: "Metric",
  hint: "What is drawn: the losses, or any metric that a run logs",
  default: "loss",
  control: { kind: "one" },
  options: ({ logged }) => [
    option("loss", "Losses", "Each domain's cross-entropy, a chart each."),
    ...logged.filter(({ value }) => value !== "loss"),
  ],
  check: () => undefined,
  group: "main",
});
