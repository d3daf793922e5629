import assert from "node:assert/strict";
import type { ChartGrid } from "../../../src/core/views/figure";
import type { PanelView } from "../../../src/core/views/views";

/** The charts of a panel that shows charts. */
export function gridOf({ figure }: PanelView): ChartGrid {
  assert.ok(figure.kind === "grid", figure.kind);
  return figure;
}
