import assert from "node:assert/strict";
import { normalCdf } from "../../../src/core/stats/normal";

describe("normal", () => {
  it("is scipy's stats.norm.cdf", () => {
    const known = [
      [0, 0.5],
      [1, 0.8413447460685429],
      [-1.959963984540054, 0.025],
      [-3, 0.0013498980316300933],
      [-8, 6.22096057427174e-16],
      [2.999, 0.9986456634662729],
    ];
    for (const [z = NaN, p = NaN] of known) assert.ok(Math.abs(normalCdf(z) / p - 1) < 1e-9, `${z}: ${normalCdf(z)}`);
  });

  it("has an end on either side", () => {
    assert.deepEqual([normalCdf(-40), normalCdf(40)], [0, 1]);
    assert.ok(Number.isNaN(normalCdf(NaN)));
  });
});
