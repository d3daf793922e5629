import { divergence } from "../../observe/trouble";
import type { Metric, Run } from "../../runs/run";
import { downsample } from "../../series/downsample";
import { smooth } from "../../series/smooth";
import { compareNatural, lossesOf } from "../../state/groups";
import { shownRuns } from "../../state/select";
import type { State } from "../../state/state";
import { linearAxis, logAxis } from "../axes";
import { plural } from "../../print/numbers";
import { extent, lossLabel, lossTitle, quantities } from "../quantities";
import { tintRuns, type Tints } from "../tints";
import type { Chart, ChartGrid, Line } from "../views";

/** Points up to which a line carries marks: checkpoints read better as points. */
const mostMarks = 30;

/** The Trends view: one chart a domain (or metric), every shown run a line against the chosen x. */
export function trendsGrid(state: State): ChartGrid {
  const runs = shownRuns(state);
  const tints = tintRuns(runs, state.choices.trends.colorBy);
  const panels = domains(runs, state.choices.trends.role);
  const charts = panels.map(({ title, of }, column) => trendsChart(state, runs, tints, title, of, column));
  return { rows: [""], columns: panels.map(({ title }) => title), charts, legend: tints.legend };
}

/** What the y axis spans: the lines of runs that kept their course, where there are any; what diverged leaves the chart at its top. */
function inCourse(lines: readonly Line[], runs: readonly Run[]): Float64Array[] {
  const lost = new Set(runs.filter((run) => divergence(run) !== undefined).map(({ id }) => id));
  const sound = lines.filter(({ run }) => run === undefined || !lost.has(run));
  return (sound.length > 0 ? sound : lines).map(({ y }) => y);
}

/** Points of all lines of a chart together, at most about this many: more takes long to draw and shows nothing more. */
const pointBudget = 40_000;

/** Pixel columns that each of so many lines is cut down to; a column holds up to 4 points. */
export function pixelsPerLine(chartWidth: number, lines: number): number {
  return Math.max(4, Math.min(chartWidth, Math.floor(pointBudget / 4 / Math.max(1, lines))));
}

interface Panel {
  readonly title: string;
  readonly of: (run: Run) => readonly Metric[];
}

/** One panel a domain; a metric without a domain is a panel of its own, under its key. */
function domains(runs: readonly Run[], role: State["choices"]["trends"]["role"]): Panel[] {
  const titles = new Set<string>();
  for (const run of runs) for (const metric of lossesOf(run, role)) titles.add(panelTitle(metric));
  return [...titles]
    .sort(compareNatural)
    .map((title) => ({ title, of: (run) => lossesOf(run, role).filter((metric) => panelTitle(metric) === title) }));
}

function panelTitle(metric: Metric): string {
  return metric.domain ?? metric.key;
}

function trendsChart(
  state: State,
  runs: readonly Run[],
  tints: Tints,
  title: string,
  of: Panel["of"],
  column: number,
): Chart {
  const { trends, run: marked } = state.choices;
  const quantity = quantities[trends.x];
  const drawn = runs.flatMap((run) =>
    of(run).flatMap((metric) => {
      const series = run.series(metric.key);
      const x = series && quantity.column(series, run);
      return series === undefined || x === undefined ? [] : [{ run, metric, x, y: series.value }];
    }),
  );
  const xs = extent(
    drawn.map(({ x }) => x),
    trends.xScale === "log" ? 0 : -Infinity,
  );
  const width = pixelsPerLine(state.chartWidth, drawn.length);
  const scale = { width, low: xs[0], high: xs[1], scale: trends.xScale, yScale: trends.yScale };
  const lines = drawn.flatMap(({ run, metric, x, y }): Line[] => {
    const base = { run: run.id, metric: metric.key, label: run.name, tint: tints.of(run), marks: false };
    const id = `${run.id} ${metric.key}`;
    if (trends.smoothing === 0) {
      const cut = downsample(x, y, scale);
      return [{ ...base, ...cut, id, role: "curve", marks: cut.x.length <= mostMarks }];
    }
    return [
      { ...base, ...downsample(x, y, scale), id: `${id} raw`, role: "raw" },
      {
        ...base,
        ...downsample(x, smooth(y, trends.smoothing, trends.xScale === "log" ? x.map(Math.log) : x), scale),
        id,
        role: "curve",
      },
    ];
  });
  const ys = extent(inCourse(lines, runs), trends.yScale === "log" ? 0 : -Infinity);
  const axis = { log: logAxis, linear: linearAxis };
  const missing = lines.length === 0 ? `No run here knows its ${quantity.title.toLowerCase()}.` : undefined;
  return {
    id: title,
    row: 0,
    column,
    x: axis[trends.xScale](quantity.title, ...xs, quantity.label),
    y: axis[trends.yScale](lossTitle, ...ys, lossLabel),
    lines:
      marked === undefined ? lines : [...lines].sort((a, b) => Number(a.run === marked) - Number(b.run === marked)),
    ...(missing === undefined ? {} : { message: missing }),
    marked: false,
    summary: `${title}: cross-entropy of ${plural(drawn.length, "run")} against ${quantity.title.toLowerCase()}.`,
  };
}
