import assert from "node:assert/strict";
import { meanColumns } from "../../../src/core/series/columns";
import { linearAxis } from "../../../src/core/views/axes";
import { cuttingFor, cutTo, shareOf } from "../../../src/core/views/pixels";

const steps = Float64Array.from({ length: 5000 }, (_, i) => i + 1);

/** A noise of −0.5 … 0.5, the same at every run. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

describe("mean columns", () => {
  const window = { width: 40, low: 1, high: 5000, scale: "linear" } as const;

  it("keep the smallest and the largest value of a line, whatever the width", () => {
    const random = noise(1);
    const y = steps.map(() => 3 + random());
    y[1234] = 50;
    y[4321] = -50;
    for (const scale of ["linear", "log"] as const) {
      const { low, high } = meanColumns(steps, y, { ...window, scale });
      assert.deepEqual([Math.min(...low), Math.max(...high)], [-50, 50]);
    }
  });

  it("make no waves: 200 runs of 5,000 noisy points stay within 1.5 pixels of their own local mean", () => {
    const [width, height] = [800, 400];
    const runs = Array.from({ length: 200 }, (_, seed) => {
      const random = noise(seed + 1);
      return steps.map((s) => 2 + 4 * s ** -0.3 + 0.1 * random());
    });
    const lengths = runs.map(() => ({ rows: 5000, share: shareOf(steps, { low: 1, high: 5000, scale: "linear" }) }));
    const cutting = cuttingFor(width, lengths);
    const axis = linearAxis("", 2, 6, String);
    const pixel = (value: number): number => ((value - axis.min) / (axis.max - axis.min)) * height;
    for (const y of runs.slice(0, 10)) {
      const { x, y: drawn } = cutTo(cutting, steps, y, { ...window, yScale: "linear" });
      let checked = 0;
      for (let k = 1; k < x.length - 1; k++) {
        const at = Math.round(x[k] ?? NaN) - 1;
        if (at < 250 || at > 4750) continue;
        const round = y.subarray(at - 25, at + 26);
        const mean = round.reduce((sum, value) => sum + value, 0) / round.length;
        assert.ok(Math.abs(pixel(drawn[k] ?? NaN) - pixel(mean)) <= 1.5, `at ${x[k]}: ${drawn[k]} and ${mean}`);
        checked++;
      }
      assert.ok(checked > 100, String(checked));
    }
  });

  it("leave a line as it is where a column holds one point, and a gap where there is no number", () => {
    const x = Float64Array.of(1, 2, 3, 4, 5);
    const y = Float64Array.of(5, NaN, Infinity, 3, NaN);
    const cut = meanColumns(x, y, { width: 100, low: 1, high: 5, scale: "linear" });
    assert.deepEqual([...cut.x], [1, 2, 4]);
    assert.deepEqual([...cut.y], [5, NaN, 3]);
    assert.equal(cut.low.length, cut.y.length);
    const none = meanColumns(new Float64Array(0), new Float64Array(0), window);
    assert.equal(none.x.length, 0);
  });

  it("keep one point on each side of the window, so that lines reach its edges", () => {
    const cut = meanColumns(steps, steps, { width: 100, low: 2000, high: 2100, scale: "linear" });
    assert.deepEqual([cut.x[0], cut.x.at(-1)], [1999, 2101]);
  });
});

describe("how lines are cut", () => {
  it("is exact while that is not too much, and means in columns as narrow as points allow after that", () => {
    assert.deepEqual(cuttingFor(800, [{ rows: 1e6, share: 1 }]), { kind: "exact", columns: 800 });
    const many = cuttingFor(
      800,
      Array.from({ length: 200 }, () => ({ rows: 5000, share: 1 })),
    );
    assert.equal(many.kind, "mean");
    assert.ok(many.columns >= 180 && many.columns <= 200, String(many.columns));
  });

  it("spends points where lines are: ones that take a tenth of the axis each have ten times the columns", () => {
    const short = cuttingFor(
      2000,
      Array.from({ length: 200 }, () => ({ rows: 5000, share: 0.1 })),
    );
    assert.ok(short.columns > 900, String(short.columns));
    const few = cuttingFor(
      800,
      Array.from({ length: 1000 }, () => ({ rows: 30, share: 1 })),
    );
    assert.deepEqual(few, { kind: "exact", columns: 800 });
  });
});
