import type { Chart, Line, Sign } from "../../src/core/views/figure";
import { plotArea } from "./area";
import { place, type Box } from "./geometry";
import type { Look } from "./look";

/** The range behind each line that is a mean. */
export function drawBands(pen: CanvasRenderingContext2D, chart: Chart, look: Look): void {
  const area = plotArea(look);
  pen.save();
  pen.beginPath();
  pen.rect(area.left, area.top, area.width, area.height);
  pen.clip();
  const banded = chart.lines.filter(({ low, high }) => low !== undefined && high !== undefined);
  for (const line of banded) {
    pen.fillStyle = look.theme.css(line.tint, Math.min(0.16, 1.6 / banded.length));
    for (const piece of piecesOf(line)) fillBand(pen, line, piece, chart, area);
  }
  pen.restore();
}

/** The pieces of a line between its gaps, as first and last index. */
function piecesOf({ y }: Line): (readonly [number, number])[] {
  const pieces: (readonly [number, number])[] = [];
  let start = -1;
  for (let i = 0; i <= y.length; i++) {
    const isPoint = Number.isFinite(y[i]);
    if (isPoint && start < 0) start = i;
    if (!isPoint && start >= 0) {
      pieces.push([start, i - 1]);
      start = -1;
    }
  }
  return pieces;
}

function fillBand(
  pen: CanvasRenderingContext2D,
  { x, low, high }: Line,
  [first, last]: readonly [number, number],
  chart: Chart,
  area: Box,
): void {
  const to = (i: number, column: Float64Array | undefined): void => {
    const spot = place(chart.x, chart.y, area, x[i] ?? NaN, column?.[i] ?? NaN);
    pen.lineTo(spot.x, spot.y);
  };
  pen.beginPath();
  for (let i = first; i <= last; i++) to(i, high);
  for (let i = last; i >= first; i--) to(i, low);
  pen.fill();
}

/** Half of the size of a sign, CSS pixels. */
const half = 4;

/** What happened to runs: ▲ where a line leaves at the top, a cross where a loss is no number, a ring where a run left its course. */
export function drawSigns(pen: CanvasRenderingContext2D, chart: Chart, look: Look): void {
  const area = plotArea(look);
  pen.save();
  for (const sign of chart.signs ?? []) {
    const spot = spotOf(sign, chart, area);
    if (spot === undefined) continue;
    pen.beginPath();
    strokeSign(pen, sign.kind, spot.x, spot.y);
    pen.lineWidth = 4;
    pen.strokeStyle = look.theme.paper;
    pen.stroke();
    pen.lineWidth = 2;
    pen.strokeStyle = look.theme.css(sign.tint);
    pen.stroke();
    if (sign.kind !== "above") continue;
    pen.fillStyle = look.theme.css(sign.tint);
    pen.fill();
  }
  pen.restore();
}

/** Where a sign stands in the drawing, held inside the plot from top to bottom; undefined where its x is not on the axis. */
function spotOf({ x, y }: Sign, chart: Pick<Chart, "x" | "y">, area: Box): { x: number; y: number } | undefined {
  const spot = place(chart.x, chart.y, area, x, Number.isFinite(y) ? y : chart.y.max);
  if (!(spot.x >= area.left && spot.x <= area.left + area.width) || Number.isNaN(spot.y)) return undefined;
  const inside = Math.min(area.top + area.height - half, Math.max(area.top + half, spot.y));
  return { x: spot.x, y: inside };
}

function strokeSign(pen: CanvasRenderingContext2D, kind: Sign["kind"], x: number, y: number): void {
  switch (kind) {
    case "above":
      pen.moveTo(x, y - half);
      pen.lineTo(x + half, y + half);
      pen.lineTo(x - half, y + half);
      pen.closePath();
      break;
    case "no-number":
      pen.moveTo(x - half, y - half);
      pen.lineTo(x + half, y + half);
      pen.moveTo(x + half, y - half);
      pen.lineTo(x - half, y + half);
      break;
    case "diverged":
      pen.arc(x, y, half + 1, 0, 2 * Math.PI);
      break;
  }
}
