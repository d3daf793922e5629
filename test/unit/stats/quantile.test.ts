import assert from "node:assert/strict";
import { mad } from "../../../src/core/stats/mad";
import { median } from "../../../src/core/stats/median";
import { quantile } from "../../../src/core/stats/quantile";

describe("quantile", () => {
  it("interpolates as NumPy does", () => {
    assert.equal(quantile([3, 1, 4, 1, 5], 0.25), 1);
    assert.equal(quantile([1, 2, 3, 4], 0.5), 2.5);
    assert.ok(Math.abs(quantile([1, 2, 3, 4], 0.1)! - 1.3) < 1e-15);
    assert.equal(quantile([1, NaN, 3], 1), 3);
  });

  it("is undefined for no values, as are median and mad", () => {
    for (const f of [median, mad]) assert.equal(f([]), undefined);
    assert.equal(quantile([NaN], 0.5), undefined);
  });

  it("gives the middle and the spread", () => {
    assert.equal(median([9, 1, 2]), 2);
    assert.equal(mad([1, 1, 2, 2, 4, 6, 9]), 1);
  });
});
