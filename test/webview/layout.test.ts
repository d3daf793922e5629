import assert from "node:assert/strict";
import type { ChartGrid } from "../../src/core/views/figure";
import { enlarged, partOf } from "../../webview/chart/alone";
import { heldIn } from "../../webview/chart/pointer/drag";
import { share, valueAt } from "../../webview/chart/geometry";
import { hiddenAfter } from "../../webview/chart/pointer/hiding";
import { layOut } from "../../webview/chart/layout";
import { scalingView, trendsView } from "./sample";

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `domain ${i}`);
const ids = (grid: ChartGrid, width: number, height = 800): (string | undefined)[][] =>
  layOut(grid, { width, height }).lines.map(({ charts }) => charts.map((chart) => chart?.id));

describe("layout", () => {
  const study = scalingView().figure;

  it("is rows by columns under shared heads where the columns fit", () => {
    for (const width of [640, 1200]) {
      const layout = layOut(study, { width, height: 800 });
      assert.deepEqual(layout.columns, study.columns);
      assert.deepEqual(
        layout.lines.map(({ head }) => head),
        study.rows,
      );
      assert.equal(layout.perLine, 3);
      assert.ok(layout.lines.every(({ captioned }) => !captioned));
    }
  });

  it("breaks rows into lines of titled charts where they do not", () => {
    const layout = layOut(study, { width: 420, height: 800 });
    assert.deepEqual(layout.columns, []);
    assert.equal(layout.lines.length, 8);
    assert.ok(layout.lines.every(({ captioned, charts }) => captioned && charts.length <= 2));
    assert.deepEqual(
      layout.lines.map(({ head }) => head !== ""),
      [true, false, true, false, true, false, true, false],
    );
  });

  it("shows every chart exactly once, from one to sixty, at any width", () => {
    for (const count of [1, 2, 3, 7, 60]) {
      const { figure: grid } = trendsView(["run"], names(count));
      for (const width of [120, 300, 640, 1000, 2400]) {
        assert.deepEqual(ids(grid, width).flat().sort(), names(count).sort(), `${count} at ${width}`);
      }
    }
  });

  it("fills lines evenly", () => {
    const { figure: grid } = trendsView(["run"], names(8));
    assert.deepEqual(
      ids(grid, 1100).map((line) => line.length),
      [4, 4],
    );
  });

  it("keeps holes of a matrix, so that columns stay columns", () => {
    const holed = { ...study, charts: study.charts.filter(({ row, column }) => row !== 1 || column !== 1) };
    assert.deepEqual(ids(holed, 1000)[1], ["40-20-40|image-caption", undefined, "40-20-40|text"]);
  });

  it("fills the pane at any height that lets its rows be read, and scrolls below that", () => {
    for (const height of [900, 1100, 2000]) {
      const { lines, height: own } = layOut(study, { width: 1200, height });
      // Heads, gaps and the title of the x axis take the rest.
      const left = height - lines.length * own;
      assert.ok(left >= 0 && left < 28 + 36 * lines.length + 22 + lines.length, `${height}: ${left} px are left`);
    }
    const one = layOut(trendsView(["run"], ["loss"]).figure, { width: 3000, height: 3000 }).height;
    assert.ok(one > 2900, String(one));
    assert.equal(layOut(study, { width: 1200, height: 300 }).height, 148);
  });

  it("keeps equations inside the plots, small ones too", () => {
    for (const width of [640, 1200]) assert.equal(layOut(study, { width, height: 1100 }).notes, "top-right");
  });

  it("shares the titles of axes only where all are the same", () => {
    const other = {
      ...study,
      charts: study.charts.map((chart, at) => (at === 3 ? { ...chart, y: { ...chart.y, title: "Accuracy" } } : chart)),
    };
    assert.equal(layOut(study, { width: 1000, height: 800 }).yTitle, "Cross-entropy (nats/token)");
    assert.equal(layOut(other, { width: 1000, height: 800 }).yTitle, undefined);
    assert.equal(layOut(other, { width: 1000, height: 800 }).xTitle, "Training FLOPs");
  });

  it("stands for a grid of nothing", () => {
    const layout = layOut({ kind: "grid", rows: [], columns: [], charts: [], legend: [] }, { width: 0, height: 0 });
    assert.ok(layout.height > 0 && layout.perLine === 1);
  });
});

describe("a part of the grid over the whole pane", () => {
  const study = scalingView().figure;

  it("is a row, a column, or the one chart where they meet", () => {
    const chart = partOf(study, { row: "40-20-40", column: "text" });
    assert.deepEqual(
      chart?.charts.map(({ id, row, column }) => [id, row, column]),
      [["40-20-40|text", 0, 0]],
    );
    assert.equal(partOf(study, { column: "text" })?.charts.length, 4);
    assert.equal(partOf(study, { row: "40-20-40" })?.charts.length, 3);
    assert.equal(partOf(study, {})?.charts.length, 12);
    assert.equal(partOf(study, { column: "code" }), undefined);
  });

  it("fills the pane, and a second double click on its title is the way back", () => {
    const one = partOf(study, { row: "40-20-40", column: "text" }) ?? assert.fail();
    assert.ok(layOut(one, { width: 1200, height: 800 }).height > 700);
    const title = { row: "40-20-40", column: "text" };
    assert.deepEqual(enlarged({}, title), title);
    assert.deepEqual(enlarged(title, title), {});
    assert.deepEqual(enlarged({ column: "text" }, { row: "40-20-40" }), title);
  });
});

describe("dragging over a chart", () => {
  const box = { left: 50, top: 10, width: 200, height: 100 };

  it("takes the sides that it moved along, inside the plot, whichever way", () => {
    assert.deepEqual(heldIn({ x: 150, y: 60 }, { x: 100, y: 62 }, box), { x: [0.25, 0.5] });
    assert.deepEqual(heldIn({ x: 150, y: 60 }, { x: 155, y: 500 }, box), { y: [0, 0.5] });
    assert.deepEqual(heldIn({ x: 0, y: 0 }, { x: 500, y: 500 }, box), { x: [0, 1], y: [0, 1] });
    assert.deepEqual(heldIn({ x: 150, y: 60 }, { x: 153, y: 63 }, box), {});
  });

  it("reads values back from where they were placed", () => {
    for (const scale of ["log", "linear"] as const) {
      const axis = { title: "", scale, min: 2, max: 2000, ticks: [] };
      for (const value of [2, 3, 500, 2000]) {
        assert.ok(Math.abs(valueAt(axis, share(axis, value)) - value) < 1e-9 * value);
      }
    }
  });
});

describe("a click in the legend", () => {
  const entry = (label: string, hidden = false) => ({ label, tint: {}, role: "curve" as const, key: label, hidden });
  const legend = [
    { title: "mix", entries: [entry("a"), entry("b", true), entry("c")] },
    { title: "size", entries: [entry("x")] },
  ];

  it("hides and shows again", () => {
    assert.deepEqual(hiddenAfter({ legend }, "a", false), ["b", "a"]);
    assert.deepEqual(hiddenAfter({ legend }, "b", false), []);
  });

  it("with Alt shows one alone, and then all again", () => {
    assert.deepEqual([...hiddenAfter({ legend }, "a", true)].sort(), ["b", "c"]);
    const solo = [{ title: "mix", entries: [entry("a"), entry("b", true), entry("c", true)] }];
    assert.deepEqual(hiddenAfter({ legend: solo }, "a", true), []);
  });
});
