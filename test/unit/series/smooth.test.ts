import assert from "node:assert/strict";
import { smooth } from "../../../src/core/series/smooth";

describe("smooth", () => {
  it("changes nothing at weight 0 and nothing in a constant", () => {
    assert.deepEqual([...smooth(Float64Array.of(1, 5, 2), 0)], [1, 5, 2]);
    for (const v of smooth(new Float64Array(50).fill(3), 0.9)) assert.ok(Math.abs(v - 3) < 1e-12);
  });

  it("is TensorBoard's debiased average without x", () => {
    const y = [4, 2, 6, 1];
    let last = 0;
    const expected = y.map((v, i) => {
      last = last * 0.6 + 0.4 * v;
      return last / (1 - 0.6 ** (i + 1));
    });
    smooth(Float64Array.from(y), 0.6).forEach((v, i) => {
      assert.ok(Math.abs(v - (expected[i] ?? NaN)) < 1e-12);
    });
  });

  it("fades with the distance on the axis when given x", () => {
    const x = Float64Array.of(0, 1, 1000);
    const y = Float64Array.of(10, 0, 5);
    const out = smooth(y, 0.9, x);
    assert.ok((out[1] ?? 0) > 4, "near: averaged");
    assert.ok(Math.abs((out[2] ?? 0) - 5) < 1e-9, "far: forgotten");
  });

  it("keeps gaps as gaps and does not average them in", () => {
    const out = smooth(Float64Array.of(2, NaN, Infinity, 2), 0.9);
    assert.deepEqual([...out], [2, NaN, Infinity, 2]);
    assert.equal(smooth(new Float64Array(0), 0.5).length, 0);
  });
});
