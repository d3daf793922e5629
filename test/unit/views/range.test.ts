import assert from "node:assert/strict";
import { courseRange } from "../../../src/core/views/range";
import { linearAxis } from "../../../src/core/views/axes";
import { leaving, noNumbers, turning } from "../../../src/core/views/signs";
import type { Line } from "../../../src/core/views/figure";

const curve = Float64Array.from({ length: 1000 }, (_, i) => 2 + 2 * Math.exp(-i / 200));
const line = (x: Float64Array, y: Float64Array): Line => ({
  ...{ id: "a", run: "a", metric: "loss", role: "curve", label: "a", tint: { hue: 0 }, marks: false },
  x,
  y,
});
const steps = (y: Float64Array): Float64Array => y.map((_, i) => i);

describe("the range of y", () => {
  it("loses nothing of a smooth curve", () => {
    assert.deepEqual(courseRange([curve], [curve], "linear"), [Math.min(...curve), 4]);
  });

  it("cuts a spike at the top and never a low", () => {
    const spiky = curve.slice();
    spiky[500] = 300;
    spiky[700] = 0.5;
    const [low, high] = courseRange([spiky], [spiky], "linear");
    assert.equal(low, 0.5);
    assert.ok(high < 5 && high > 3.8, String(high));
  });

  it("counts no value without a place: NaN, infinity, and what is not above 0 on a log axis", () => {
    const strange = Float64Array.of(NaN, 3, Infinity, -Infinity, 0, -5, 2);
    assert.deepEqual(courseRange([strange], [strange], "log"), [2, 3]);
    assert.deepEqual(courseRange([strange], [strange], "linear"), [-5, 3]);
    assert.deepEqual(courseRange([], [], "log"), [NaN, NaN]);
  });

  it("takes its top from lines that kept their course, its bottom from all", () => {
    const lost = Float64Array.of(3, 1.5, 90);
    assert.deepEqual(courseRange([curve, lost], [curve], "linear"), [1.5, 4]);
    assert.equal(courseRange([lost], [], "linear")[1], 90);
  });
});

describe("signs", () => {
  it("stand where a line leaves at the top, once each time", () => {
    const y = Float64Array.of(1, 9, 9, 1, NaN, 9, 2);
    const signs = leaving(line(steps(y), y), linearAxis("", 0, 3, String));
    assert.deepEqual(
      signs.map(({ kind, x }) => [kind, x]),
      [
        ["above", 1],
        ["above", 5],
      ],
    );
  });

  it("stand where a loss is no number, at the height it had", () => {
    const y = Float64Array.of(4, 3, NaN, NaN, 3, Infinity);
    const signs = noNumbers(line(steps(y), y), steps(y), y);
    assert.deepEqual(
      signs.map(({ x, y: height }) => [x, height]),
      [
        [2, 3],
        [5, 3],
      ],
    );
    assert.deepEqual(noNumbers(line(steps(curve), curve), steps(curve), curve), []);
  });

  it("stand where a run left its course, not on one that keeps it", () => {
    const y = Float64Array.of(5, 3, 2, 4, 60);
    assert.deepEqual(
      turning(line(steps(y), y), steps(y), y).map(({ x, y: height }) => [x, height]),
      [[2, 2]],
    );
    assert.deepEqual(turning(line(steps(curve), curve), steps(curve), curve), []);
  });
});
