import assert from "node:assert/strict";
import {
  allocate,
  allocateForLoss,
  allocateForParams,
  allocateForTokens,
  exponents,
  surfaceLoss,
  type Surface,
} from "../../../src/core/plan/allocate";
import { threeApproaches } from "../../../src/core/plan/approaches";
import { fitLaw } from "../../../src/core/fit/fit";
import { influence } from "../../../src/core/fit/check/influence";
import type { IsoflopRuns } from "../../../src/core/plan/isoflop";
import { parseObjective } from "../../../src/core/fit/protocol/objective";
import type { Points } from "../../../src/core/fit/points/points";
import { thetaOf } from "../../../src/core/fit/solve/predict";
import { power } from "../../../src/core/laws/power";
import { logGrid } from "../../../src/core/stats/grid";
import { parabola } from "../../../src/core/stats/parabola";

const surface: Surface = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };

/** Five budgets, eleven sizes each within a factor of four of the optimum. */
function study(): { runs: IsoflopRuns; points: Points } {
  const rows = [1e18, 1e19, 1e20, 1e21, 1e22].flatMap((C) => {
    const best = allocate(surface, C).N;
    return [...logGrid(best / 4, best * 4, 11)].map((N) => ({ C, N, D: C / (6 * N) }));
  });
  const column = (key: "C" | "N" | "D"): Float64Array => Float64Array.from(rows, (row) => row[key]);
  const runs = { C: column("C"), N: column("N"), D: column("D") };
  const loss = runs.N.map((N, i) => surfaceLoss(surface, N, runs.D[i]!));
  const run = Int32Array.from(loss.keys());
  return { runs: { ...runs, loss }, points: { inputs: runs, loss, run, runs: [...run].map(String), sizes: runs.N } };
}

const close = (got: number, want: number, relative: number): void => {
  assert.ok(Math.abs(got / want - 1) <= relative, `${got} is not ${want}`);
};

describe("allocation", () => {
  it("is the same from a budget, a size, a token count or a loss", () => {
    const best = allocate(surface, 1e23);
    close(6 * best.N * best.D, 1e23, 1e-12);
    for (const other of [
      allocateForParams(surface, best.N),
      allocateForTokens(surface, best.D),
      allocateForLoss(surface, best.loss)!,
    ]) {
      close(other.C, 1e23, 1e-6);
      close(other.N, best.N, 1e-6);
    }
    assert.equal(allocateForLoss(surface, 1.69), undefined);
    assert.equal(allocateForLoss(surface, NaN), undefined);
  });

  it("is a minimum over sizes", () => {
    const { N, loss } = allocate(surface, 1e22);
    for (const factor of [0.8, 0.99, 1.01, 1.3])
      assert.ok(surfaceLoss(surface, N * factor, 1e22 / (6 * N * factor)) > loss);
  });
});

describe("parabolas", () => {
  it("find the vertex of a parabola, and none where it opens downward", () => {
    const x = Float64Array.of(40, 41, 43, 44);
    const found = parabola(
      x,
      x.map((v) => 2 + 0.3 * (v - 42.5) ** 2),
    )!;
    close(found.vertex, 42.5, 1e-12);
    close(found.value, 2, 1e-12);
    close(found.curvature, 0.3, 1e-10);
    assert.equal(
      parabola(
        x,
        x.map((v) => -(v ** 2)),
      ),
      undefined,
    );
    assert.equal(parabola(x.slice(0, 2), x.slice(0, 2)), undefined);
  });
});

describe("three approaches", () => {
  const options = { objective: "log-mse", x: "flops", bootstrap: 50, seed: 1 } as const;

  it("agree on a surface without noise", () => {
    const { runs, points } = study();
    const { found, without, bias } = threeApproaches(runs, points, 1e23, options);
    assert.deepEqual(without, []);
    assert.deepEqual(
      found.map(({ id }) => id),
      ["frontier", "isoflop", "parametric"],
    );
    for (const { a, b, id } of found) {
      close(a.value, exponents(surface).a, id === "parametric" ? 1e-6 : 0.05);
      close(a.value + b.value, 1, 1e-6);
    }
    assert.ok(bias !== undefined);
  });

  it("say which gives nothing, and why", () => {
    const { runs, points } = study();
    const one = { ...runs, C: runs.C.map((_, i) => 1e20 * 1.3 ** i) };
    const { without } = threeApproaches(one, points, 1e23, options);
    assert.deepEqual(
      without.map(({ id }) => id),
      ["isoflop"],
    );
  });
});

describe("influence", () => {
  it("finds the run that does not belong", () => {
    const x = Float64Array.from({ length: 24 }, (_, i) => 10 ** (18 + i / 6));
    const loss = x.map((c, i) => 40 * c ** -0.06 * (i === 20 ? 1.05 : 1 + 0.001 * Math.sin(7 * i)));
    const run = Int32Array.from(x.keys());
    const points = { inputs: { x }, loss, run, runs: [...run].map((i) => `run ${i}`), sizes: x };
    const fit = fitLaw(points, { law: "power", objective: "log-mse", x: "flops", bootstrap: 0, seed: 1 });
    assert.equal(fit.status, "fitted");
    const found = influence(power, parseObjective("log-mse")!, points, thetaOf(power, fit))!;
    assert.equal(found.length, 24);
    assert.equal(found[0]?.run, "run 20");
    assert.ok(found[0].size > 3);
    assert.equal(
      influence(power, parseObjective("log-mse")!, points, thetaOf(power, fit), { cancelled: () => true }),
      undefined,
    );
  });
});

describe("warnings", () => {
  it("tell when N and D grew together", () => {
    const N = logGrid(1e8, 1e10, 30);
    const D = N.map((n, i) => 20 * n * (1 + 0.05 * Math.sin(9 * i)));
    const loss = N.map((n, i) => surfaceLoss(surface, n, D[i]!));
    const run = Int32Array.from(N.keys());
    const points = { inputs: { N, D }, loss, run, runs: [...run].map(String), sizes: N };
    const fit = fitLaw(points, { law: "chinchilla", objective: "log-mse", x: "flops", bootstrap: 0, seed: 1 });
    assert.ok(fit.status === "fitted" && fit.warnings.some(({ code }) => code === "collinear"));
  });
});
