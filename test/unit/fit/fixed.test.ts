import assert from "node:assert/strict";
import { fitLaw } from "../../../src/core/fit/fit";
import type { Points } from "../../../src/core/fit/points/points";
import type { Fit, Fitted } from "../../../src/core/fit/result";
import { lawOf, laws } from "../../../src/core/laws/index";
import { limitedLaw, readFix } from "../../../src/core/laws/limited";
import { normal, random } from "../../../src/core/stats/random";
import { openProgram, surfaceTable } from "../cli/program";

const draw = normal(random(7));
const rows = [1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9].flatMap((N) => [2e9, 8e9, 3.2e10, 1.28e11].map((D) => ({ N, D })));
const N = Float64Array.from(rows, (row) => row.N);
const D = Float64Array.from(rows, (row) => row.D);
const loss = N.map((n, i) => (1.69 + 406.4 / n ** 0.34 + 410.7 / (D[i] ?? 1) ** 0.28) * Math.exp(0.002 * draw()));
const points: Points = {
  inputs: { N, D, x: N.map((n, i) => 6 * n * (D[i] ?? 1)) },
  loss,
  run: Int32Array.from(rows.keys()),
  runs: rows.map((_, i) => `run ${i}`),
  sizes: N,
};
const options = { objective: "log-mse", x: "flops", bootstrap: 60, seed: 1 } as const;

function fitted(fit: Fit): Fitted {
  assert.equal(fit.status, "fitted", fit.status === "fitted" ? "" : fit.reason);
  return fit;
}
const one = (fit: Fitted, id: string) => fit.coefficients.find((c) => c.id === id) ?? assert.fail(id);

describe("coefficients that are held", () => {
  it("stay at their value, have no interval, and the others are the best beside them", () => {
    const fit = fitted(fitLaw(points, { ...options, law: "chinchilla", fix: "E=1.69, alpha=.34" }));
    for (const [id, value] of [
      ["E", 1.69],
      ["alpha", 0.34],
    ] as const)
      assert.deepEqual([one(fit, id).value, one(fit, id).fixed, one(fit, id).low], [value, true, undefined]);
    for (const id of ["A", "B", "beta"]) assert.ok((one(fit, id).low ?? NaN) < (one(fit, id).high ?? NaN), id);
    // A held at its optimum moves nothing.
    const free = fitted(fitLaw(points, { ...options, law: "chinchilla" }));
    const held = fitted(fitLaw(points, { ...options, law: "chinchilla", fix: `E=${one(free, "E").value}` }));
    for (const { id, value } of free.coefficients) assert.ok(Math.abs(one(held, id).value / value - 1) < 1e-4, id);
    assert.ok(held.spread < free.spread, "one coefficient fewer is one degree of freedom more");
    assert.deepEqual(held.diagnostics?.atBound, []);
    assert.ok(held.warnings.every(({ code }) => code !== "at-bound" && code !== "floor-at-bound"));
  });

  it("are held in every law of the list, prefactors and exponents alike", () => {
    for (const law of laws) {
      for (const { id, lower, upper } of law.params) {
        const value = Math.min(Math.max(0.4, lower), upper);
        const limited = limitedLaw(law, { fix: `${id}=${value}` });
        assert.ok(!("message" in limited), law.id);
        const fit = limited.inputs.every((name) => points.inputs[name] !== undefined)
          ? fitLaw(points, { ...options, bootstrap: 0, law: law.id, fix: `${id}=${value}` })
          : undefined;
        if (fit?.status === "fitted") assert.equal(one(fit, id).value, value, `${law.id} ${id}`);
      }
    }
  });

  it("have bounds and starts too, and a law that ends on a bound that was asked for stands", () => {
    const fit = fitted(
      fitLaw(points, { ...options, bootstrap: 0, law: "chinchilla", limits: "beta in .05..0.2, E >= 1" }),
    );
    assert.equal(one(fit, "beta").value, 0.2);
    assert.ok(fit.warnings.some(({ code }) => code === "at-bound"));
    const started = fitted(
      fitLaw(points, { ...options, bootstrap: 0, law: "chinchilla", limits: "alpha = 0.3, beta = 0.3" }),
    );
    assert.ok(Math.abs(one(started, "beta").value - 0.28) < 0.03);
  });

  it("are refused where the law has none of that name, or the text is no list of values", () => {
    const fit = fitLaw(points, { ...options, law: "chinchilla", fix: "q=1" });
    assert.equal(
      fit.status === "not-fitted" && fit.reason,
      "Chinchilla has no coefficient q; there are E, A, B, alpha, beta.",
    );
    for (const text of ["E", "E=", "E=1,E=2", "E=x", "=1"]) assert.ok("message" in readFix(text), text);
    const chinchilla = lawOf("chinchilla");
    assert.ok(chinchilla !== undefined && limitedLaw(chinchilla, {}) === chinchilla);
  });

  it("stand in the protocol, the answer and the table of the command line", async () => {
    const program = openProgram();
    const path = program.file("surface.csv", surfaceTable(0.002));
    const args = [
      "fit",
      path,
      "--metric",
      "loss",
      "--by",
      "none",
      "--law",
      "chinchilla",
      "--points",
      "final",
      "--bootstrap",
      "50",
    ];
    const text = (await program.run(...args, "--fix", "E=1.69", "--bound", "alpha=0.1..0.9")).out;
    assert.match(text, /E +1\.69 +fixed/);
    assert.match(text, /Fixed +E=1\.69/);
    assert.match(text, /Bounds and starts +alpha in 0\.1\.\.0\.9/);
    const { out } = await program.run(...args, "--fix", "E=1.69", "--json");
    const report = JSON.parse(out) as {
      protocol: { fix: string };
      fits: { coefficients: { E: { value: number; low: number | null; fixed: boolean } } }[];
    };
    assert.equal(report.protocol.fix, "E=1.69");
    assert.deepEqual(report.fits[0]?.coefficients.E, { value: 1.69, low: null, high: null, fixed: true });
    assert.equal((await program.run(...args, "--fix", "E")).code, 2);
    program.close();
  });
});
