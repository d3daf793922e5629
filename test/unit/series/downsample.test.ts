import assert from "node:assert/strict";
import { downsample } from "../../../src/core/series/downsample";

const range = (n: number, f: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => f(i));
const linear = { width: 100, low: 0, high: 1e5, scale: "linear" } as const;

describe("downsample", () => {
  it("keeps the ends and every extreme, within four points a pixel", () => {
    const x = range(100_001, (i) => i);
    const y = range(100_001, (i) => Math.sin(i / 300));
    y[43_210] = 50;
    y[43_211] = -50;
    const cut = downsample(x, y, linear);
    assert.ok(cut.x.length <= 404 && cut.x.length >= 200, String(cut.x.length));
    assert.equal(cut.x[0], 0);
    assert.equal(cut.x.at(-1), 100_000);
    assert.equal(Math.max(...cut.y), 50);
    assert.equal(Math.min(...cut.y), -50);
    for (let k = 1; k < cut.x.length; k++) assert.ok((cut.x[k] ?? 0) > (cut.x[k - 1] ?? 0), "in order");
  });

  it("gives the early part of a logarithmic axis its pixels", () => {
    const x = range(100_000, (i) => i + 1);
    const y = range(100_000, (i) => 3 + 1 / (i + 1));
    const cut = downsample(x, y, { width: 100, low: 1, high: 1e5, scale: "log" });
    const early = cut.x.filter((v) => v <= 1000).length;
    assert.ok(early > cut.x.length * 0.4, `${early} of ${cut.x.length}`);
  });

  it("leaves a short line as it is, in memory of its own", () => {
    const x = Float64Array.of(1, 2, 3);
    const y = Float64Array.of(5, 4, 3);
    const cut = downsample(x, y, { width: 300, low: 1, high: 3, scale: "log" });
    assert.deepEqual([...cut.y], [5, 4, 3]);
    assert.notEqual(cut.y.buffer, y.buffer);
  });

  it("shows NaN, Infinity and what a log axis cannot show as one gap", () => {
    const x = Float64Array.of(0, 1, 2, 3, 4, 5, 6);
    const y = Float64Array.of(9, 8, NaN, Infinity, -1, 7, NaN);
    const cut = downsample(x, y, { width: 300, low: 1, high: 6, scale: "log", yScale: "log" });
    assert.deepEqual([...cut.x], [1, 2, 5]);
    assert.deepEqual([...cut.y], [8, NaN, 7]);
    assert.deepEqual([...downsample(x, y, { width: 300, low: 0, high: 6, scale: "linear" }).y], [9, 8, NaN, -1, 7]);
  });

  it("draws a line to the edges of its window and no further", () => {
    const x = range(100, (i) => i);
    const cut = downsample(x, x, { width: 10_000, low: 40, high: 50, scale: "linear" });
    assert.deepEqual([cut.x[0], cut.x.at(-1), cut.x.length], [39, 51, 13]);
  });

  it("answers empty and senseless input", () => {
    const none = new Float64Array(0);
    assert.equal(downsample(none, none, linear).x.length, 0);
    const x = Float64Array.of(NaN, NaN);
    assert.equal(downsample(x, x, linear).x.length, 0);
    const same = Float64Array.of(5, 5, 5);
    assert.deepEqual([...downsample(same, Float64Array.of(1, 3, 2), { ...linear, low: 5, high: 5 }).y], [1, 3, 2]);
    assert.equal(downsample(same, same, { ...linear, low: NaN, high: NaN }).x.length, 2);
  });
});
