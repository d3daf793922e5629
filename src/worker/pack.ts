import type { Curve } from "../core/fit/points/curve";
import type { Inputs } from "../core/laws/law";
import { chartsOf, type Chart } from "../core/views/figure";
import type { PanelView } from "../core/views/views";
import type { Push } from "../protocol/jobs";
import type { PlainStudy } from "../core/questions/plainStudy";

/** Columns that move to another thread with a message instead of being copied: windows into one buffer. */
interface PackedColumns {
  readonly buffer: ArrayBuffer;
  /** The window that holds what that column held. */
  readonly packed: (column: Float64Array) => Float64Array;
}

/**
 * Copies columns into one buffer, a column that occurs several times once. The columns that were given stay as they are: one may
 * be a small window into all of a log, which would be sent whole with it.
 */
function packColumns(columns: Iterable<Float64Array>): PackedColumns {
  const windows = new Map<Float64Array, Float64Array>();
  let length = 0;
  for (const column of columns)
    if (!windows.has(column)) {
      windows.set(column, column);
      length += column.length;
    }
  const all = new Float64Array(length);
  let at = 0;
  for (const column of windows.keys()) {
    all.set(column, at);
    windows.set(column, all.subarray(at, at + column.length));
    at += column.length;
  }
  return { buffer: all.buffer, packed: (column) => windows.get(column) ?? column };
}

export interface PackedPush {
  readonly push: Push;
  readonly buffers: readonly ArrayBuffer[];
}

/** A push whose view, if it has one, is packed: VS Code sends every buffer of a message by itself, and thousands are slow. */
export function packView(push: Push): PackedPush {
  if (push.type !== "page" || push.message.type !== "view") return { push, buffers: [] };
  const { view } = push.message;
  const { figure } = view;
  const { buffer, packed } = packColumns(columnsOf(chartsOf(figure)));
  const charts = chartsOf(figure).map((chart) => ({
    ...chart,
    lines: chart.lines.map((line) => ({ ...line, x: packed(line.x), y: packed(line.y) })),
  }));
  const light: PanelView = figure.kind === "grid" ? { ...view, figure: { ...figure, charts } } : view;
  return { push: { type: "page", message: { type: "view", view: light } }, buffers: [buffer] };
}

function columnsOf(charts: readonly Chart[]): readonly Float64Array[] {
  return charts.flatMap(({ lines }) => lines.flatMap(({ x, y }) => [x, y]));
}

/** The curves of a group, packed. */
export function packCurves(curves: readonly Curve[]): {
  readonly curves: readonly Curve[];
  readonly buffers: readonly ArrayBuffer[];
} {
  const all = curves.flatMap(({ x, loss, columns = {} }) => [x, loss, ...Object.values(columns)]);
  const { buffer, packed } = packColumns(all);
  const light = curves.map((curve): Curve => ({
    ...curve,
    x: packed(curve.x),
    loss: packed(curve.loss),
    ...(curve.columns === undefined ? {} : { columns: packInputs(curve.columns, packed) }),
  }));
  return { curves: light, buffers: [buffer] };
}

/** The rows of a study's groups, each group packed. */
export function packStudy(study: PlainStudy): {
  readonly study: PlainStudy;
  readonly buffers: readonly ArrayBuffer[];
} {
  const buffers: ArrayBuffer[] = [];
  const pack = (curves: readonly Curve[]): readonly Curve[] => {
    const packed = packCurves(curves);
    buffers.push(...packed.buffers);
    return packed.curves;
  };
  const groups = study.groups.map(({ curves, rereads }) => ({
    curves: pack(curves),
    rereads: rereads.map(({ key, curves: reread }) => ({ key, curves: pack(reread) })),
  }));
  return { study: { ...study, groups }, buffers };
}

function packInputs(columns: Inputs, packed: PackedColumns["packed"]): Inputs {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, packed(column)]));
}
