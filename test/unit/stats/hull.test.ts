import assert from "node:assert/strict";
import { lowerHull, readHull } from "../../../src/core/stats/hull";

describe("hull", () => {
  const x = Float64Array.of(0, 1, 2, 3, 4);

  it("keeps the vertices below and reads lines between them", () => {
    const y = Float64Array.of(4, 3, 1, 1.5, 0);
    const vertices = lowerHull(x, y);
    assert.deepEqual([...vertices], [0, 2, 4]);
    assert.deepEqual([...readHull(x, y, vertices)], [4, 2.5, 1, 0.5, 0]);
  });

  it("leaves out what is not there, and leaves it NaN", () => {
    const y = Float64Array.of(4, NaN, 1, 1.5, NaN);
    assert.deepEqual([...lowerHull(x, y)], [0, 2, 3]);
    assert.ok(Number.isNaN(readHull(x, y, lowerHull(x, y))[1]));
  });

  it("has no vertices for no points", () => {
    assert.equal(lowerHull(new Float64Array(0), new Float64Array(0)).length, 0);
  });
});
