import assert from "node:assert/strict";
import { coefficientText, writeEquation } from "../../../src/core/print/equation";

const write = (template: string, values: Record<string, number>): string =>
  writeEquation(template, new Map(Object.entries(values)), new Map([["x", "C"]]), "").plain;

describe("equations", () => {
  it("prints the published form", () => {
    assert.equal(write("L = {a}·{x}^(−{b})", { a: 47.97, b: 0.061 }), "L = 47.97·C^−0.061");
    assert.equal(write("L = {E} + {a}·{x}^(−{b})", { E: 1.9, a: 1234.56, b: 0.3 }), "L = 1.9 + 1235·C^−0.3");
  });

  it("brackets an exponent that is more than one number", () => {
    const tied = write("L = {E} + {beta}·6^(−{b}/2)·{x}^(−{b})", { E: 1.9, beta: 90, b: 0.2729 });
    assert.equal(tied, "L = 1.9 + 90·6^(−0.2729/2)·C^−0.2729");
  });

  it("never prints a double sign", () => {
    assert.equal(write("L = {a}·{x}^(−{b})", { a: 2, b: -0.05 }), "L = 2·C^0.05");
    assert.equal(write("L = exp({s} + {S}) − {B}", { s: 2, S: -0.5, B: -3 }), "L = exp(2 − 0.5) + 3");
    assert.equal(write("L = {s}·{S}", { s: -2, S: -0.5 }), "L = −2·−0.5");
  });

  it("raises exponents as pieces of their own", () => {
    const { pieces } = writeEquation(
      "L = {a}·{x}^(−{b}) + 1",
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
      new Map([["x", "C"]]),
      "",
    );
    assert.deepEqual(
      pieces.map(({ raised }) => raised),
      [false, true, false],
    );
  });

  it("keeps a power inside an exponent in that exponent", () => {
    const values = { B: 5, A: 2, a: 0.1, e: -1 };
    const { pieces, plain } = writeEquation(
      "L = {B}·{x}^(−exp({A}·{x}^(−{a}) + {e})) + 1",
      new Map(Object.entries(values)),
      new Map([["x", "D"]]),
      "",
    );
    assert.equal(plain, "L = 5·D^−exp(2·D^(−0.1) − 1) + 1");
    assert.deepEqual(
      pieces.map(({ raised }) => raised),
      [false, true, false],
    );
  });

  it("writes coefficients of any size", () => {
    assert.deepEqual([0.0458, 0.06100004, 25.114, 1.5e9, 2e-7, 0].map(coefficientText), [
      "0.0458",
      "0.061",
      "25.11",
      "1.5×10⁹",
      "2×10⁻⁷",
      "0",
    ]);
  });
});
