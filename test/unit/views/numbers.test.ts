import assert from "node:assert/strict";
import { count, decimals, duration, percent, scientific, significant } from "../../../src/core/print/numbers";

describe("numbers for reading", () => {
  it("writes counts with the field's suffixes", () => {
    const cases: [number, string][] = [
      [950, "950"],
      [999.6, "1k"],
      [1.627e9, "1.63B"],
      [4e11, "400B"],
      [1e12, "1T"],
      [999.9e9, "1T"],
      [2.5e16, "2.5×10¹⁶"],
      [0, "0"],
      [NaN, "–"],
    ];
    for (const [value, text] of cases) assert.equal(count(value), text);
  });

  it("writes powers of ten raised and ordinary sizes plain", () => {
    assert.equal(scientific(3e19), "3×10¹⁹");
    assert.equal(scientific(1e22), "10²²");
    assert.equal(scientific(-1e22), "−10²²");
    assert.equal(scientific(47.97, 4), "47.97");
    assert.equal(scientific(0), "0");
    assert.equal(scientific(2.5e-7, 2), "2.5×10⁻⁷");
    assert.equal(scientific(Infinity), "∞");
  });

  it("never shows NaN as a figure", () => {
    for (const write of [count, scientific, percent, duration]) assert.equal(write(NaN), "–");
    assert.equal(significant(NaN, 3), "–");
    assert.equal(decimals(NaN, 3), "–");
  });

  it("signs shares and splits durations", () => {
    assert.equal(percent(0.0123), "+1.23 %");
    assert.equal(percent(-0.5), "−50.00 %");
    assert.equal(duration(59.2), "59.2 s");
    assert.equal(duration(3725), "1 h 2 min");
    assert.equal(duration(200_000), "2 d 7 h");
  });
});
