import assert from "node:assert/strict";
import { writeEquation } from "../../src/core/print/equation";
import { laws } from "../../src/core/laws/index";
import { termsOf } from "../../webview/shared/terms";

const text = (pieces: ReturnType<typeof termsOf>[number]): string =>
  pieces.map(({ text: part, raised }) => (raised ? `^${part}` : part)).join("");
const of = (template: string): string[] =>
  termsOf(writeEquation(template, new Map(), new Map(), "").pieces).map((term) => text(term));

describe("terms of a law", () => {
  it("start with their sign, and keep brackets and exponents whole", () => {
    assert.deepEqual(of("L = {E} + {A}·{N}^(−{alpha}) + {B}·{D}^(−{beta})"), ["L = E", "+ A·N^−alpha", "+ B·D^−beta"]);
    assert.deepEqual(of("L = exp({s}·{N}^(−{q}) + {S}) − {B}"), ["L = exp(s·N^−q + S)", "− B"]);
    assert.deepEqual(of("L = {a}·{x}^(−{b})"), ["L = a·x^−b"]);
  });

  it("lose nothing of any law", () => {
    for (const { id, formula } of laws) {
      const { pieces } = writeEquation(formula, new Map(), new Map(), "");
      assert.equal(of(formula).join(" "), text(pieces), id);
    }
  });
});
