import type { Axis } from "../../src/core/views/figure";
import type { Box } from "./geometry";

/** The outer measures of a drawing, CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Width kept for the labels of the y axis, equal in all charts of a grid so that their plots line up. */
  readonly gutter: number;
}

/** Size of tick labels. */
export const tickSize = 11;
/** Height kept for the ticks and labels of the x axis. */
export const foot = 20;
/** Air round the plot; the right side holds half of the last label of the x axis. */
export const air = { left: 2, right: 14, top: 6, bottom: 0 };

/** The plot inside a drawing. */
export function plotArea({ width, height, gutter }: Frame): Box {
  return {
    left: air.left + gutter,
    top: air.top,
    width: Math.max(1, width - air.left - gutter - air.right),
    height: Math.max(1, height - air.top - foot - air.bottom),
  };
}

/** About the width of a tick label, before there is a canvas to measure it on: raised digits are narrow. */
export function labelWidth(label: string): number {
  let width = 0;
  for (const letter of label) width += /[⁰¹²³⁴⁵⁶⁷⁸⁹⁻.,\s]/.test(letter) ? 4 : 6.5;
  return width;
}

/** The gutter that the labels of these y axes need. */
export function gutterFor(axes: readonly Axis[]): number {
  const widths = axes.flatMap(({ ticks }) => ticks.map(({ label }) => labelWidth(label)));
  return Math.min(90, Math.ceil(Math.max(16, ...widths)) + 10);
}
