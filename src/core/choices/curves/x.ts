import { oneOf, option } from "../make";

export type CurvesX = "tokens" | "flops" | "step" | "time";

export interface TrendsXField {
  readonly x: CurvesX;
}

export const curvesX = oneOf<TrendsXField>("x", {
  section: "curves",
  label: "Against",
  hint: "What the curves are drawn against",
  default: "tokens",
  options: [
    option("tokens", "Tokens seen"),
    option("flops", "Training FLOPs"),
    option("step", "Step"),
    option("time", "Wall time"),
  ],
  group: "main",
});
