import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { predict } from "../../../src/core/fit/solve/predict";
import { lawOf } from "../../../src/core/laws/index";
import type { FitReport } from "../../../src/core/export/studyReport";
import { python } from "../../../src/core/export/python";

function report(
  law: string,
  values: Readonly<Record<string, number>>,
  group: Readonly<Record<string, string>>,
): FitReport {
  const coefficients = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, low: null, high: null }]),
  );
  return {
    group,
    law,
    formula: lawOf(law)?.formula.replace(/[{}]/g, "") ?? "",
    status: "fitted",
    points: 9,
    runs: 9,
    coefficients,
    r2: 1,
    objective: { id: "log-mse", value: 0 },
    minFlops: 0,
    range: { N: [1, 2] },
    warnings: [],
  };
}

/** Laws, with values for them and a place. */
const cases: readonly (readonly [string, Readonly<Record<string, number>>, Readonly<Record<string, number>>])[] = [
  ["power", { a: 47.97, b: 0.061 }, { x: 3.3e21 }],
  ["power-floor", { E: 1.7, a: 300, b: 0.12 }, { x: 1e20 }],
  ["chinchilla", { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 }, { N: 7e9, D: 1.4e11 }],
  ["gadre", { E: 1.83, alpha: 166, beta: 366, b: 0.27 }, { N: 7e9, D: 1.4e11 }],
  ["kaplan", { Nc: 8.8e13, Dc: 5.4e13, alphaN: 0.076, alphaD: 0.095 }, { N: 7e9, D: 1.4e11 }],
  ["farseer", { s: -0.02, q: -0.1, S: -0.4, B: 30, b: 0.15, Q: -1, A: -0.1, a: -0.1, E: -0.5 }, { N: 7e9, D: 1.4e11 }],
  ["broken", { E: 1.5, a: 20, b: 0.06, c: 0.05, d: 1e20, f: 0.4 }, { x: 1e22 }],
  [
    "moe",
    { E: 1.5, A: 300, B: 400, G: 0.1, H: 2, alpha: 0.3, beta: 0.3, lambda: 0.2, delta: 0.1, gamma: 0.2 },
    { N: 7e9, D: 1e11, active: 1e9 },
  ],
  [
    "formula:E + A*N^-alpha*max(1, log(D)) - tanh(lambda/2)*sqrt(exp(-π))",
    { E: 2, A: 300, alpha: 0.3, lambda: 0.4, π: 3 },
    { N: 7e9, D: 1e11 },
  ],
];

describe("laws as Python", () => {
  const hostile = '45" ) \n import os # \u2028x';
  const fits = cases.map(([law, values], i) =>
    report(law, values, { mix: i === 0 ? hostile : "45-45-10", domain: "text" }),
  );
  const bad: FitReport = { ...report("power", {}, { mix: "none" }), status: "not-fitted", reason: "too\nfew" };
  const text = python.write({ fits: [...fits, bad], protocol: { x: "flops", by: "a\nb" } });

  it("has a function a law, and text from logs in comments and strings only", () => {
    assert.equal(text.match(/^def loss_/gm)?.length, cases.length);
    assert.equal(text.match(/^ *import /gm)?.length, 1);
    assert.match(
      text,
      /def loss_45_import_os_x_text\(C\):\n {4}a = 47\.97\n {4}b = 0\.061\n {4}return \(a \* \(C \*\* \(-b\)\)\)/,
    );
    assert.match(text, /# Not fitted: too few\n/);
    assert.match(text, /lambda_ = 0\.2/);
  });

  it("gives the engine's numbers", function () {
    const names = [...text.matchAll(/^def (\w+)/gm)].map(([, name]) => name);
    const script = `${text}\nfor value in [${names.map((name, i) => `${name}(${argumentsOf(i)})`).join(", ")}]:\n    print(repr(value))\n`;
    const done = spawnSync("python3", ["-I", "-"], { input: script, encoding: "utf8" });
    if (done.error !== undefined) {
      console.warn("python3 is not there: its numbers are not compared");
      return this.skip();
    }
    assert.equal(done.status, 0, done.stderr);
    const said = done.stdout.trim().split("\n").map(Number);
    cases.forEach(([law, values, at], i) => {
      const coefficients = Object.entries(values).map(([id, value]) => ({ id, symbol: id, meaning: "", value }));
      const wanted = predict({ law, coefficients }, at);
      assert.ok(Math.abs(said[i]! / wanted - 1) < 1e-12, `${law}: ${said[i]} is not ${wanted}`);
    });
  });

  /** Arguments by name, for a function may ask for them in another order. */
  function argumentsOf(i: number): string {
    const at = cases[i]?.[2] ?? {};
    return Object.entries(at)
      .map(([name, value]) => `${name === "x" ? "C" : name}=${value}`)
      .join(", ");
  }
});
