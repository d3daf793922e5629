import assert from "node:assert/strict";
import { studentCritical } from "../../../src/core/stats/student";

describe("student", () => {
  it("is scipy's stats.t.ppf", () => {
    const known = [
      [0.95, 1, 12.706204736174694],
      [0.95, 2, 4.302652729749462],
      [0.95, 3.5, 2.9400886379827282],
      [0.95, 30, 2.0422724563012378],
      [0.95, 200, 1.9718962236339088],
      [0.9, 5, 2.0150483733330233],
    ];
    for (const [level = NaN, df = NaN, t = NaN] of known)
      assert.ok(Math.abs(studentCritical(level, df) / t - 1) < 1e-9, `${level} ${df}`);
  });

  it("is NaN where there is no distribution", () => {
    assert.ok(Number.isNaN(studentCritical(0.95, 0)));
    assert.ok(Number.isNaN(studentCritical(1, 5)));
  });
});
