import assert from "node:assert/strict";
import { formulaError, formulaId, lawOf, laws } from "../../../src/core/laws/index";
import { formulaLaw } from "../../../src/core/laws/formula/formula";
import { parseFormula } from "../../../src/core/laws/formula/parse";
import type { Law } from "../../../src/core/laws/law";

function law(text: string, inputs: readonly string[] = []): Law {
  const made = lawOf(formulaId(text, inputs));
  assert.ok(made, formulaError(formulaId(text, inputs))?.message);
  return made;
}

function value(text: string, x = 1): number {
  const out = new Float64Array(1);
  const made = law(`${text} + 0*x*k`);
  made.bind({ x: Float64Array.of(x) }, 1).evaluate(new Float64Array(made.params.length), out);
  return out[0] ?? NaN;
}

describe("formula", () => {
  it("reads arithmetic as mathematics does", () => {
    const known: [string, number][] = [
      ["1 + 2*3", 7],
      ["2^3^2", 512],
      ["-2^2", -4],
      ["2^-1", 0.5],
      ["(1 + 2)*3 - 4/8", 8.5],
      ["8/4/2", 1],
      ["1 - 2 - 3", -4],
      ["exp(log(5)) + ln(exp(2))", 7],
      ["sqrt(16) + min(1, 2) + max(1, 2) + tanh(0)", 7],
      ["1.5e2·2 − 1", 299],
      ["2**3", 8],
      ["--2", 2],
    ];
    for (const [text, want] of known) assert.ok(Math.abs(value(text) - want) < 1e-12, `${text} = ${value(text)}`);
  });

  it("says what is wrong and where", () => {
    const known: [string, number, RegExp][] = [
      ["E + ", 4, /ends too early/],
      ["E + )", 4, /out of place/],
      ["E + A*N^-alpha)", 14, /out of place/],
      ["(E + A*N", 8, /missing/],
      ["E # N", 2, /no meaning/],
      ["sin(N)", 6, /no function “sin”/],
      ["min(N)", 5, /two values/],
      ["1e999*N", 5, /too large/],
      ["E N", 2, /out of place/],
    ];
    for (const [text, at, message] of known) {
      const error = parseFormula(text);
      assert.ok("message" in error, text);
      assert.match(error.message, message);
      assert.ok(Math.abs(error.at - at) <= 2, `${text}: at ${error.at}`);
    }
  });

  it("refuses what holds no law", () => {
    for (const text of [
      "",
      "E + A",
      "N + D",
      "N^2",
      "E + A*N where",
      "E + A*N where E",
      "E + A*N where Q >= 1",
      "A*N where A in 2..1",
    ])
      assert.equal(lawOf(formulaId(text)), undefined, text);
    assert.equal(lawOf(formulaId("(".repeat(5000))), undefined);
    assert.equal(lawOf(formulaId(`${"(".repeat(300)}N*a${")".repeat(300)}`)), undefined);
    assert.equal(lawOf(formulaId(`${"-".repeat(900)}N*a`)), undefined);
    assert.match(formulaError(formulaId("E + A"))?.message ?? "", /none of E, A is a column/);
  });

  it("finds linear parameters and terms", () => {
    const surface = law("L = E + A*N^-alpha + B/D^beta");
    assert.deepEqual(surface.linear, ["E", "A", "B"]);
    assert.deepEqual(surface.terms, [
      { coefficient: "A", input: "N", exponent: "alpha" },
      { coefficient: "B", input: "D", exponent: "beta" },
    ]);
    assert.equal(surface.formula, "L = {E} + {A}·{N}^(−{alpha}) + {B}/{D}^({beta})");
    assert.deepEqual(law("E + A*N^-alpha + B*D^-beta*(1 + g*m)", ["m"]).linear, ["E", "A", "B"]);
    assert.deepEqual(law("1 + A*N^-alpha").linear, ["A"]);
    assert.equal(law("1 + A*N^-alpha").remainder, true);
    assert.deepEqual(law("exp(a + b*N)").linear, []);
    assert.equal(law("A*N^-a + B*(N*D)^-b").terms, undefined);
  });

  it("keeps bounds and starts", () => {
    const { params } = law("E + A*N^-alpha where E >= 1, alpha in 0.1..0.9, A <= 1e3");
    const by = new Map(params.map((param) => [param.id, param]));
    assert.equal(by.get("E")?.lower, 1);
    assert.equal(by.get("A")?.upper, 1e3);
    assert.deepEqual([by.get("alpha")?.lower, by.get("alpha")?.upper], [0.1, 0.9]);
    const start = formulaLaw("tanh(g*x) + 0*x where g = 0.25", { id: "own", label: "Own", inputs: ["x"] });
    assert.ok(!("message" in start));
    assert.deepEqual(start.params[0]?.grid, [0.25]);
  });

  it("writes every law of the list as a template that names its parameters and inputs", () => {
    for (const { id, formula, params, inputs } of laws)
      for (const name of [...params.map((param) => param.id), ...inputs])
        assert.ok(formula.includes(`{${name}}`), `${id} ${name}`);
  });
});
