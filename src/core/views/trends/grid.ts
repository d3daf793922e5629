import { divergence } from "../../observe/trouble";
import { plural } from "../../print/numbers";
import type { Metric, Run } from "../../runs/run";
import { downsample } from "../../series/downsample";
import { smooth } from "../../series/smooth";
import { compareNatural, lossesOf } from "../../state/groups";
import { shownRuns } from "../../state/select";
import type { State } from "../../state/state";
import { linearAxis, logAxis } from "../axes";
import type { Chart, ChartGrid, Line } from "../figure";
import { pixelsPerLine } from "../pixels";
import { extent, lossLabel, lossTitle, quantities } from "../quantities";
import { tintRuns, type Tints } from "../tints";

/** Points up to which a line carries marks: checkpoints read better as points. */
const mostMarks = 30;

/** One chart a domain (or metric), every shown run a line against the chosen x. */
export function trendsGrid(state: State): ChartGrid {
  const { curves, run } = state.choices;
  const runs = shownRuns(state);
  const tints = tintRuns(runs, curves.colorBy);
  const panels = domains(runs, curves.role);
  const charts = panels.map((panel, column) => chartOf(state, runs, tints, panel, column));
  return { kind: "grid", rows: [""], columns: panels.map(({ title }) => title), charts, legend: tints.legend, run };
}

interface Panel {
  readonly title: string;
  readonly of: (run: Run) => readonly Metric[];
}

/** One panel a domain; a metric without a domain is a panel of its own, under its key. */
function domains(runs: readonly Run[], role: State["choices"]["curves"]["role"]): Panel[] {
  const titles = new Set<string>();
  for (const run of runs) for (const metric of lossesOf(run, role)) titles.add(panelTitle(metric));
  return [...titles]
    .sort(compareNatural)
    .map((title) => ({ title, of: (run) => lossesOf(run, role).filter((metric) => panelTitle(metric) === title) }));
}

function panelTitle(metric: Metric): string {
  return metric.domain ?? metric.key;
}

/** A loss of a run over the chosen x. */
interface Drawn {
  readonly run: Run;
  readonly metric: Metric;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function chartOf(state: State, runs: readonly Run[], tints: Tints, panel: Panel, column: number): Chart {
  const { curves, run: marked } = state.choices;
  const quantity = quantities[curves.x];
  const drawn = runs.flatMap((run) => panel.of(run).flatMap((metric) => drawnOf(run, metric, curves.x)));
  const xs = extent(
    drawn.map(({ x }) => x),
    curves.xScale === "log" ? 0 : -Infinity,
  );
  const lines = drawn.flatMap((one) => linesOf(one, state, xs, drawn.length, tints));
  const ys = extent(inCourse(lines, runs), curves.yScale === "log" ? 0 : -Infinity);
  const axis = { log: logAxis, linear: linearAxis };
  const against = quantity.title.toLowerCase();
  return {
    id: panel.title,
    row: 0,
    column,
    x: axis[curves.xScale](quantity.title, ...xs, quantity.label),
    y: axis[curves.yScale](lossTitle(drawn.map(({ metric }) => metric)), ...ys, lossLabel),
    lines:
      marked === undefined ? lines : [...lines].sort((a, b) => Number(a.run === marked) - Number(b.run === marked)),
    ...(lines.length === 0 ? { message: `No run here knows its ${against}.` } : {}),
    marked: false,
    summary: `${panel.title}: cross-entropy of ${plural(drawn.length, "run")} against ${against}.`,
  };
}

function drawnOf(run: Run, metric: Metric, against: State["choices"]["curves"]["x"]): Drawn[] {
  const series = run.series(metric.key);
  const x = series && quantities[against].column(series, run);
  return series === undefined || x === undefined ? [] : [{ run, metric, x, y: series.value }];
}

/** The line of a run; with smoothing on, the smoothed one with the raw one faintly behind it. */
function linesOf(
  { run, metric, x, y }: Drawn,
  { choices: { curves }, chartWidth }: State,
  [low, high]: readonly [number, number],
  lines: number,
  tints: Tints,
): Line[] {
  const scale = {
    width: pixelsPerLine(chartWidth, lines),
    ...{ low, high, scale: curves.xScale, yScale: curves.yScale },
  };
  const base = { run: run.id, metric: metric.key, label: run.name, tint: tints.of(run), marks: false };
  const id = `${run.id} ${metric.key}`;
  const raw = downsample(x, y, scale);
  if (curves.smoothing === 0) return [{ ...base, ...raw, id, role: "curve", marks: raw.x.length <= mostMarks }];
  const smoothed = smooth(y, curves.smoothing, curves.xScale === "log" ? x.map(Math.log) : x);
  return [
    { ...base, ...raw, id: `${id} raw`, role: "raw" },
    { ...base, ...downsample(x, smoothed, scale), id, role: "curve" },
  ];
}

/** What the y axis spans: the lines of runs that kept their course, where there are any; what diverged leaves the chart at its top. */
function inCourse(lines: readonly Line[], runs: readonly Run[]): Float64Array[] {
  const lost = new Set(runs.filter((run) => divergence(run) !== undefined).map(({ id }) => id));
  const sound = lines.filter(({ run }) => run === undefined || !lost.has(run));
  return (sound.length > 0 ? sound : lines).map(({ y }) => y);
}
