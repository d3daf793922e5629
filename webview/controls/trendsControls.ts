import type { Scale, TrendsChoices } from "../../src/core/state/choices";
import type { Option } from "../../src/core/views/views";
import { dropdown } from "./widgets";
import { throttled } from "../shared/dom";
import { slider } from "./slider";
import type { Choose, Controls } from "./choosing";

const scales: readonly Option[] = [
  { value: "log", label: "Log", hint: "Equal factors are equally far apart." },
  { value: "linear", label: "Linear", hint: "" },
];

/** What the Trends view offers. */
export function trendsControls(choose: Choose): Controls {
  const patch = (trends: Partial<TrendsChoices>): void => {
    choose({ trends });
  };
  const x = dropdown("Against", (value) => {
    patch({ x: value as TrendsChoices["x"] });
  });
  const xScale = dropdown("x axis", (value) => {
    patch({ xScale: value as Scale });
  });
  const yScale = dropdown("y axis", (value) => {
    patch({ yScale: value as Scale });
  });
  const colorBy = dropdown("Colour by", (value) => {
    patch({ colorBy: value });
  });
  const role = dropdown("Losses", (value) => {
    patch({ role: value as TrendsChoices["role"] });
  });
  const smooth = throttled(60, (smoothing: number) => {
    patch({ smoothing });
  });
  const smoothing = slider("Smoothing", { max: 0.99, step: 0.01 }, smooth);
  return {
    hosts: [x, xScale, yScale, role, colorBy, smoothing].map(({ host }) => host),
    show: ({ trends }, menus) => {
      x.set({ options: menus.x, value: trends.x });
      xScale.set({ options: scales, value: trends.xScale });
      yScale.set({ options: scales, value: trends.yScale });
      role.set({ options: menus.role, value: trends.role });
      colorBy.set({ options: menus.colorBy, value: trends.colorBy });
      smoothing.set(trends.smoothing);
    },
  };
}
