import type { Chart, Line } from "../../../src/core/views/figure";
import { withAlpha } from "../../shared/colour";
import { plotArea } from "../area";
import { place, type Box } from "../geometry";
import { radii } from "../marks";
import { strokeOf } from "../plot";
import type { Look } from "../look";

/**
 * Draws one run over its chart: a veil dims the plot, and the run and the law stand on it. It has a canvas of its own, so that
 * pointing at a run never redraws the hundreds of others. Undefined clears it.
 */
export function highlight(canvas: HTMLCanvasElement, chart: Chart, look: Look, run: string | undefined): void {
  const shown = run === undefined ? [] : chart.lines.filter((line) => line.run === run);
  canvas.hidden = shown.length === 0;
  const pen = shown.length === 0 ? null : canvas.getContext("2d");
  if (pen === null) return;
  const area = plotArea(look);
  canvas.width = Math.round(look.width * devicePixelRatio);
  canvas.height = Math.round(look.height * devicePixelRatio);
  canvas.style.width = `${look.width}px`;
  canvas.style.height = `${look.height}px`;
  pen.scale(devicePixelRatio, devicePixelRatio);
  pen.beginPath();
  pen.rect(area.left + 1, area.top - 3, area.width + 2, area.height + 2);
  pen.clip();
  pen.fillStyle = withAlpha(look.theme.background, look.theme.highContrast ? 0.6 : 0.72);
  pen.fillRect(area.left, 0, area.width + 4, look.height);
  const behind = chart.lines.filter(({ role }) => role === "frontier");
  const above = chart.lines.filter(({ role }) => role === "law" || role === "beyond");
  for (const line of [...behind, ...shown, ...above]) stroke(pen, line, chart, area, look);
}

function stroke(pen: CanvasRenderingContext2D, line: Line, chart: Chart, area: Box, look: Look): void {
  const { borderColor, borderWidth, borderDash } = strokeOf(line, look.theme);
  pen.strokeStyle = borderColor;
  pen.fillStyle = borderColor;
  pen.lineWidth = borderWidth + (line.role === "curve" ? 1 : 0);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  pen.setLineDash([...borderDash]);
  const radius = radii(line, chart, area);
  const marks = new Path2D();
  let broken = true;
  pen.beginPath();
  for (let index = 0; index < line.x.length; index++) {
    const { x, y } = place(chart.x, chart.y, area, line.x[index] ?? NaN, line.y[index] ?? NaN);
    const gap = !Number.isFinite(x + y);
    if (!gap && broken) pen.moveTo(x, y);
    else if (!gap) pen.lineTo(x, y);
    if (!gap && (typeof radius === "number" ? radius : (radius[index] ?? 0)) > 0) {
      marks.moveTo(x, y);
      marks.arc(x, y, 3.25, 0, 2 * Math.PI);
    }
    broken = gap;
  }
  pen.stroke();
  if (line.marks && line.role === "curve") pen.fill(marks);
}
