import { oneOf, option } from "../make";

export type CurvesX = "auto" | "tokens" | "flops" | "step" | "time";

export interface TrendsXField {
  /** "auto": the first of tokens, FLOPs, step and time that the logs know. */
  readonly x: CurvesX;
}

export const curvesX = oneOf<TrendsXField>("x", {
  section: "curves",
  label: "Against",
  hint: "What the curves are drawn against",
  default: "auto",
  options: [
    option("auto", "Automatic", "Tokens seen where the logs know them, else FLOPs, steps, or wall time."),
    option("tokens", "Tokens seen"),
    option("flops", "Training FLOPs"),
    option("step", "Step"),
    option("time", "Wall time"),
  ],
  group: "main",
});
