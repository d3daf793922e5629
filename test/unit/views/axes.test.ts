import assert from "node:assert/strict";
import { linearAxis, logAxis } from "../../../src/core/views/axes";
import { count, scientific, significant } from "../../../src/core/print/numbers";
import type { Axis } from "../../../src/core/views/figure";

const labels = (axis: Axis): string[] => axis.ticks.map(({ label }) => label).filter((label) => label !== "");
const loss = (value: number): string => significant(value, 4);

describe("axes", () => {
  it("labels the decades of a wide log axis", () => {
    const axis = logAxis("C", 1e19, 1e22, (value) => scientific(value, 2));
    assert.deepEqual(labels(axis), ["10¹⁹", "10²⁰", "10²¹", "10²²"]);
    assert.ok(axis.min < 1e19 && axis.max > 1e22);
  });

  it("labels what is halfway between decades where there are two", () => {
    assert.deepEqual(labels(logAxis("tokens", 1e10, 1e12, count)), ["10B", "40B", "100B", "400B", "1T"]);
  });

  it("thins the labels of a very wide log axis", () => {
    const shown = labels(logAxis("C", 1e3, 1e24, (value) => scientific(value, 2)));
    assert.ok(shown.length >= 4 && shown.length <= 6, shown.join());
  });

  it("labels a narrow log axis with round values", () => {
    assert.deepEqual(labels(logAxis("tokens", 1e11, 1e12, count)), ["100B", "200B", "500B", "1T"]);
    const narrow = labels(logAxis("CE", 2.2, 2.45, loss));
    assert.ok(narrow.length >= 3 && narrow.length <= 7, narrow.join());
  });

  it("has ticks inside its range and 3 to 8 labels, whatever the range", () => {
    for (let i = 0; i < 400; i++) {
      const low = 10 ** (((i * 37) % 240) / 10 - 3);
      const high = low * (1 + 10 ** (((i * 17) % 60) / 10 - 2));
      for (const axis of [logAxis("x", low, high, String), linearAxis("x", low, high, String)]) {
        const shown = labels(axis).length;
        assert.ok(shown >= 2 && shown <= 8, `${axis.scale} ${low}…${high}: ${shown}`);
        for (const { value } of axis.ticks)
          assert.ok(value >= axis.min && value <= axis.max, `${axis.scale} ${low}…${high}`);
      }
    }
  });

  it("stays usable with nothing, one value or values that have no place on it", () => {
    for (const axis of [
      logAxis("x", NaN, NaN, String),
      logAxis("x", -1, 5, String),
      linearAxis("x", NaN, NaN, String),
    ]) {
      assert.ok(axis.min < axis.max && axis.ticks.length > 0);
    }
    for (const axis of [linearAxis("x", 0, 0, String), linearAxis("x", 3, 3, String), logAxis("x", 3, 3, String)]) {
      assert.ok(axis.min < axis.max);
    }
  });
});
