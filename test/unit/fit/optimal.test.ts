import assert from "node:assert/strict";
import { allocate } from "../../../src/core/plan/allocate";
import { hasOptimum, optimalLoss } from "../../../src/core/plan/optimal";
import type { Fitted } from "../../../src/core/fit/result";

const surface = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };
const fit = (law: string): Pick<Fitted, "law" | "coefficients"> => ({
  law,
  coefficients: Object.entries(surface).map(([id, value]) => ({ id, symbol: id, meaning: id, value })),
});

describe("the compute-optimal frontier of a law", () => {
  it("is the closed form's for Chinchilla", () => {
    const C = Float64Array.of(1e18, 1e21, 1e25);
    const found = optimalLoss(fit("chinchilla"), C);
    C.forEach((c, i) => {
      const exact = allocate(surface, c).loss;
      assert.ok(Math.abs((found[i] ?? NaN) / exact - 1) < 1e-8, `${c}: ${found[i] ?? NaN} ${exact}`);
    });
  });

  it("is unknown for laws that are not in N and D", () => {
    assert.equal(hasOptimum(fit("power")), false);
    assert.ok(optimalLoss(fit("power"), Float64Array.of(1e20)).every(Number.isNaN));
  });
});
