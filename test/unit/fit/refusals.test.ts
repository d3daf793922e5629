import assert from "node:assert/strict";
import type { Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import { defaultProtocol, type Protocol } from "../../../src/core/fit/protocol/protocol";
import type { Fit } from "../../../src/core/fit/result";
import { normal, random } from "../../../src/core/stats/random";

const sizes = [5e7, 8e7, 1.3e8, 2e8, 3.3e8, 5e8, 8e8, 1.3e9, 2e9];

/** A run a size with one row, its loss by `loss` of N, D and its place. */
function runs(
  loss: (N: number, D: number, i: number) => number,
  tokens: (N: number, i: number) => number = (N) => 20 * N,
): Curve[] {
  return sizes.map((size, i) => {
    const D = tokens(size, i);
    const one = (value: number): Float64Array => Float64Array.of(value);
    const columns = { N: one(size), D: one(D), C: one(6 * size * D) };
    return { run: `run ${i}`, size, x: one(6 * size * D), loss: one(loss(size, D, i)), columns };
  });
}

function fitOf(curves: readonly Curve[], change: Partial<Protocol> = {}): Fit {
  return fitGroup(curves, { ...defaultProtocol, law: "power", minFlops: 0, bootstrap: 0, ...change }).fit;
}

function reason(fit: Fit): string {
  assert.equal(fit.status, "not-fitted", JSON.stringify(fit.status === "fitted" ? fit.coefficients : fit));
  return fit.reason;
}

const draw = normal(random(3));
const surface = (N: number, D: number): number => 1.69 + 406.4 / N ** 0.34 + 410.7 / D ** 0.28;
const rising = runs((_, __, i) => 2.5 + 0.02 * i + 0.003 * draw());
const flat = runs(
  () => 2.5 * Math.exp(0.01 * draw()),
  (_, i) => 2e9 * (1 + (i % 3)),
);
const laws = ["power", "power-floor", "chinchilla"];

describe("what is refused instead of a number", () => {
  it("is a loss that rises, on whatever points and under whatever law", () => {
    assert.match(reason(fitOf(rising)), /the losses rise along the others/);
    assert.match(
      reason(fitOf(rising, { points: "final" })),
      /The loss rises along these points, from 2\.\d+ at C = .*e\d+ to/,
    );
    for (const law of laws) for (const points of ["final", "frontier"] as const) reason(fitOf(rising, { law, points }));
  });

  it("is a law of noise", () => {
    for (const law of laws)
      for (const points of ["final", "frontier"] as const)
        assert.match(reason(fitOf(flat, { law, points })), /no trend|rise|went to 0/, `${law} ${points}`);
  });

  it("is an exponent on its bound", () => {
    const step = runs((_, __, i) => (i === 0 ? 30 : 2 + 1e-9 * i));
    assert.match(reason(fitOf(step, { law: "power-floor", points: "final" })), /b ended on its bound 8/);
  });

  it("is a law in N and D of runs whose D goes with N", () => {
    const tied = runs(surface);
    for (const law of ["chinchilla", "gadre"]) assert.match(reason(fitOf(tied, { law })), /^D is 20·N in every point/);
    const power = runs(surface, (N) => 1e3 * N ** 0.8);
    assert.match(reason(fitOf(power, { law: "chinchilla" })), /^D goes as N\^0\.8 in every point/);
    assert.equal(fitOf(tied, { law: "power-floor", points: "final" }).status, "fitted");
  });

  it("or has its intervals open at both ends, where D all but goes with N", () => {
    const near = runs(
      (N, D) => surface(N, D) * Math.exp(0.001 * draw()),
      (N, i) => 20 * N * (1 + 0.2 * Math.sin(9 * i)),
    );
    const fit = fitOf(near, { law: "gadre", bootstrap: 200 });
    assert.ok(fit.status === "fitted", JSON.stringify(fit));
    assert.ok(fit.warnings.some(({ code, message }) => code === "collinear" && message.includes("open at both ends")));
    assert.ok(fit.coefficients.every(({ low, high }) => low === undefined && high === undefined));
  });
});

describe("why there are no points", () => {
  it("is the minimum C, with both values", () => {
    for (const points of ["frontier", "final"] as const)
      assert.equal(
        reason(fitOf(runs(surface), { points, minFlops: 1e25 })),
        "The minimum C is 1e25 FLOPs, above the largest C of these runs, 4.8e20: choose a lower one, or 0.",
      );
  });

  it("is what the choice of runs left out", () => {
    const found = reason(fitOf(runs(surface), { points: "cooldown" }));
    assert.match(found, /^No run is left\. 9 runs left out .*neither a logged learning rate nor a schedule/);
  });
});
