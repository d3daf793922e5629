import assert from "node:assert/strict";
import { fitLaw } from "../../../src/core/fit/fit";
import { bestMix, type MixTerm } from "../../../src/core/plan/mix";
import type { Points } from "../../../src/core/fit/points/points";
import type { Fitted } from "../../../src/core/fit/result";
import { descend, minimizeOnSimplex, type MixLoss } from "../../../src/core/stats/simplex";
import { normal, random } from "../../../src/core/stats/random";

const free = (n: number) => ({ low: Array<number>(n).fill(0), high: Array<number>(n).fill(1) });

/** Σ w_j (r_j − c_j)², least at the projection of c. */
const bowl =
  (centre: readonly number[], scale: readonly number[] = centre.map(() => 1)): MixLoss =>
  (mixes) =>
    Float64Array.from(mixes[0]!, (_, i) => centre.reduce((sum, c, j) => sum + scale[j]! * (mixes[j]![i]! - c) ** 2, 0));

const near = (found: ArrayLike<number>, wanted: readonly number[], within: number) => {
  wanted.forEach((v, j) => {
    assert.ok(Math.abs(found[j]! - v) < within, `${Array.from(found).join()} is not ${wanted.join()}`);
  });
};

describe("least on the simplex", () => {
  it("is found inside, on an edge and in a corner", () => {
    near(minimizeOnSimplex(bowl([0.2, 0.3, 0.5]), free(3))!.shares, [0.2, 0.3, 0.5], 1e-6);
    // The projection of (0.7, 0.5, −0.4): the last is 0, the others lose a tenth each.
    near(minimizeOnSimplex(bowl([0.7, 0.5, -0.4]), free(3))!.shares, [0.6, 0.4, 0], 1e-6);
    near(minimizeOnSimplex(bowl([3, 0, 0, 0]), free(4))!.shares, [1, 0, 0, 0], 1e-6);
    // Lagrange: r_j = c_j + μ/w_j with Σ r_j = 1.
    const weights = [1, 4, 10];
    const mu = (1 - 0.3 - 0.3 - 0.3) / weights.reduce((sum, w) => sum + 1 / w, 0);
    near(
      minimizeOnSimplex(bowl([0.3, 0.3, 0.3], weights), free(3))!.shares,
      weights.map((w) => 0.3 + mu / w),
      1e-5,
    );
  });

  it("keeps within bounds, and has no answer where they leave none", () => {
    const bounds = { low: [0.1, 0, 0], high: [1, 0.4, 0.3] };
    near(minimizeOnSimplex(bowl([0, 0.9, 0.1]), bounds)!.shares, [0.3, 0.4, 0.3], 1e-6);
    assert.equal(minimizeOnSimplex(bowl([1, 0]), { low: [0.6, 0.6], high: [1, 1] }), undefined);
    assert.equal(minimizeOnSimplex(bowl([1, 0]), { low: [0, 0], high: [0.4, 0.4] }), undefined);
    assert.equal(
      minimizeOnSimplex((mixes) => mixes[0]!.map(() => NaN), free(2)),
      undefined,
    );
  });

  it("finds the deeper of two valleys", () => {
    const two: MixLoss = (mixes) => mixes[0]!.map((r) => Math.min(20 * (r - 0.1) ** 2 + 0.1, 20 * (r - 0.9) ** 2));
    near(minimizeOnSimplex(two, free(2))!.shares, [0.9, 0.1], 1e-5);
    near(descend(bowl([0.5, 0.5]), free(2), Float64Array.of(1, 0)).shares, [0.5, 0.5], 1e-6);
  });
});

/** Mixes of three shares over a lattice, and a domain's loss at them. */
function domain(t: readonly [number, number, number], c: number, noise = 0): Fitted {
  const draw = normal(random(3));
  const mixes: [number, number, number][] = [];
  for (let a = 0; a <= 6; a++) for (let b = 0; a + b <= 6; b++) mixes.push([a / 6, b / 6, (6 - a - b) / 6]);
  const column = (j: 0 | 1 | 2): Float64Array => Float64Array.from(mixes, (mix) => mix[j]);
  const loss = Float64Array.from(
    mixes,
    (mix) => (c + Math.exp(mix.reduce((sum, r, j) => sum + t[j]! * r, 0))) * Math.exp(noise * draw()),
  );
  const run = Int32Array.from(loss.keys());
  const points: Points = {
    inputs: { web: column(0), code: column(1), books: column(2) },
    loss,
    run,
    runs: [...run].map(String),
    sizes: loss.map(() => NaN),
  };
  const options = {
    law: "mixture:web,code,books",
    objective: "log-mse",
    x: "flops",
    bootstrap: noise > 0 ? 40 : 0,
    seed: 1,
  } as const;
  const fit = fitLaw(points, { ...options, interval: "percentile" });
  assert.equal(fit.status, "fitted", JSON.stringify(fit));
  return fit;
}

describe("optimal mix", () => {
  const shares = ["web", "code", "books"];
  const question = { shares, at: {} };

  it("is one domain's own data where that domain alone counts", () => {
    const text: MixTerm = { fit: domain([-0.9, 0.1, 0.2], 2), weight: 1 };
    const found = bestMix([text, { fit: domain([0.3, -0.5, 0.1], 2), weight: 0 }], question);
    near(
      found!.shares.map(({ value }) => value),
      [1, 0, 0],
      1e-6,
    );
    assert.equal(found!.losses.length, 2);
  });

  it("is where the pulls of the domains balance, as calculus says", () => {
    // Two mirrored domains and a third share that helps neither: by symmetry ½, ½, 0.
    const terms = [domain([-1, 0.2, 0.5], 2), domain([0.2, -1, 0.5], 2)].map((fit) => ({ fit, weight: 1 }));
    const even = bestMix(terms, question)!;
    near(
      even.shares.map(({ value }) => value),
      [0.5, 0.5, 0],
      1e-4,
    );
    assert.ok(Math.abs(even.loss.value - (2 + Math.exp(-0.4))) < 1e-6);
    assert.ok(even.loss.value < even.atEqual);
    assert.deepEqual(even.beyond, []);
    // Weighted 3 : 1 on the edge a + b = 1: 3·e^(0.2−1.2a) = e^(−1+1.2a), so a = ½ + ln 3/2.4.
    const uneven = bestMix([{ ...terms[0]!, weight: 3 }, terms[1]!], question)!;
    near(
      uneven.shares.map(({ value }) => value),
      [0.5 + Math.log(3) / 2.4, 0.5 - Math.log(3) / 2.4, 0],
      1e-4,
    );
  });

  it("has an interval that holds the truth, from resamples that are searched anew", () => {
    const terms = [domain([-1, 0.2, 0.5], 2, 0.004), domain([0.2, -1, 0.5], 2, 0.004)].map((fit) => ({
      fit,
      weight: 1,
    }));
    const [a, , c] = bestMix(terms, question)!.shares;
    assert.ok(a!.low! < 0.5 && 0.5 < a!.high! && a!.high! - a!.low! < 0.3, JSON.stringify(a));
    assert.equal(c!.low, 0);
  });

  it("needs what the laws read, and weights that weigh", () => {
    const fit = domain([-1, 0.2, 0.5], 2);
    assert.equal(bestMix([{ fit, weight: 0 }], question), undefined);
    assert.equal(bestMix([{ fit, weight: 1 }], { shares: ["web", "code"], at: {} }), undefined);
    const held = bestMix([{ fit, weight: 1 }], { ...question, bounds: { low: [0, 0.2, 0], high: [0.7, 1, 1] } })!;
    near(
      held.shares.map(({ value }) => value),
      [0.7, 0.3, 0],
      1e-6,
    );
  });
});
