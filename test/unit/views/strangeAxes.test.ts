import assert from "node:assert/strict";
import { linearAxis, logAxis } from "../../../src/core/views/axes";
import { random } from "../../../src/core/stats/random";

const strange = [
  0,
  5e-324,
  2.2250738585072014e-308,
  1e-300,
  1e-45,
  3,
  3.0000000000000004,
  2 ** 53,
  2 ** 53 + 2,
  3.4028235e38,
  1e300,
  1.7e308,
  1.7976931348623157e308,
  NaN,
  Infinity,
];

/** With the ticks counted by adding 1 to a number beyond 2^53 these never returned. */
describe("axes of strange ranges", () => {
  const check = (low: number, high: number): void => {
    for (const axis of [linearAxis("x", low, high, String), logAxis("x", low, high, String)]) {
      const where = `${axis.scale} ${low} … ${high}`;
      assert.ok(Number.isFinite(axis.min) && Number.isFinite(axis.max) && axis.min < axis.max, where);
      assert.ok(axis.ticks.length >= 1 && axis.ticks.length <= 60, `${where}: ${axis.ticks.length} ticks`);
      for (const { value } of axis.ticks) assert.ok(Number.isFinite(value), where);
      const values = axis.ticks.map(({ value }) => value);
      assert.equal(new Set(values).size, values.length, where);
      if (axis.scale === "log") assert.ok(axis.min > 0, where);
    }
  };

  it("end, finite and with few ticks, for every pair", () => {
    for (const low of [...strange, ...strange.map((v) => -v)])
      for (const high of [...strange, ...strange.map((v) => -v)]) check(low, high);
  });

  it("do so a few ulps apart, at every size", () => {
    const uniform = random(7);
    for (let k = 0; k < 2000; k++) {
      const low = (uniform() < 0.3 ? -1 : 1) * 10 ** (uniform() * 600 - 300);
      const high = low + Math.abs(low) * 2 ** -(52 * uniform()) * (1 + Math.floor(4 * uniform()));
      check(low, high);
    }
  });
});
