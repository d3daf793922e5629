import assert from "node:assert/strict";
import { blocksOf, blockSize, extentOf } from "../../../src/core/series/blocks";
import { downsample, type Window } from "../../../src/core/series/downsample";
import { random } from "../../../src/core/stats/random";

/** The same cut made without blocks: a column at an odd place in its memory has none that are aligned with another's. */
function plainExtent(column: Float64Array, over: number): [number, number] {
  const good = [...column].filter((value) => value > over && value < Infinity);
  return good.length === 0 ? [NaN, NaN] : [Math.min(...good), Math.max(...good)];
}

describe("blocks of a column", () => {
  const uniform = random(7);
  const values = Float64Array.from({ length: 5 * blockSize + 77 }, (_, i) => {
    if (i > 700 && i < 1100) return uniform() - 0.5;
    return i === 1500 ? NaN : i === 2100 ? Infinity : 1 + uniform();
  });

  it("know the same extremes as a walk through all values", () => {
    for (const over of [-Infinity, 0, 1.5, 9]) assert.deepEqual(extentOf(values, over), plainExtent(values, over));
  });

  it("are brought up to what a growing column holds", () => {
    const memory = new Float64Array(4 * blockSize);
    memory.set(values.subarray(0, memory.length));
    for (const length of [10, blockSize, 2 * blockSize + 5, memory.length, blockSize + 1]) {
      const column = memory.subarray(0, length);
      assert.equal(blocksOf(column).count, Math.floor(length / blockSize));
      assert.deepEqual(extentOf(column, 0), plainExtent(column, 0));
    }
  });

  it("change nothing of what is drawn", () => {
    const n = 20 * blockSize + 100;
    const x = Float64Array.from({ length: n }, (_, i) => (i + 1) * 1000);
    const y = Float64Array.from({ length: n }, (_, i) => (i % 3001 === 7 ? NaN : i % 4001 === 9 ? -1 : 2 + uniform()));
    for (const scale of ["log", "linear"] as const)
      for (const yScale of ["log", "linear"] as const) {
        const window: Window = { width: 37, low: 3000, high: n * 900, scale, yScale };
        const found = downsample(x, y, window);
        assert.deepEqual(found, byHand(x, y, window), `${scale} ${yScale}`);
      }
  });
});

/** M4 by its definition, point by point. */
function byHand(
  x: Float64Array,
  y: Float64Array,
  { width, low, high, scale, yScale }: Window,
): { x: Float64Array; y: Float64Array } {
  const place = (v: number): number =>
    scale === "log" ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low);
  const columnOf = (at: number): number => (at < 0 ? -1 : at > 1 ? width : Math.min(width - 1, Math.floor(at * width)));
  const runs: { column: number; rows: number[] }[] = [];
  for (let i = 0; i < x.length; i++) {
    const gap = !Number.isFinite(y[i]) || (yScale === "log" && (y[i] ?? 0) <= 0);
    const column = gap ? NaN : columnOf(place(x[i] ?? NaN));
    const last = runs.at(-1);
    if (last !== undefined && Object.is(last.column, column)) last.rows.push(i);
    else runs.push({ column, rows: [i] });
  }
  const kept: [number, number][] = [];
  for (const { column, rows } of runs) {
    const first = rows[0] ?? -1;
    const last = rows.at(-1) ?? -1;
    if (Number.isNaN(column)) {
      if (kept.length > 0 && !Number.isNaN(kept.at(-1)?.[1])) kept.push([x[first] ?? NaN, NaN]);
      continue;
    }
    if (column === width) {
      kept.push([x[first] ?? NaN, y[first] ?? NaN]);
      break;
    }
    const by = (better: (a: number, b: number) => boolean): number =>
      rows.reduce((best, i) => (better(y[i] ?? NaN, y[best] ?? NaN) ? i : best), first);
    const four = column === -1 ? [last] : [first, by((a, b) => a < b), by((a, b) => a > b), last];
    for (const i of [...new Set(four)].sort((a, b) => a - b)) kept.push([x[i] ?? NaN, y[i] ?? NaN]);
  }
  if (Number.isNaN(kept.at(-1)?.[1])) kept.pop();
  return { x: Float64Array.from(kept, ([a]) => a), y: Float64Array.from(kept, ([, b]) => b) };
}
