import { oneOf, option } from "../make";

/** "auto": what suits the values that are drawn. */
type Scale = "auto" | "log" | "linear";

export interface XScaleField {
  readonly xScale: Scale;
}

export interface YScaleField {
  readonly yScale: Scale;
}

const options = [
  option("auto", "Automatic", "Logarithmic where the values span factors."),
  option("log", "Log", "Equal factors are equally far apart."),
  option("linear", "Linear"),
] as const;

export const xScale = oneOf<XScaleField>("xScale", {
  section: "curves",
  label: "x axis",
  hint: "The scale of the x axis",
  default: "auto",
  options,
  group: "main",
});

export const yScale = oneOf<YScaleField>("yScale", {
  section: "curves",
  label: "y axis",
  hint: "The scale of the y axis",
  default: "auto",
  options,
  group: "main",
});
