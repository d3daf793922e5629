import assert from "node:assert/strict";
import { smooth } from "../../../src/core/series/smooth";
import { normal, random } from "../../../src/core/stats/random";

describe("smooth", () => {
  it("changes nothing at strength 0 and nothing in a constant", () => {
    assert.deepEqual([...smooth(Float64Array.of(1, 5, 2), 0)], [1, 5, 2]);
    for (const v of smooth(new Float64Array(50).fill(3), 0.9)) assert.ok(Math.abs(v - 3) < 1e-12);
  });

  it("leaves a straight line as it is, up to both ends, at any spacing", () => {
    const x = Float64Array.of(0, 1, 2, 5, 9, 10, 400, 420, 421, 1000);
    const line = x.map((v) => 7 - 0.003 * v);
    for (const strength of [0.5, 0.94, 0.99])
      smooth(line, strength, x).forEach((v, i) => {
        assert.ok(Math.abs(v - (line[i] ?? NaN)) < 1e-9, `${strength} ${i} ${v}`);
      });
  });

  it("lies on a falling noisy curve, not above it, and takes the noise off", () => {
    const draw = normal(random(1));
    const x = Float64Array.from({ length: 2000 }, (_, i) => Math.log(i + 100));
    const truth = x.map((u) => 2 + 8 * Math.exp(-0.4 * u));
    const noisy = truth.map((v) => v + 0.05 * draw());
    const off = smooth(noisy, 0.94, x).map((v, i) => v - (truth[i] ?? NaN));
    const mean = (part: Float64Array): number => part.reduce((sum, v) => sum + v, 0) / part.length;
    assert.ok(Math.abs(mean(off)) < 0.002, `${mean(off)}`);
    assert.ok(Math.abs(mean(off.subarray(-200))) < 0.005, `${mean(off.subarray(-200))}`);
    assert.ok(Math.sqrt(mean(off.map((v) => v * v))) < 0.02);
  });

  it("fades with the distance on the axis when given x", () => {
    const x = Float64Array.of(0, 1, 2, 1000);
    const y = Float64Array.of(10, 0, 10, 5);
    const out = smooth(y, 0.9, x);
    assert.ok((out[1] ?? 0) > 4, "near: averaged");
    assert.ok(Math.abs((out[3] ?? 0) - 5) < 1e-6, "far: forgotten");
  });

  it("is the same from either end", () => {
    const y = Float64Array.of(4, 2, 6, 1, 3, 3, 8);
    const there = smooth(y, 0.7);
    const back = smooth(y.slice().reverse(), 0.7).reverse();
    there.forEach((v, i) => {
      assert.ok(Math.abs(v - (back[i] ?? NaN)) < 1e-12);
    });
  });

  it("keeps gaps as gaps and does not count them", () => {
    const out = smooth(Float64Array.of(2, NaN, Infinity, 2), 0.9);
    assert.deepEqual([...out], [2, NaN, Infinity, 2]);
    assert.equal(smooth(new Float64Array(0), 0.5).length, 0);
  });
});
