import assert from "node:assert/strict";
import { band, predictInterval } from "../../../src/core/fit/intervals/derived";
import { allocationInterval, exponentIntervals } from "../../../src/core/plan/allocationIntervals";
import { fitLaw } from "../../../src/core/fit/fit";
import { budgetCandidates, nextExperiment } from "../../../src/core/plan/next";
import { parseObjective } from "../../../src/core/fit/protocol/objective";
import type { Points } from "../../../src/core/fit/points/points";
import { predict, thetaOf } from "../../../src/core/fit/solve/predict";
import { profileIntervals } from "../../../src/core/fit/intervals/profile";
import type { Fit, Fitted } from "../../../src/core/fit/result";
import { chinchilla } from "../../../src/core/laws/chinchilla";
import { power } from "../../../src/core/laws/power";
import { studentCritical } from "../../../src/core/stats/student";
import { normal, random } from "../../../src/core/stats/random";

const options = { objective: "log-mse", x: "flops", bootstrap: 0, seed: 1 } as const;

/** Sixty runs of a Chinchilla surface with a noise of 0.3 %. */
function runs(noise = 0.003, seed = 4): Points {
  const draw = normal(random(seed));
  const rows = Array.from({ length: 60 }, (_, i) => ({
    N: 1e8 * 10 ** ((i % 10) / 5),
    D: 2e9 * 10 ** (Math.floor(i / 10) / 3),
  }));
  const N = Float64Array.from(rows, (row) => row.N);
  const D = Float64Array.from(rows, (row) => row.D);
  return {
    inputs: { N, D, x: N.map((n, i) => 6 * n * D[i]!) },
    loss: N.map((n, i) => (1.69 + 406.4 / n ** 0.34 + 410.7 / D[i]! ** 0.28) * Math.exp(noise * draw())),
    run: Int32Array.from(rows.keys()),
    runs: rows.map((_, i) => `run ${i}`),
    sizes: N,
  };
}

function fitted(fit: Fit): Fitted {
  assert.equal(fit.status, "fitted");
  return fit;
}

describe("derived", () => {
  it("gives predictions, allocations and exponents with intervals that hold the truth", () => {
    const fit = fitted(fitLaw(runs(), { ...options, law: "chinchilla", bootstrap: 300 }));
    const truth = 1.69 + 406.4 / 1e10 ** 0.34 + 410.7 / 1e12 ** 0.28;
    const there = predictInterval(fit, { N: 1e10, D: 1e12 });
    assert.equal(there.value, predict(fit, { N: 1e10, D: 1e12 }));
    assert.ok(there.low! < truth && truth < there.high!);
    const { a } = exponentIntervals(fit);
    assert.ok(a.low! < 0.28 / 0.62 && 0.28 / 0.62 < a.high!);
    const { N } = allocationInterval(fit, 1e24);
    assert.ok(N.low! < 4.12967e10 && 4.12967e10 < N.high!);
  });

  it("gives no interval without resamples, and a band around a line with them", () => {
    const without = fitted(fitLaw(runs(), { ...options, law: "chinchilla" }));
    assert.equal(predictInterval(without, { N: 1e10, D: 1e12 }).low, undefined);
    const line = fitted(fitLaw(runs(), { ...options, law: "power", bootstrap: 100 }));
    const { low, high } = band(line, Float64Array.of(1e20, 1e24));
    const middle = predict(line, { x: 1e20 });
    assert.ok(low[0]! < middle && middle < high[0]!);
    assert.ok(high[1]! / low[1]! > high[0]! / low[0]!);
  });
});

describe("profile", () => {
  it("is least squares' own interval where the law is straight", () => {
    const points = runs();
    const fit = fitted(fitLaw(points, { ...options, law: "power" }));
    const found = profileIntervals(power, parseObjective("log-mse")!, points, thetaOf(power, fit))!;
    const [, b] = found;
    const own = fit.coefficients[1]!;
    assert.ok(Math.abs(b!.low! - own.low!) < 1e-6 && Math.abs(b!.high! - own.high!) < 1e-6, JSON.stringify([b, own]));
    const a = fit.coefficients[0]!;
    assert.ok(Math.abs(found[0]!.low! / a.low! - 1) < 1e-3, JSON.stringify([found[0], a]));
  });

  it("holds the truth of a surface, and knows its objective", () => {
    const points = runs();
    const theta = thetaOf(chinchilla, fitted(fitLaw(points, { ...options, law: "chinchilla" })));
    const found = profileIntervals(chinchilla, parseObjective("log-mse")!, points, theta)!;
    const truth: Record<string, number> = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };
    for (const { id, low = -Infinity, high = Infinity, value } of found)
      assert.ok(low < truth[id]! && truth[id]! < high && low < value && value < high, `${id}: ${low} ${high}`);
    assert.equal(profileIntervals(chinchilla, parseObjective("lad")!, points, theta), undefined);
  });
});

describe("next experiment", () => {
  it("prefers the run that narrows the target most, as refitting shows", () => {
    const points = runs();
    const theta = Float64Array.of(1.69, 406.4, 410.7, 0.34, 0.28);
    const target = { N: 1e10, D: 2e11 };
    const candidates = budgetCandidates(1e21, 3e9);
    const ranked = nextExperiment(chinchilla, theta, points, 0.003, target, candidates)!;
    assert.equal(ranked.length, candidates.length);
    for (const { before, after } of ranked) assert.ok(after < before * 1.001);
    for (let i = 1; i < ranked.length; i++) assert.ok(ranked[i]!.after >= ranked[i - 1]!.after);
    // A run at the target itself leaves at most its own noise.
    const there = nextExperiment(chinchilla, theta, points, 0.003, target, [target])![0]!;
    assert.ok(there.after <= studentCritical(0.95, 56) * 0.003);
  });

  it("knows when the runs do not identify the law", () => {
    const points = runs();
    const one = { ...points, inputs: { N: points.inputs["N"]!.map(() => 1e9), D: points.inputs["D"]! } };
    const theta = Float64Array.of(1.69, 406.4, 410.7, 0.34, 0.28);
    assert.equal(nextExperiment(chinchilla, theta, one, 0.003, { N: 1e10, D: 1e11 }, [{ N: 1e9, D: 1e11 }]), undefined);
  });
});
