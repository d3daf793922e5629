import assert from "node:assert/strict";
import { fitGroup } from "../../../src/core/fit/group";
import { fitLaw, type FitOptions } from "../../../src/core/fit/fit";
import type { Points } from "../../../src/core/fit/points/points";
import { defaultProtocol } from "../../../src/core/fit/protocol/protocol";
import type { Fitted, WarningCode } from "../../../src/core/fit/result";
import type { Inputs } from "../../../src/core/laws/law";
import { predictTarget } from "../../../src/core/plan/target";
import { normal, random } from "../../../src/core/stats/random";

const n = 48;
const rows = Array.from({ length: n }, (_, i) => i);
const sizes = Float64Array.from(rows, (i) => 1e8 * 2 ** (i % 8));
const tokens = Float64Array.from(rows, (i) => 2e9 * 3 ** Math.floor(i / 8));
const x = Float64Array.from(rows, (i) => 1e18 * 1.2 ** i);

function surface(N: Float64Array, D: Float64Array, noise = 0): Float64Array {
  const draw = normal(random(4));
  return N.map((size, i) => (1.69 + 406 / size ** 0.34 + 411 / (D[i] ?? NaN) ** 0.28) * Math.exp(noise * draw()));
}

function fitted(
  inputs: Inputs,
  loss: Float64Array,
  change: Partial<FitOptions> = {},
  run = loss.map((_, i) => i),
): Fitted {
  const points: Points = {
    inputs,
    loss,
    run: Int32Array.from(run),
    runs: [...new Set(run)].map((r) => `run ${r}`),
    sizes: inputs["N"] ?? new Float64Array(loss.length).fill(NaN),
  };
  const fit = fitLaw(points, { law: "power", objective: "log-mse", x: "flops", bootstrap: 0, seed: 1, ...change });
  assert.equal(fit.status, "fitted", fit.status === "not-fitted" ? fit.reason : "");
  return fit;
}

const codes = (fit: Fitted): WarningCode[] => fit.warnings.map(({ code }) => code);
const messageOf = (fit: Fitted, code: WarningCode): string =>
  fit.warnings.find((warning) => warning.code === code)?.message ?? assert.fail(codes(fit).join());

describe("what an optimum says of itself", () => {
  it("condition and correlations are least squares' own", () => {
    const noise = normal(random(1));
    const loss = x.map((c) => 40 * c ** -0.05 * Math.exp(0.01 * noise()));
    const { diagnostics } = fitted({ x }, loss);
    // In units of the geometric mean, intercept and slope of a straight line are independent; as printed they are not.
    assert.ok(Math.abs((diagnostics?.condition ?? NaN) - 1) < 1e-6, String(diagnostics?.condition));
    const logs = x.map(Math.log);
    const mean = logs.reduce((sum, v) => sum + v, 0) / n;
    const square = logs.reduce((sum, v) => sum + v * v, 0) / n;
    const between = diagnostics?.correlations?.[0]?.[1] ?? NaN;
    assert.ok(Math.abs(between - mean / Math.sqrt(square)) < 1e-6, String(between));
    assert.equal(diagnostics?.correlations?.[1]?.[1], 1);
    assert.equal(diagnostics.ended, "optimum");
    assert.deepEqual(diagnostics.atBound, []);
  });

  it("the starts of a well-made study agree", () => {
    const fit = fitted({ N: sizes, D: tokens }, surface(sizes, tokens, 0.002), { law: "chinchilla" });
    const { starts = 0, agreeing, condition = NaN, correlations } = fit.diagnostics ?? {};
    assert.ok(starts >= 2 && agreeing === starts, `${agreeing} of ${starts}`);
    assert.ok(condition > 1 && condition < 1e4, String(condition));
    assert.equal(correlations?.length, 5);
    for (const [k, row] of correlations.entries())
      for (const [m, r] of row.entries()) {
        assert.ok(Math.abs(r) <= 1);
        assert.equal(r, correlations[m]?.[k]);
      }
    assert.deepEqual(codes(fit), []);
  });

  it("N and D that grew together are told, with what cannot be told apart", () => {
    const D = sizes.map((size, i) => 20 * size * (1 + 0.004 * Math.sin(i)));
    const fit = fitted({ N: sizes, D }, surface(sizes, D, 1e-7), { law: "chinchilla" });
    assert.match(messageOf(fit, "collinear"), /R² = 1\.000/);
    assert.ok((fit.diagnostics?.condition ?? Infinity) > 500);
  });

  it("a floor that is not there, too few sizes and too few runs", () => {
    const straight = x.map((c) => 40 * c ** -0.02);
    const bent = fitted(
      { x },
      straight.map((l, i) => l - 1e-4 * i),
      { law: "power-floor" },
    );
    messageOf(bent, "floor-at-bound");
    assert.deepEqual(bent.diagnostics?.atBound, ["E"]);
    assert.ok(Number.isNaN(bent.diagnostics.correlations?.[0]?.[1]));
    const N = sizes.map((_, i) => 1e8 * 4 ** (i % 3));
    assert.match(
      messageOf(fitted({ N, D: tokens }, surface(N, tokens), { law: "chinchilla" }), "few-sizes"),
      /^Only 3 sizes/,
    );
    messageOf(
      fitted(
        { x },
        straight,
        {},
        x.map((_, i) => i % 2),
      ),
      "few-runs",
    );
  });

  it("an exponent that ran away", () => {
    const loss = x.map((c) => 2 + (c / (x[0] ?? NaN)) ** -3);
    const fit = fitted({ x }, loss, { law: "power-floor" });
    assert.match(messageOf(fit, "runaway-exponent"), /vanishes after the first points/);
  });

  it("a quantity that grows manifold is no loss, and its power law stands", () => {
    const fit = fitted(
      { x },
      x.map((c) => 0.01 * c ** 0.5),
    );
    messageOf(fit, "wrong-sign");
  });

  it("a run that was not tuned as the others were, and one too good", () => {
    const noise = surface(sizes, tokens, 0.002);
    const off = noise.map((l, i) => (i === 17 ? 1.08 * l : i === 30 ? 0.95 * l : l));
    const fit = fitted({ N: sizes, D: tokens }, off, { law: "chinchilla", objective: "huber:1e-3" });
    assert.match(messageOf(fit, "under-tuned-run"), /^run 17 lies 7\.9 % above/);
    assert.match(messageOf(fit, "outlying-run"), /^run 30 lies/);
  });

  it("a second minimum that is as good, with its coefficients", () => {
    const column = Float64Array.from(rows, (i) => 0.1 + i / 8);
    const noise = normal(random(8));
    const bump = (v: number, at: number): number => Math.exp(-(((v - at) / 0.5) ** 2));
    const loss = column.map((v) => 3 + 0.1 * bump(v, 0.8) + 0.099 * bump(v, 4.8) + 0.002 * noise());
    const fit = fitted({ x: column }, loss, { law: "formula:m + 0.1*exp(-((x - k)/0.5)^2) where k in 0..6" });
    const { nextBasin, starts = 0, agreeing = 0 } = fit.diagnostics ?? {};
    assert.ok(agreeing < starts, `${agreeing} of ${starts}`);
    assert.ok((nextBasin?.objective ?? 0) > fit.objective.value);
    assert.equal(nextBasin?.coefficients.length, 2);
    assert.match(messageOf(fit, "other-basin"), /k = /);
  });

  it("a frontier that one size carries", () => {
    const curves = [1e8, 1e9].map((size, r) => {
      const D = Float64Array.from({ length: 60 }, (_, i) => 1e9 * (i + 1));
      const loss = D.map((d) => (1.69 + 406 / size ** 0.34 + 411 / d ** 0.28) * (r === 0 ? 1 : 0.5));
      return { run: `run ${r}`, size, x: D.map((d) => 6 * size * d), loss };
    });
    const { fit } = fitGroup(curves, { ...defaultProtocol, minFlops: 0, bootstrap: 0 });
    assert.equal(fit.status, "fitted");
    messageOf(fit, "one-sided-frontier");
    messageOf(fit, "few-sizes");
  });

  it("a size that the frontier passes by", () => {
    const curves = [1e8, 3e8, 9e8, 2.7e9, 8.1e9].map((size, r) => {
      const D = Float64Array.from({ length: 80 }, (_, i) => 1e9 * 1.08 ** i);
      const loss = D.map((d) => (1.69 + 406 / size ** 0.34 + 411 / d ** 0.28) * (r === 2 ? 1.2 : 1));
      return { run: `run ${r}`, size, x: D.map((d) => 6 * size * d), loss };
    });
    const { fit } = fitGroup(curves, { ...defaultProtocol, minFlops: 0, bootstrap: 0 });
    assert.equal(fit.status, "fitted");
    assert.match(messageOf(fit, "under-tuned-run"), /passes run 2 by/);
  });

  it("a target beyond what was fitted, by how much", () => {
    const fit = fitted({ N: sizes, D: tokens }, surface(sizes, tokens), { law: "chinchilla" });
    const far = predictTarget(fit, "flops", { N: 1.28e12, D: tokens[0] ?? NaN });
    assert.ok("loss" in far, JSON.stringify(far));
    assert.deepEqual(far.warnings, [{ code: "extrapolation", message: "Beyond what was fitted: 100× in N." }]);
    const near = predictTarget(fit, "flops", { N: 2e8, D: 1e10 });
    assert.deepEqual("loss" in near ? near.warnings : undefined, []);
  });
});
