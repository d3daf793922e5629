import assert from "node:assert/strict";
import type { Axis, Chart, Line } from "../../src/core/views/figure";
import { plotArea } from "../../webview/chart/area";
import { cornerBox, cornerForNotes, noteSize } from "../../webview/chart/notes";
import { equation, scalingView, withoutEquation } from "./sample";

const frame = { width: 460, height: 240, gutter: 40 };
const axis = (min: number, max: number, scale: Axis["scale"]): Axis => ({ title: "", scale, min, max, ticks: [] });
const chart = (...lines: readonly (readonly [number[], number[]])[]): Chart => ({
  ...{ id: "a", row: 0, column: 0, marked: false, summary: "" },
  x: axis(1, 1e4, "log"),
  y: axis(0, 10, "linear"),
  equation: equation(47.97, 0.061, "R² = 0.998 · 412 points"),
  lines: lines.map(([x, y], at): Line => {
    const line = { id: String(at), role: "curve" as const, label: "", tint: {}, marks: false };
    return { ...line, x: Float64Array.from(x), y: Float64Array.from(y) };
  }),
});
const falls = chart([
  [1, 1e4],
  [10, 0],
]);
const rises = chart([
  [1, 1e4],
  [0, 10],
]);

describe("equations", () => {
  it("stand top right of curves that fall, top left of ones that rise", () => {
    assert.equal(cornerForNotes([falls], frame), "top-right");
    assert.equal(cornerForNotes([rises], frame), "top-left");
    assert.equal(cornerForNotes([chart()], frame), "top-right");
  });

  it("stand in one corner that is free in all charts, else top right", () => {
    assert.equal(
      cornerForNotes(
        [
          falls,
          chart([
            [1, 1e4],
            [9, 9],
          ]),
        ],
        frame,
      ),
      "bottom-left",
    );
    assert.equal(cornerForNotes([falls, rises], frame), "top-right");
  });

  it("see a straight line of two points as a line, and a gap as none", () => {
    assert.equal(
      cornerForNotes(
        [
          chart([
            [1, 1e4],
            [9, 9],
          ]),
        ],
        frame,
      ),
      "bottom-left",
    );
    assert.equal(
      cornerForNotes(
        [
          chart([
            [1, 10, 5e3],
            [9, NaN, 9],
          ]),
        ],
        frame,
      ),
      "bottom-left",
    );
    assert.equal(
      cornerForNotes(
        [
          chart([
            [1, 50, 1e3, 1e4],
            [9, NaN, NaN, 1],
          ]),
        ],
        frame,
      ),
      "top-right",
    );
  });

  it("never stand on a curve of the published study, nor outside its plots", () => {
    const { charts } = scalingView().figure;
    assert.equal(cornerForNotes(charts, { width: 380, height: 250, gutter: 32 }), "top-right");
    assert.equal(cornerForNotes(charts, { width: 90, height: 60, gutter: 32 }), "top-right");
  });

  it("lie inside the plot in every corner", () => {
    const area = plotArea(frame);
    const { width, height } = noteSize(falls);
    for (const corner of ["top-right", "bottom-left", "top-left", "bottom-right"] as const) {
      const box = cornerBox(corner, area, width, height, 6);
      assert.ok(box.left >= area.left && box.left + width <= area.left + area.width, corner);
      assert.ok(box.top >= area.top && box.top + height <= area.top + area.height, corner);
    }
  });

  it("of charts without one do not count", () => {
    assert.equal(cornerForNotes([falls, withoutEquation(rises)], frame), "top-right");
  });
});
