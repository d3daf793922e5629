/** Points of all lines of a chart together, at most about this many: more takes long to draw and shows nothing more. */
const pointBudget = 40_000;

/** Pixel columns that each of so many lines is downsampled to; a column holds up to 4 points. */
export function pixelsPerLine(chartWidth: number, lines: number): number {
  return Math.max(4, Math.min(chartWidth, Math.floor(pointBudget / 4 / Math.max(1, lines))));
}
