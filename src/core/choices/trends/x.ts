import { oneOf, option } from "../make";

export type TrendsX = "tokens" | "flops" | "step" | "time";

export interface TrendsXField {
  readonly x: TrendsX;
}

export const trendsX = oneOf<TrendsXField>("x", {
  section: "trends",
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
