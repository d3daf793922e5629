import {
  Chart as Plot,
  LineController,
  LineElement,
  LinearScale,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
  type ChartOptions,
  type Scale,
} from "chart.js";
import type { Axis, Chart, Line, LineRole } from "../../src/core/views/figure";
import type { Theme } from "../shared/theme";
import { air, foot, labelWidth, plotArea, tickSize } from "./area";
import type { Look } from "./look";
import { thinLabels } from "./geometry";
import { markOf, radii } from "./marks";
import { drawBands, drawSigns } from "./layers";

// The parts in use, and no more. The decimation plugin stays out: lines arrive already downsampled to the pixels.
Plot.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

interface Pair {
  x: number;
  y: number;
}
export type PlotConfig = ChartConfiguration<"line", Pair[]> & { readonly options: ChartOptions<"line"> };
type PlotDataset = ChartDataset<"line", Pair[]>;

const order: readonly LineRole[] = ["law", "beyond", "curve", "frontier", "raw"];
/** A chart's view as the configuration that Chart.js draws: pure, no animation, no plugin, no behaviour of its own. */
export function plotConfig(chart: Chart, look: Look): PlotConfig {
  const area = plotArea(look);
  const curves = chart.lines.filter(({ role }) => role === "curve").length;
  return {
    type: "line",
    data: { datasets: chart.lines.map((line) => datasetOf(line, chart, look, curves)) },
    options: {
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { autoPadding: false, padding: air },
      font: { family: look.theme.fontFamily, size: tickSize },
      scales: {
        x: scaleOf(chart.x, "x", look, area.width),
        y: scaleOf(chart.y, "y", look, area.height),
      },
    },
  };
}

/** Past this many runs in a chart their lines are thinner: they would run into one. */
const crowd = 60;

/** A line as Chart.js draws it. Laws lie over curves, curves over the frontier, and raw lines at the bottom. */
function datasetOf(line: Line, chart: Pick<Chart, "x" | "y">, look: Look, curves: number): PlotDataset {
  const { theme } = look;
  const { borderColor, borderWidth, borderDash } = strokeOf(line, theme, curves > crowd);
  const mark = markOf(line.tint);
  return {
    data: pairs(line, chart),
    order: order.indexOf(line.role),
    spanGaps: false,
    pointRadius: radii(line, chart, plotArea(look)),
    pointStyle: mark.shape,
    pointHitRadius: 0,
    pointHoverRadius: 0,
    pointBorderWidth: mark.hollow ? 1.5 : 0,
    pointBorderColor: borderColor,
    pointBackgroundColor: mark.hollow ? theme.paper : borderColor,
    borderJoinStyle: "round",
    borderCapStyle: "round",
    borderColor,
    borderWidth,
    borderDash,
  };
}

export interface Stroke {
  readonly borderColor: string;
  readonly borderWidth: number;
  readonly borderDash: number[];
}

/** How a role is drawn. Laws are in the ink of the text; the frontier is a soft band, so that a law on top of it stays legible. */
export function strokeOf({ role, tint }: Pick<Line, "role" | "tint">, theme: Theme, crowded = false): Stroke {
  const strong = theme.highContrast ? 0.5 : 0;
  switch (role) {
    case "raw":
      return { borderColor: theme.css(tint, theme.highContrast ? 0.4 : 0.24), borderWidth: 1, borderDash: [] };
    case "curve":
      return { borderColor: theme.css(tint), borderWidth: (crowded ? 1 : 1.5) + strong, borderDash: [] };
    case "frontier":
      return { borderColor: theme.ink(theme.highContrast ? 0.45 : 0.2), borderWidth: 5, borderDash: [] };
    case "law":
      return { borderColor: theme.ink(), borderWidth: 2.25 + strong, borderDash: [] };
    case "beyond":
      return { borderColor: theme.ink(), borderWidth: 2 + strong, borderDash: [0.1, 4.5] };
  }
}

/** Chart.js' points. A value with no place on its axis is a gap: Chart.js would draw 0 on a log axis at the bottom. */
function pairs(line: Line, { x, y }: Pick<Chart, "x" | "y">): Pair[] {
  const points: Pair[] = [];
  for (let index = 0; index < line.x.length; index++) {
    const [px, py] = [line.x[index] ?? NaN, line.y[index] ?? NaN];
    const gap = !Number.isFinite(py) || (y.scale === "log" && py <= 0) || (x.scale === "log" && px <= 0);
    points.push({ x: px, y: gap ? NaN : py });
  }
  return points;
}

type ScaleOptions = NonNullable<NonNullable<ChartOptions<"line">["scales"]>[string]>;

/** An axis with exactly the ticks of the view; only labelled ones have a grid line. */
function scaleOf(axis: Axis, side: "x" | "y", { theme, gutter }: Look, length: number): ScaleOptions {
  const extent = (label: string): number => (side === "x" ? labelWidth(label) : tickSize);
  const ticks = thinLabels(axis, length, extent, side === "x" ? 8 : 3);
  const faint = theme.highContrast ? 0.28 : theme.dark ? 0.09 : 0.08;
  const options = {
    min: axis.min,
    max: axis.max,
    bounds: "data" as const,
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = ticks.map(({ value }) => ({ value }));
    },
    afterFit: (scale: Scale) => {
      if (side === "y") scale.width = gutter;
      else scale.height = foot;
    },
    ticks: {
      autoSkip: false,
      maxRotation: 0,
      padding: side === "x" ? 3 : 4,
      color: theme.muted,
      font: { family: theme.fontFamily, size: tickSize },
      callback: (_: unknown, index: number) => ticks[index]?.label ?? "",
    },
    grid: {
      color: ({ index }: { readonly index: number }) =>
        (ticks[index]?.label ?? "") === "" ? "transparent" : theme.ink(faint),
      tickColor: theme.ink(theme.highContrast ? 0.7 : 0.28),
      tickLength: 4,
    },
    border: { color: theme.ink(theme.highContrast ? 0.8 : 0.28) },
  };
  return axis.scale === "log" ? { type: "logarithmic", ...options } : { type: "linear", ...options };
}

/** A drawing on a canvas; made once a chart and then shown ever newer views. */
export interface Drawing {
  readonly show: (chart: Chart, look: Look) => void;
  readonly remove: () => void;
}

export function openDrawing(canvas: HTMLCanvasElement): Drawing {
  let plot: Plot<"line", Pair[]> | undefined;
  let size = "";
  let shown: readonly [Chart, Look] | undefined;
  // What Chart.js has no word for, under its lines and over them.
  const layers = {
    id: "layers",
    beforeDatasetsDraw: ({ ctx }: { readonly ctx: CanvasRenderingContext2D }): void => {
      if (shown !== undefined) drawBands(ctx, ...shown);
    },
    afterDatasetsDraw: ({ ctx }: { readonly ctx: CanvasRenderingContext2D }): void => {
      if (shown !== undefined) drawSigns(ctx, ...shown);
    },
  };
  return {
    show: (chart, look) => {
      shown = [chart, look];
      const config = plotConfig(chart, look);
      const wanted = `${look.width}×${look.height}@${devicePixelRatio}`;
      plot ??= new Plot(canvas, {
        type: "line",
        data: { datasets: [] },
        options: { ...config.options, devicePixelRatio },
        plugins: [layers],
      });
      plot.data = config.data;
      plot.options = { ...config.options, devicePixelRatio };
      if (wanted !== size) plot.resize(look.width, look.height);
      size = wanted;
      plot.update("none");
    },
    remove: () => {
      plot?.destroy();
    },
  };
}
