import assert from "node:assert/strict";
import type { Axis, Line } from "../../src/core/views/figure";
import { besidePoint, nearest, place, share, step, thinLabels } from "../../webview/chart/geometry";

const linear: Axis = { title: "y", scale: "linear", min: 0, max: 10, ticks: [] };
const log: Axis = { title: "x", scale: "log", min: 1, max: 1e4, ticks: [] };
const area = { left: 0, top: 0, width: 400, height: 100 };
const line = (id: string, x: number[], y: number[], role: Line["role"] = "curve"): Line => ({
  id,
  role,
  label: id,
  tint: {},
  marks: false,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
  ...(role === "curve" || role === "raw" ? { run: id, metric: "loss" } : {}),
});

describe("places", () => {
  it("stand where the axis says", () => {
    assert.equal(share(linear, 2.5), 0.25);
    assert.ok(Math.abs(share(log, 100) - 0.5) < 1e-12);
    assert.deepEqual(place(log, linear, { left: 10, top: 5, width: 400, height: 100 }, 1, 10), { x: 10, y: 5 });
  });

  it("do not exist for what is not above 0 on a log axis", () => {
    for (const value of [0, -1, NaN]) assert.ok(Number.isNaN(share(log, value)));
  });
});

describe("nearest point", () => {
  const chart = { x: log, y: linear, lines: [line("a", [1, 10, 100], [5, NaN, 5]), line("b", [100], [6])] };

  it("is found within reach, and not beyond", () => {
    assert.equal(nearest(chart, area, { x: 203, y: 52 }, 24)?.line.id, "a");
    assert.equal(nearest(chart, area, { x: 203, y: 43 }, 24)?.line.id, "b");
    assert.equal(nearest(chart, area, { x: 224, y: 50 }, 24)?.index, 2);
    assert.equal(nearest(chart, area, { x: 224.1, y: 50 }, 24), undefined);
  });

  it("is never a gap, a raw line, a frontier or a law", () => {
    assert.equal(nearest(chart, area, { x: 100, y: 50 }, 24), undefined);
    const others = (["raw", "frontier", "law", "beyond"] as const).map((role) => line(role, [100], [5], role));
    assert.equal(nearest({ ...chart, lines: others }, area, { x: 200, y: 50 }, 24), undefined);
  });
});

describe("tick labels", () => {
  const ticks = [0, 1, 2, 3, 4].map((value) => ({ value, label: `v${value}` }));
  const axis: Axis = { ...linear, max: 4, ticks };

  it("all stay where there is room", () => {
    assert.deepEqual(
      thinLabels(axis, 400, () => 20, 8),
      ticks,
    );
  });

  it("give way to the one before, and keep their tick", () => {
    const thinned = thinLabels(axis, 100, () => 30, 8);
    assert.deepEqual(
      thinned.map(({ label }) => label),
      ["v0", "", "v2", "", "v4"],
    );
    assert.equal(thinned.length, 5);
  });

  it("on a log axis decades stay, and what is between them gives way", () => {
    const ticks = [1, 5, 10, 50, 100].map((value) => ({ value, label: `v${value}` }));
    const shown = (length: number): string[] =>
      thinLabels({ ...log, max: 100, ticks }, length, () => 30, 8).map(({ label }) => label);
    assert.deepEqual(shown(300), ["v1", "v5", "v10", "v50", "v100"]);
    assert.deepEqual(shown(200), ["v1", "", "v10", "", "v100"]);
    assert.deepEqual(shown(60), ["v1", "", "", "", "v100"]);
  });
});

describe("tooltip", () => {
  const size = { width: 200, height: 150 };
  const window = { width: 1000, height: 700 };

  it("goes right of and above the point", () => {
    assert.deepEqual(besidePoint({ x: 300, y: 400 }, size, window, 14), { x: 314, y: 236 });
  });

  it("turns to the other side at the edges", () => {
    assert.deepEqual(besidePoint({ x: 950, y: 400 }, size, window, 14), { x: 736, y: 236 });
    assert.deepEqual(besidePoint({ x: 300, y: 60 }, size, window, 14), { x: 314, y: 74 });
  });

  it("is inside the window wherever the point is", () => {
    for (let x = 0; x <= 1000; x += 50) {
      for (let y = 0; y <= 700; y += 50) {
        const spot = besidePoint({ x, y }, size, window, 14);
        assert.ok(spot.x >= 4 && spot.x + size.width <= 996 && spot.y >= 4 && spot.y + size.height <= 696, `${x},${y}`);
      }
    }
    assert.deepEqual(besidePoint({ x: 10, y: 10 }, { width: 2000, height: 2000 }, window, 14), { x: 4, y: 4 });
  });
});

describe("keys", () => {
  const lines = [
    line("a", [1, 10, 100], [5, NaN, 3]),
    line("raw", [1], [1], "raw"),
    line("b", [9, 90], [4, 2]),
    line("empty", [], []),
    line("law", [1], [1], "law"),
  ];
  const go = (from: [string, number] | undefined, key: string): string => {
    const found = step(lines, from === undefined ? undefined : { line: from[0], index: from[1] }, key);
    return found === undefined ? "" : `${found.line.id}${found.index}`;
  };

  it("start at the newest point of the first run", () => {
    assert.equal(go(undefined, "ArrowRight"), "a2");
    assert.equal(go(["gone", 0], "ArrowLeft"), "a2");
  });

  it("walk along a line over gaps, and stop at its ends", () => {
    assert.equal(go(["a", 0], "ArrowRight"), "a2");
    assert.equal(go(["a", 2], "ArrowRight"), "a2");
    assert.equal(go(["a", 2], "ArrowLeft"), "a0");
    assert.equal(go(["a", 2], "Home"), "a0");
    assert.equal(go(["b", 0], "End"), "b1");
  });

  it("go to the next run at the nearest x, round and round", () => {
    assert.equal(go(["a", 2], "ArrowDown"), "b1");
    assert.equal(go(["a", 0], "ArrowDown"), "b0");
    assert.equal(go(["b", 1], "ArrowDown"), "a2");
    assert.equal(go(["a", 2], "ArrowUp"), "b1");
  });

  it("go nowhere on another key or with no run", () => {
    assert.equal(go(["a", 0], "x"), "");
    assert.equal(step([], undefined, "ArrowRight"), undefined);
  });
});
