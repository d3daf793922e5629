import { protocolOf } from "../../fit/protocol/protocol";
import type { Curve } from "../../fit/points/curve";
import { equationOf } from "../../print/fittedEquation";
import { plural } from "../../print/numbers";
import type { Run } from "../../runs/run";
import { downsample } from "../../series/downsample";
import { curvesOf } from "../../state/curves";
import type { FittedGroup, Fits, State } from "../../state/state";
import { linearAxis, logAxis } from "../axes";
import type { Axis, Chart, ChartGrid, Line } from "../figure";
import { columnTitle, rowTitle } from "../groupNames";
import { pixelsPerLine } from "../pixels";
import { extent, lossLabel, lossTitle, quantities } from "../quantities";
import { distinctSizes, tintRuns, type Tints } from "../tints";
import { lawLines } from "./lawLines";

/** A fitted group with its runs as curves. */
interface Drawn {
  readonly fitted: FittedGroup;
  readonly curves: readonly Curve[];
}

/** What the charts of a grid have in common. */
interface Frame {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly x: Axis;
  /** The y axis of a column. */
  readonly y: ReadonlyMap<string, Axis>;
  readonly tints: Tints;
}

/**
 * One row a combination of facets, one column a domain; each run's curve, the frontier, and the law. Rows without a fit are hidden
 * unless no row has one: the side panel says why in any case.
 */
export function scalingGrid(state: State): ChartGrid {
  const { fits, choices } = state;
  if (fits === undefined) return { kind: "grid", rows: [], columns: [], charts: [], legend: [] };
  const shown = rowsToShow(fits);
  const drawn = shown.map((fitted) => ({
    fitted,
    ...curvesOf(fitted.group, fits.x, undefined, protocolOf(fits.choices, fits.x)),
  }));
  const runs = uniqueRuns(shown);
  const columns = [...new Set(shown.map(columnTitle))];
  const frame: Frame = {
    rows: [...new Set(shown.map(rowTitle))],
    columns,
    x: xAxis(fits, drawn),
    y: new Map(columns.map((column) => [column, columnAxis(column, drawn)])),
    tints: tintRuns(runs, distinctSizes(runs).length > 1 ? "size" : "auto"),
  };
  const charts = drawn.map((one) => chartOf(one, frame, state));
  return { kind: "grid", rows: frame.rows, columns, charts, legend: frame.tints.legend, run: choices.run };
}

function xAxis({ x }: Fits, drawn: readonly Drawn[]): Axis {
  const quantity = quantities[x];
  const columns = drawn.flatMap(({ curves }) => curves.map((curve) => curve.x));
  return logAxis(quantity.title, ...extent(columns, 0), quantity.label);
}

/** Charts of one column share their y axis, so that they can be compared; a loss that rises would press the others flat. */
function columnAxis(column: string, drawn: readonly Drawn[]): Axis {
  return lossAxis(drawn.filter(({ fitted }) => columnTitle(fitted) === column && !rises(fitted)));
}

function lossAxis(drawn: readonly Drawn[]): Axis {
  const losses = drawn.flatMap(({ curves }) => curves.map(({ loss }) => loss));
  return logAxis(lossTitle, ...extent(losses, 0), lossLabel);
}

function chartOf(one: Drawn, { rows, columns, x, y, tints }: Frame, { choices, chartWidth }: State): Chart {
  const { fitted, curves } = one;
  const column = columnTitle(fitted);
  return {
    id: fitted.group.id,
    row: rows.indexOf(rowTitle(fitted)),
    column: columns.indexOf(column),
    x,
    y: rises(fitted) ? lossAxis([one]) : (y.get(column) ?? linearAxis(lossTitle, 0, 1, lossLabel)),
    lines: [...runLines(one, x, tints, chartWidth), ...lawLines(fitted, x, curves)],
    ...outcome(fitted),
    marked: choices.group === fitted.group.id,
    summary: summary(fitted),
  };
}

function runLines({ fitted, curves }: Drawn, x: Axis, tints: Tints, chartWidth: number): Line[] {
  const runs = new Map(fitted.group.runs.map((run) => [run.id, run]));
  const width = pixelsPerLine(chartWidth, curves.length);
  return curves.flatMap((curve): Line[] => {
    const run = runs.get(curve.run);
    if (run === undefined) return [];
    const cut = downsample(curve.x, curve.loss, { width, low: x.min, high: x.max, scale: "log", yScale: "log" });
    const line = { id: run.id, run: run.id, metric: fitted.group.metric.key, label: run.name, tint: tints.of(run) };
    return [{ ...line, role: "curve", marks: cut.x.length <= 12, ...cut }];
  });
}

/** A loss that rises is no scaling law, and has an axis of its own. */
function rises({ result: { fit } }: FittedGroup): boolean {
  return fit.status === "fitted" ? fit.warnings.some(({ code }) => code === "wrong-sign") : fit.code === "rising";
}

function rowsToShow(fits: Fits): readonly FittedGroup[] {
  const good = new Set(fits.groups.filter(({ result }) => result.fit.status === "fitted").map(rowTitle));
  return good.size === 0 ? fits.groups : fits.groups.filter((fitted) => good.has(rowTitle(fitted)));
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
