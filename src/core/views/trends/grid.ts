import { divergence } from "../../observe/trouble";
import { plural } from "../../print/numbers";
import type { Zoom } from "../../state/choices";
import { shownRuns } from "../../state/select";
import type { State } from "../../state/state";
import { linearAxis, logAxis } from "../axes";
import type { Axis, Chart, ChartGrid, Line, Sign } from "../figure";
import { isHidden, keyed } from "../hidden";
import { cuttingFor, shareOf } from "../pixels";
import { extent, lossLabel, lossTitle, quantities } from "../quantities";
import { courseRange } from "../range";
import { leaving, noNumbers, turning } from "../signs";
import { tintDomains, tintRuns, type Tints } from "../tints";
import { zoomed } from "../zoom";
import { againstOf, type Against } from "./against";
import { coursesOf, drawnOf, linesOf, type Drawn } from "./curves";
import { findRuns } from "./find";
import { domainsOf, metricsOf, panelsOf, yOf, type Panel } from "./panels";
import { partsOf, type Part } from "./parts";

/** One column a domain (or metric), one row a part of the study, every shown run a line against the chosen x. */
export function trendsGrid(state: State): ChartGrid {
  const { run } = state.choices;
  const curves = curvesOf(state);
  const runs = trendRuns(state);
  const against = trendsAgainst(state);
  const panels = panelsOf(runs, curves);
  const parts = coloured(partsOf(runs, curves.rows), state);
  const charts = parts.flatMap((part, row) =>
    panels.flatMap((panel, column) => chartOf({ state, part, panel, against, row, column, alone: parts.length === 1 })),
  );
  return {
    kind: "grid",
    rows: parts.map(({ title }) => title),
    columns: panels.map(({ title }) => title),
    charts,
    legend: keyed(legendOf(parts), state.choices.hidden ?? []),
    run,
    zoomed: state.choices.zoom !== undefined,
  };
}

/** The runs that pass the filters and the search. */
export function trendRuns(state: State): State["runs"] {
  return findRuns(shownRuns(state), state.choices.curves.find);
}

/** The choices of the curves with the y that is drawn. */
function curvesOf(state: State): State["choices"]["curves"] {
  const { curves } = state.choices;
  return { ...curves, y: yOf(trendRuns(state), curves) };
}

/** What is drawn although it was not asked for; "" where that is not so. */
export function otherY(state: State): string {
  const { y } = curvesOf(state);
  return y === state.choices.curves.y
    ? ""
    : `No loss in these logs: ${y} is drawn. Metric above has all that they hold.`;
}

/** What the curves are drawn against, and what is to be said of that. */
export function trendsAgainst(state: State): Against {
  const curves = curvesOf(state);
  const shown = trendRuns(state).map((run) => ({
    run,
    series: metricsOf(run, curves).flatMap(({ key }) => run.series(key) ?? []),
  }));
  return againstOf(curves.x, shown);
}

/** Where a chart stands: its id, with what is drawn in it. */
export interface TrendPlace {
  readonly id: string;
  readonly part: ColouredPart;
  readonly panel: Panel;
}

/** Where the charts stand, without drawing them. */
export function trendPlaces(state: State): readonly TrendPlace[] {
  const curves = curvesOf(state);
  const runs = trendRuns(state);
  const panels = panelsOf(runs, curves);
  return coloured(partsOf(runs, curves.rows), state).flatMap((part) =>
    panels.map((panel) => ({ id: idOf(part, panel), part, panel })),
  );
}

function idOf(part: Part, panel: Panel): string {
  return part.title === "" ? panel.title : JSON.stringify([part.title, panel.title]);
}

interface ColouredPart extends Part {
  readonly tints: Tints;
}

/** Each part by what was varied in it, in hues of its own while there are enough. */
function coloured(parts: readonly Part[], state: State): ColouredPart[] {
  const curves = curvesOf(state);
  const domains = curves.colorBy === "domains";
  let hues = 0;
  return parts.map((part) => {
    const tints = domains
      ? tintDomains(part.runs, domainsOf(part.runs, curves))
      : tintRuns(part.runs, curves.colorBy, hues);
    if (!domains) hues += tints.hues;
    return { ...part, tints };
  });
}

/** Each part has its own legend, unless all have the same. */
function legendOf(parts: readonly ColouredPart[]): ChartGrid["legend"] {
  const own = parts.map(({ tints: { legend } }) => legend);
  if (own.every((legend) => JSON.stringify(legend) === JSON.stringify(own[0]))) return own[0] ?? [];
  return own.flatMap((legend, row) => legend.map((one) => ({ ...one, row })));
}

interface Place {
  readonly state: State;
  readonly part: ColouredPart;
  readonly panel: Panel;
  readonly against: Against;
  readonly row: number;
  readonly column: number;
  /** There is no other row: a chart without a line then says why. */
  readonly alone: boolean;
}

function chartOf({ state, part, panel, against, row, column, alone }: Place): Chart[] {
  const all = part.runs.flatMap((run) => panel.of(run).flatMap((metric) => drawnOf(run, metric, against.id)));
  if (all.length === 0 && !alone) return [];
  const { tints } = part;
  const drawn = all.filter(
    ({ run, metric }) => !isHidden(tints.of(run, metric), tints.legend, state.choices.hidden ?? []),
  );
  const zoom = zoomOf(state, part, panel);
  const { lines, x, y } = linesAndAxes(drawn, state, tints, against, zoom);
  const { title } = quantities[against.id];
  const marked = state.choices.run;
  const name = [part.title, panel.title].filter((text) => text !== "").join(", ");
  return [
    {
      id: idOf(part, panel),
      row,
      column,
      x,
      y,
      lines:
        marked === undefined ? lines : [...lines].sort((a, b) => Number(a.run === marked) - Number(b.run === marked)),
      signs: signsOf(lines, drawn, y),
      ...(all.length === 0 ? { message: `No run here knows its ${title.toLowerCase()}.` } : {}),
      marked: false,
      summary: `${name}: ${y.title} of ${plural(drawn.length, "line")} against ${title.toLowerCase()}.`,
    },
  ];
}

function linesAndAxes(
  drawn: readonly Drawn[],
  { choices: { curves }, chartWidth }: State,
  tints: Tints,
  against: Against,
  zoom: Omit<Zoom, "chart">,
): { readonly lines: Line[]; readonly x: Axis; readonly y: Axis } {
  const { title, label } = quantities[against.id];
  const xScale = curves.xScale === "auto" ? usualScale(against) : curves.xScale;
  const all = extent(
    drawn.map(({ x }) => x),
    xScale === "log" ? 0 : -Infinity,
  );
  const axis = { log: logAxis, linear: linearAxis };
  const xAxis = zoomed(axis[xScale](title, ...all, label), zoom.x, label);
  const [low, high] = zoom.x === undefined ? all : [xAxis.min, xAxis.max];
  const window = { low, high, scale: xScale };
  const cutting = cuttingFor(
    chartWidth,
    drawn.map(({ x }) => ({ rows: x.length, share: shareOf(x, window) })),
  );
  const yScale = curves.yScale === "auto" ? scaleFor(drawn) : curves.yScale;
  const drawing = { ...curves, xScale, yScale, low, high, cutting, lines: drawn.length, tints };
  const lines = drawn.flatMap((one) => linesOf(one, drawing));
  const y = courseRange(...coursesOf(lines, drawn), yScale);
  return {
    lines,
    x: xAxis,
    y: zoomed(axis[yScale](yTitle(drawn), ...y, lossLabel), zoom.y, lossLabel),
  };
}

/** What of the zoom a chart takes: its own whole, and the x of one beside it. */
function zoomOf(state: State, part: Part, panel: Panel): Omit<Zoom, "chart"> {
  const { zoom } = state.choices;
  if (zoom === undefined) return {};
  if (zoom.chart === idOf(part, panel)) return zoom;
  const beside = panelsOf(trendRuns(state), curvesOf(state)).some((other) => idOf(part, other) === zoom.chart);
  return beside && zoom.x !== undefined ? { x: zoom.x } : {};
}

const usualScale = ({ id }: Against): "log" | "linear" => (id === "tokens" || id === "flops" ? "log" : "linear");

/** Under this factor a logarithmic axis looks like a linear one, whose ticks are plainer. */
const factor = 1.6;

/** Losses that span a factor are drawn logarithmically; anything else linearly. */
function scaleFor(drawn: readonly Drawn[]): "log" | "linear" {
  if (!drawn.every(({ metric }) => metric.quantity === "ce" || metric.quantity === "ppl")) return "linear";
  const [low, high] = extent(
    drawn.filter(({ run }) => divergence(run) === undefined).map(({ y }) => y),
    0,
  );
  return high > factor * low ? "log" : "linear";
}

function yTitle(drawn: readonly Drawn[]): string {
  const titles = new Set(
    drawn.map(({ metric }) => {
      const { quantity, key, unit } = metric;
      return quantity === "ce" || quantity === "bpb" ? lossTitle([metric]) : `${key}${unit === "" ? "" : ` (${unit})`}`;
    }),
  );
  const [title] = titles;
  return title !== undefined && titles.size === 1 ? title : lossTitle(drawn.map(({ metric }) => metric));
}

function signsOf(lines: readonly Line[], drawn: readonly Drawn[], y: Axis): Sign[] {
  const curves = lines.filter(({ role }) => role === "curve");
  const told = curves.flatMap((line) => {
    const own = drawn.find(({ run, metric }) => run.id === line.run && metric.key === line.metric);
    if (own === undefined) return [];
    const lost = divergence(own.run) === undefined ? [] : turning(line, own.x, own.y);
    return [...noNumbers(line, own.x, own.y), ...lost];
  });
  return [...told, ...lines.filter(({ role }) => role !== "raw").flatMap((line) => leaving(line, y))];
}
