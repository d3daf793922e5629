import assert from "node:assert/strict";
import { fitLaw } from "../../../src/core/fit/fit";
import { multiPowerLaw, scheduleFromLog } from "../../../src/core/laws/multiPower";

const cosine = Float64Array.from({ length: 4001 }, (_, s) =>
  s < 200 ? (3e-4 * s) / 200 : 3e-5 + 1.35e-4 * (1 + Math.cos((Math.PI * (s - 200)) / 3800)),
);
const drop = Float64Array.from({ length: 4001 }, (_, s) => (s < 200 ? (3e-4 * s) / 200 : s < 2000 ? 3e-4 : 9e-5));
const truth = [2.65, 0.6, 438, 0.45, 2.1, 0.6, 0.65];

/** The law written out as in the paper, step by step. */
function naive(schedule: Float64Array, step: number): number {
  const [L0 = NaN, A = NaN, B = NaN, alpha = NaN, C = NaN, beta = NaN, gamma = NaN] = truth;
  const sum = (from: number): number => schedule.slice(from, step + 1).reduce((s, v) => s + v, 0);
  let drops = 0;
  for (let k = 1; k <= step; k++) {
    const change = schedule[k]! - schedule[k - 1]!;
    if (change !== 0) drops += change * (1 - (1 + C * schedule[k]! ** -gamma * sum(k)) ** -beta);
  }
  return L0 + A * sum(0) ** -alpha + B * drops;
}

const steps = Array.from({ length: 36 }, (_, i) => 250 + 100 * i);
const law = multiPowerLaw([cosine, drop]);
const columns = {
  run: Float64Array.from([...steps.map(() => 0), ...steps.map(() => 1)]),
  step: Float64Array.from([...steps, ...steps]),
};

function losses(): Float64Array {
  const out = new Float64Array(columns.run.length);
  law.bind(columns, out.length).evaluate(Float64Array.from(truth), out);
  return out;
}

describe("multi-power law", () => {
  it("is the paper's sum over every step", () => {
    const found = losses();
    for (const i of [0, 10, 35, 36, 50, 71]) {
      const want = naive(i < 36 ? cosine : drop, columns.step[i]!);
      assert.ok(Math.abs(found[i]! / want - 1) < 2e-5, `row ${i}: ${found[i]} for ${want}`);
    }
  });

  it("differentiates itself", () => {
    const n = columns.run.length;
    const theta = Float64Array.from(truth);
    const bound = law.bind(columns, n);
    const jacobian = new Float64Array(n * 7);
    bound.evaluate(theta, new Float64Array(n), jacobian);
    for (let k = 0; k < 7; k++) {
      const h = 1e-6 * theta[k]!;
      const [above, below] = [1, -1].map((sign) => {
        const out = new Float64Array(n);
        bound.evaluate(
          theta.map((v, m) => (m === k ? v + sign * h : v)),
          out,
        );
        return out;
      });
      for (let i = 0; i < n; i++) {
        const want = (above![i]! - below![i]!) / (2 * h);
        assert.ok(Math.abs(jacobian[k * n + i]! - want) < 1e-5 * Math.abs(want) + 1e-9, `${k}, row ${i}`);
      }
    }
  });

  it("is recovered from two runs", () => {
    const loss = losses();
    const run = Int32Array.from(columns.run);
    const points = { inputs: columns, loss, run, runs: ["a", "b"], sizes: Float64Array.of(NaN, NaN) };
    const fit = fitLaw(points, { law, objective: "log-mse", x: "step", bootstrap: 0, seed: 1 });
    assert.equal(fit.status, "fitted");
    assert.ok(fit.objective.value < 1e-9, String(fit.objective.value));
  });

  it("reads a schedule off a log, warm-up before the first row", () => {
    const schedule = scheduleFromLog(Float64Array.of(4, 6, 8), Float64Array.of(2, 2, 0));
    assert.deepEqual([...schedule], [0, 0.5, 1, 1.5, 2, 2, 2, 1, 0]);
  });

  it("has no loss past the end of a schedule", () => {
    const out = new Float64Array(1);
    law.bind({ run: Float64Array.of(0), step: Float64Array.of(9000) }, 1).evaluate(Float64Array.from(truth), out);
    assert.ok(Number.isNaN(out[0]));
  });
});
