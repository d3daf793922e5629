import { oneOf, option } from "../make";
import { isSampled, type FrontierField } from "./frontier";
import type { PointsField } from "./points";

export interface SpacingField {
  /** Of the frontier's samples along x. */
  readonly spacing: "linear" | "log";
}

export const spacing = oneOf<SpacingField>("spacing", {
  section: "fit",
  label: "Spacing",
  hint: "How the samples of the frontier are spaced along x",
  default: "linear",
  options: [
    option("linear", "Even in x", "Large x weighs most (Shukor et al. 2025)."),
    option("log", "Even in ln x", "Every decade weighs the same."),
  ],
  group: "protocol",
  line: "frontier",
  applies: isSampled,
  short: (values: SpacingField & FrontierField & PointsField) =>
    isSampled(values) ? `even in ${values.spacing === "linear" ? "x" : "ln x"}` : "",
  neighbours: (values: SpacingField & FrontierField & PointsField) => {
    if (!isSampled(values)) return [];
    return values.spacing === "linear"
      ? [{ change: "log spacing", choices: { spacing: "log" } }]
      : [{ change: "linear spacing", choices: { spacing: "linear" } }];
  },
  flag: { name: "spacing" },
});
