import type { Chart, Line } from "../../src/core/views/figure";
import { widthOf } from "../shared/terms";
import { plotArea, type Frame } from "./area";
import { place, type Box, type Spot } from "./geometry";

export type Corner = "top-right" | "bottom-left" | "top-left" | "bottom-right";
const usual: Corner = "top-right";
const corners: readonly Corner[] = ["top-right", "bottom-left", "top-left", "bottom-right"];

/** The box of a size in a corner of a chart area, `inset` away from its edges. */
export function cornerBox(corner: Corner, area: Box, width: number, height: number, inset: number): Box {
  const left = corner.endsWith("left") ? area.left + inset : area.left + area.width - inset - width;
  const top = corner.startsWith("top") ? area.top + inset : area.top + area.height - inset - height;
  return { left, top, width, height };
}

/** Air between a note and the edges of the plot. */
export const inset = 6;

/** Heights of a line of an equation and of the line under it. */
const lineHeights = { law: 16, small: 14 };
const smallWidth = 6;

/** About the size of an equation with the line under it, before it stands anywhere. */
export function noteSize({ equation }: Pick<Chart, "equation">): { readonly width: number; readonly height: number } {
  const { pieces = [], note = "" } = equation ?? {};
  const height = lineHeights.law + (note === "" ? 0 : lineHeights.small) + 2;
  return { width: Math.max(widthOf(pieces), note.length * smallWidth) + 8, height };
}

/**
 * The corner in which the equations of all these charts lie on no line at all, the same for all: a reader's eye then finds
 * them. Top right where there is none: a law that falls leaves that corner first.
 */
export function cornerForNotes(charts: readonly Chart[], frame: Frame): Corner {
  const area = plotArea(frame);
  const free = new Set(corners);
  for (const chart of charts.filter(({ equation }) => equation !== undefined)) {
    const size = noteSize(chart);
    if (size.width > area.width - 2 * inset || size.height > area.height / 2) return usual;
    const boxes = [...free].map((corner) => ({ corner, box: cornerBox(corner, area, size.width, size.height, inset) }));
    for (const line of chart.lines) {
      for (const spot of trace(chart, area, line)) {
        for (const { corner, box } of boxes) if (holds(box, spot)) free.delete(corner);
      }
      if (free.size === 0) return usual;
    }
  }
  return corners.find((corner) => free.has(corner)) ?? usual;
}

/** A line as spots at most 4 pixels apart, so that a long straight piece counts as much as a dense one. */
function trace(chart: Pick<Chart, "x" | "y">, area: Box, line: Line): Spot[] {
  const spots: Spot[] = [];
  let last: Spot | undefined;
  for (let index = 0; index < line.x.length; index++) {
    const spot = place(chart.x, chart.y, area, line.x[index] ?? NaN, line.y[index] ?? NaN);
    if (Number.isNaN(spot.x) || Number.isNaN(spot.y)) {
      last = undefined;
      continue;
    }
    const gap = last === undefined ? 0 : Math.hypot(spot.x - last.x, spot.y - last.y);
    if (last !== undefined && gap < 2) continue;
    const pieces = last === undefined ? 1 : Math.min(1000, Math.max(1, Math.ceil(gap / 4)));
    const from = last ?? spot;
    for (let piece = 1; piece <= pieces; piece++) {
      const part = piece / pieces;
      spots.push({ x: from.x + (spot.x - from.x) * part, y: from.y + (spot.y - from.y) * part });
    }
    last = spot;
  }
  return spots;
}

function holds(box: Box, { x, y }: Spot): boolean {
  return x >= box.left - 3 && x <= box.left + box.width + 3 && y >= box.top - 3 && y <= box.top + box.height + 3;
}
