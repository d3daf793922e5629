import assert from "node:assert/strict";
import type { ChartGrid } from "../../src/core/views/figure";
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
