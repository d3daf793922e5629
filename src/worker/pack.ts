import { chartsOf, type Chart } from "../core/views/figure";
import type { PanelView } from "../core/views/views";
import type { Push } from "../protocol/jobs";

export interface Packed {
  readonly push: Push;
  /** Moves to the other thread with the message, instead of being copied. */
  readonly buffers: readonly ArrayBuffer[];
}

/**
 * A push made light to send: all columns of a view become windows into one buffer, a column that several lines share being put
 * there once. VS Code sends every buffer of a message to the page by itself; one for thousands of lines is what keeps that quick.
 * The columns that were given stay as they are.
 */
export function pack(push: Push): Packed {
  if (push.type !== "page" || push.message.type !== "view") return { push, buffers: [] };
  const { view, buffer } = packView(push.message.view);
  return { push: { type: "page", message: { type: "view", view } }, buffers: [buffer] };
}

function packView(view: PanelView): { view: PanelView; buffer: ArrayBuffer } {
  const { figure } = view;
  const columns = new Map<Float64Array, Float64Array>();
  let length = 0;
  for (const column of columnsOf(chartsOf(figure)))
    if (!columns.has(column)) {
      columns.set(column, column);
      length += column.length;
    }
  const all = new Float64Array(length);
  let at = 0;
  for (const column of columns.keys()) {
    all.set(column, at);
    columns.set(column, all.subarray(at, at + column.length));
    at += column.length;
  }
  const packed = (column: Float64Array): Float64Array => columns.get(column) ?? column;
  const charts = chartsOf(figure).map((chart) => ({
    ...chart,
    lines: chart.lines.map((line) => ({ ...line, x: packed(line.x), y: packed(line.y) })),
  }));
  return { view: figure.kind === "grid" ? { ...view, figure: { ...figure, charts } } : view, buffer: all.buffer };
}

function columnsOf(charts: readonly Chart[]): readonly Float64Array[] {
  return charts.flatMap(({ lines }) => lines.flatMap(({ x, y }) => [x, y]));
}
