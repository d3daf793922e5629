import type { CurveChoices } from "../../choices/index";
import { divergence } from "../../observe/trouble";
import type { Metric, Run } from "../../runs/run";
import type { Points } from "../../series/downsample";
import { smooth } from "../../series/smooth";
import type { Line } from "../figure";
import { cutTo, type Cutting } from "../pixels";
import { quantities, type QuantityId } from "../quantities";
import type { Tints } from "../tints";

/** A metric of a run over the chosen x. */
export interface Drawn {
  readonly run: Run;
  readonly metric: Metric;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Points up to which a line of a chart with few lines carries marks: checkpoints read better as points. */
const mostMarks = 120;
const fewLines = 12;
/** A line of so few points is nothing without them, in any company. */
const always = 12;

/** The columns of a metric; none where the run does not know its x. */
export function drawnOf(run: Run, metric: Metric, against: QuantityId): Drawn[] {
  const series = run.series(metric.key);
  const x = series && quantities[against].column(series, run);
  return series === undefined || x === undefined ? [] : [{ run, metric, x, y: series.value }];
}

/** How the lines of one chart are drawn. */
export interface Drawing {
  readonly xScale: "log" | "linear";
  readonly yScale: "log" | "linear";
  readonly low: number;
  readonly high: number;
  readonly cutting: Cutting;
  readonly lines: number;
  readonly tints: Tints;
  readonly smoothing: CurveChoices["smoothing"];
}

/** The line of a run; with smoothing on, the smoothed one with the raw one faintly behind it. */
export function linesOf({ run, metric, x, y }: Drawn, drawing: Drawing): Line[] {
  const { low, high, xScale, yScale, cutting, smoothing } = drawing;
  const cut = (values: Float64Array): Points =>
    cutTo(cutting, x, values, { width: 1, low, high, scale: xScale, yScale });
  const base = { run: run.id, metric: metric.key, label: run.name, tint: drawing.tints.of(run, metric), marks: false };
  const id = `${run.id} ${metric.key}`;
  const raw = cut(y);
  const marks = raw.x.length <= (drawing.lines <= fewLines ? mostMarks : always);
  if (smoothing === 0) return [{ ...base, ...raw, id, role: "curve", marks }];
  const smoothed = cut(smooth(y, smoothing, xScale === "log" ? x.map(Math.log) : x));
  return [
    { ...base, ...raw, id: `${id} raw`, role: "raw" },
    { ...base, id, role: "curve", x: smoothed.x, y: smoothed.y },
  ];
}

/** Values of lines that decide the range of y: all of them, and those of runs that kept their course. */
export function coursesOf(lines: readonly Line[], drawn: readonly Drawn[]): readonly [Float64Array[], Float64Array[]] {
  const lost = new Set(drawn.filter(({ run }) => divergence(run) !== undefined).map(({ run }) => run.id));
  const values = (some: readonly Line[]): Float64Array[] =>
    some.flatMap(({ y, low, high }) => [y, ...(low === undefined ? [] : [low]), ...(high === undefined ? [] : [high])]);
  return [values(lines), values(lines.filter(({ run }) => run === undefined || !lost.has(run)))];
}
