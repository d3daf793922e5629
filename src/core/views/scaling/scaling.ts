import { protocolOf } from "../../fit/protocol/protocol";
import type { Curve } from "../../fit/points/curve";
import { hasOptimum, optimalLoss } from "../../plan/optimal";
import { predictAll } from "../../fit/solve/predict";
import type { Fitted } from "../../fit/result";
import type { Run } from "../../runs/run";
import { downsample } from "../../series/downsample";
import { curvesOf } from "../../state/curves";
import type { FittedGroup, Fits, State } from "../../state/state";
import { linearAxis, logAxis } from "../axes";
import { equationOf } from "../../print/fittedEquation";
import { plural } from "../../print/numbers";
import { extent, lossLabel, lossTitle, quantities } from "../quantities";
import { distinctSizes, tintRuns } from "../tints";
import { pixelsPerLine } from "../trends/trends";
import type { Axis, Chart, ChartGrid, Line } from "../views";

/** Points along a law's line: it bends on linear axes and with a floor. */
const lawPoints = 48;

/**
 * The Scaling view: one row a combination of facets, one column a domain; each run's curve, the frontier, and the law. Rows in
 * which nothing could be fitted stand only when nothing could be fitted anywhere: the side panel says why in any case.
 */
export function scalingGrid(state: State): ChartGrid {
  const { fits } = state;
  if (fits === undefined) return { rows: [], columns: [], charts: [], legend: [] };
  const shown = rowsToShow(fits);
  const rows = [...new Set(shown.map(rowTitle))];
  const columns = [...new Set(shown.map(columnTitle))];
  const drawn = shown.map((fitted) => ({
    fitted,
    ...curvesOf(fitted.group, fits.x, undefined, protocolOf(fits.choices, fits.x)),
  }));
  const quantity = quantities[fits.x];
  const [low, high] = extent(
    drawn.flatMap(({ curves }) => curves.map(({ x }) => x)),
    0,
  );
  const x = logAxis(quantity.title, low, high, quantity.label);
  const yOf = new Map(
    columns.map((column) => {
      const losses = drawn
        .filter(({ fitted }) => columnTitle(fitted) === column && !rises(fitted))
        .flatMap(({ curves }) => curves.map(({ loss }) => loss));
      return [column, logAxis(lossTitle, ...extent(losses, 0), lossLabel)];
    }),
  );
  const runs = uniqueRuns(shown);
  const tints = tintRuns(runs, distinctSizes(runs).length > 1 ? "size" : "auto");
  const charts = drawn.map(({ fitted, curves }): Chart => {
    const column = columnTitle(fitted);
    const own = (): [number, number] =>
      extent(
        curves.map(({ loss }) => loss),
        0,
      );
    const y = rises(fitted)
      ? logAxis(lossTitle, ...own(), lossLabel)
      : (yOf.get(column) ?? linearAxis(lossTitle, 0, 1, lossLabel));
    const names = new Map(fitted.group.runs.map((run) => [run.id, run]));
    const lines = curves.flatMap((curve): Line[] => {
      const run = names.get(curve.run);
      if (run === undefined) return [];
      const cut = downsample(curve.x, curve.loss, {
        width: pixelsPerLine(state.chartWidth, curves.length),
        low: x.min,
        high: x.max,
        scale: "log",
        yScale: "log",
      });
      const line = { id: run.id, run: run.id, metric: fitted.group.metric.key, label: run.name, tint: tints.of(run) };
      return [{ ...line, role: "curve", marks: cut.x.length <= 12, ...cut }];
    });
    return {
      id: fitted.group.id,
      row: rows.indexOf(rowTitle(fitted)),
      column: columns.indexOf(column),
      x,
      y,
      lines: [...lines, ...lawLines(fitted, x, curves)],
      ...outcome(fitted),
      marked: state.choices.group === fitted.group.id,
      summary: summary(fitted),
    };
  });
  return { rows, columns, charts, legend: tints.legend };
}

/** A loss that rises is no scaling law, and has an axis of its own: it would press the others of its column flat. */
function rises({ result: { fit } }: FittedGroup): boolean {
  return fit.status === "fitted" && fit.warnings.some(({ code }) => code === "wrong-sign");
}

function rowsToShow(fits: Fits): readonly FittedGroup[] {
  const good = new Set(fits.groups.filter(({ result }) => result.fit.status === "fitted").map(rowTitle));
  return good.size === 0 ? fits.groups : fits.groups.filter((fitted) => good.has(rowTitle(fitted)));
}

export function rowTitle({ group }: FittedGroup): string {
  return group.title;
}

export function columnTitle({ group }: FittedGroup): string {
  return group.metric.domain ?? group.metric.key;
}

function uniqueRuns(groups: readonly FittedGroup[]): Run[] {
  return [...new Map(groups.flatMap(({ group }) => group.runs.map((run) => [run.id, run]))).values()];
}

function outcome(fitted: FittedGroup): Pick<Chart, "equation" | "message"> {
  const { fit } = fitted.result;
  return fit.status === "fitted" ? { equation: equationOf(fit, fitted.result) } : { message: fit.reason };
}

function summary(fitted: FittedGroup): string {
  const { fit } = fitted.result;
  const title = [rowTitle(fitted), columnTitle(fitted)].filter((part) => part !== "").join(", ");
  const law = fit.status === "fitted" ? equationOf(fit, fitted.result).plain : fit.reason;
  return `${title}: ${plural(fitted.group.runs.length, "run")}. ${law}`;
}

/** The frontier, the law over the fitted range, and its extrapolation to both ends of the axis. */
function lawLines(fitted: FittedGroup, axis: Axis, curves: readonly Curve[]): Line[] {
  const { fit, frontier } = fitted.result;
  const plain = { tint: {}, marks: false } as const;
  const lines: Line[] = [];
  if (frontier !== undefined && frontier.x.length > 0) {
    const keep = frontier.vertices.length > 0 ? frontier.vertices : Int32Array.from(frontier.x.keys());
    const pick = (column: Float64Array): Float64Array => Float64Array.from(keep, (i) => column[i] ?? NaN);
    lines.push({
      ...plain,
      id: "frontier",
      role: "frontier",
      label: "Frontier",
      x: pick(frontier.x),
      y: pick(frontier.loss),
    });
  }
  if (fit.status !== "fitted") return lines;
  const range = drawnRange(fitted, curves);
  if (range === undefined) return lines;
  const part = (id: string, role: "law" | "beyond", label: string, from: number, to: number): Line[] =>
    from < to ? [{ ...plain, id, role, label, ...lawCurve(fit, from, to) }] : [];
  return [
    ...lines,
    ...part("law", "law", hasOptimum(fit) ? "Optimum of the law" : "Fitted law", range.low, range.high),
    ...part("below", "beyond", "Law, extrapolated", axis.min, range.low),
    ...part("above", "beyond", "Law, extrapolated", range.high, axis.max),
  ];
}

/** The x over which a law was fitted; undefined when it is no line in this x. */
function drawnRange(
  { result }: FittedGroup,
  curves: readonly Curve[],
): { readonly low: number; readonly high: number } | undefined {
  const { fit, protocol } = result;
  if (fit.status !== "fitted") return undefined;
  if (!hasOptimum(fit)) return fit.ranges.find(({ id }) => id === "x");
  if (protocol.x !== "flops") return undefined;
  const [low, high] = extent(
    curves.map(({ x }) => x),
    0,
  );
  return { low: Math.max(low, protocol.minFlops), high };
}

function lawCurve(fit: Fitted, from: number, to: number): { x: Float64Array; y: Float64Array } {
  const x = Float64Array.from({ length: lawPoints }, (_, i) => from * (to / from) ** (i / (lawPoints - 1)));
  return { x, y: hasOptimum(fit) ? optimalLoss(fit, x) : predictAll(fit, { x }, lawPoints) };
}
