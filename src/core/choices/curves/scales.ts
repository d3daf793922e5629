import { oneOf, option } from "../make";

type Scale = "log" | "linear";

export interface XScaleField {
  readonly xScale: Scale;
}

export interface YScaleField {
  readonly yScale: Scale;
}

const options = [option("log", "Log", "Equal factors are equally far apart."), option("linear", "Linear")] as const;

export const xScale = oneOf<XScaleField>("xScale", {
  section: "curves",
  label: "x axis",
  hint: "The scale of the x axis",
  default: "log",
  options,
  group: "main",
});

export const yScale = oneOf<YScaleField>("yScale", {
  section: "curves",
  label: "y axis",
  hint: "The scale of the y axis",
  default: "log",
  options,
  group: "main",
});
