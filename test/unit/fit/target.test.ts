import assert from "node:assert/strict";
import { surfaceLoss, surfaceOf } from "../../../src/core/plan/allocate";
import { optimumAt } from "../../../src/core/plan/optimal";
import type { Fitted } from "../../../src/core/fit/result";
import { optimalPlan, overtraining, predictTarget, servingPlan } from "../../../src/core/plan/target";

const hoffmann = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };

function fitOf(law: string, values: Readonly<Record<string, number>>, inputs: readonly string[]): Fitted {
  const coefficients = Object.entries(values).map(([id, value]) => ({ id, symbol: id, meaning: "", value }));
  const theta = Float64Array.from(Object.values(values));
  return {
    status: "fitted",
    law,
    formula: "",
    coefficients,
    r2: 1,
    points: 50,
    runs: 50,
    sizes: 10,
    objective: { id: "log-mse", value: 0 },
    ranges: inputs.map((id) => ({ id, symbol: id === "x" ? "C" : id, meaning: "", low: 1e8, high: 1e10 })),
    spread: 0,
    interval: { method: "bootstrap-runs", level: 0.95, resamples: 41, kept: 41 },
    resamples: Array.from({ length: 41 }, (_, k) => theta.map((v) => v * (1 + (k - 20) / 2000))),
    converged: true,
    warnings: [],
  };
}
const near = (a: number, b: number, relative: number) => {
  assert.ok(Math.abs(a / b - 1) < relative, `${a} is not ${b}`);
};

describe("targets", () => {
  const chinchilla = fitOf("chinchilla", hoffmann, ["N", "D"]);

  it("of a budget are Hoffmann's closed form, with intervals round them", () => {
    const plan = optimalPlan(chinchilla, "C", 1e24);
    assert.ok(plan);
    near(plan.N.value, 4.12967e10, 1e-6);
    near(plan.D.value, 4.035835e12, 1e-6);
    assert.deepEqual(plan.C, { value: 1e24 });
    assert.ok(plan.N.low! < plan.N.value && plan.N.value < plan.N.high!);
  });

  it("lead to the same plan from its size, its tokens and its loss", () => {
    const plan = optimalPlan(chinchilla, "C", 1e22);
    assert.ok(plan);
    for (const by of ["N", "D", "loss"] as const)
      near(optimalPlan(chinchilla, by, plan[by].value)?.C.value ?? NaN, 1e22, 1e-6);
    assert.equal(optimalPlan(chinchilla, "loss", 1.6), undefined);
  });

  it("with tokens to serve ask for a smaller model, cheaper in all", () => {
    const free = optimalPlan(chinchilla, "C", 1e23);
    const none = servingPlan(chinchilla, "C", 1e23, 0);
    const some = servingPlan(chinchilla, "C", 1e23, 1e13);
    assert.ok(free && none && some);
    near(none.N.value, free.N.value, 1e-4);
    assert.ok(some.N.value < free.N.value && some.D.value > free.D.value);
    assert.ok(some.total.value < some.optimalTotal.value);
    near(some.optimalTotal.value, 1e23 + 2 * free.N.value * 1e13, 1e-12);
    near(surfaceLoss(hoffmann, some.N.value, some.D.value), free.loss.value, 1e-9);
    const cost = overtraining(chinchilla, 8e9, 1.5e13);
    assert.ok(cost && cost.value > 0.01 && cost.low! < cost.high!);
    near(1 + overtraining(chinchilla, free.N.value, free.D.value)!.value, 1, 1e-12);
  });

  it("are found by search for laws without a closed form, and agree where there is one", () => {
    const found = optimumAt(chinchilla, 1e24);
    near(found?.N ?? NaN, 4.12967e10, 1e-3);
    near(found?.loss ?? NaN, optimalPlan(chinchilla, "C", 1e24)?.loss.value ?? NaN, 1e-8);
    const tied = fitOf("gadre", { E: 1.8, alpha: 166, beta: 367, b: 0.27 }, ["N", "D"]);
    const surface = surfaceOf(tied);
    assert.ok(surface);
    near(optimalPlan(tied, "C", 1e22)?.N.value ?? NaN, optimumAt(tied, 1e22)?.N ?? NaN, 1e-3);
    near(surfaceLoss(surface, 1e9, 2e10), 1.8 + 166 * 1e9 ** -0.27 + 367 * 6 ** -0.135 * 2e10 ** -0.27, 1e-12);
  });

  it("are told with N, D and C, and how far beyond the fit they lie", () => {
    const said = predictTarget(chinchilla, "flops", { N: 7e10, D: 1.5e13 });
    assert.ok(!("reason" in said));
    near(said.loss.value, surfaceLoss(hoffmann, 7e10, 1.5e13), 1e-12);
    assert.equal(said.at["C"]?.value, 6 * 7e10 * 1.5e13);
    assert.deepEqual(said.beyond, [
      { symbol: "N", factor: 7 },
      { symbol: "D", factor: 1500 },
    ]);
    const best = predictTarget(chinchilla, "flops", { C: 1e24 });
    assert.ok(!("reason" in best) && best.optimal);
  });

  it("of a law in C may be a size at a token count; what is not said is asked for", () => {
    const power = fitOf("power", { a: 20, b: 0.05 }, ["x"]);
    const said = predictTarget(power, "flops", { N: 1e9, D: 2e10 });
    assert.ok(!("reason" in said));
    near(said.loss.value, 20 * 1.2e20 ** -0.05, 1e-12);
    assert.deepEqual(predictTarget(power, "flops", { N: 1e9 }), {
      reason: "This law reads C, which the target does not say.",
    });
    assert.ok("reason" in predictTarget(chinchilla, "flops", { step: 5 }));
    const kaplan = fitOf("kaplan", { Nc: 8.8e13, Dc: 5.4e13, alphaN: 0.076, alphaD: 0.095 }, ["N", "D"]);
    assert.ok(!("reason" in predictTarget(kaplan, "flops", { C: 1e22 })));
    assert.ok("reason" in predictTarget(kaplan, "flops", { N: 1e9 }));
  });
});
