import assert from "node:assert/strict";
import { numbers, readCsv } from "../../bench/fit/data";
import { allocate, exponents, surfaceLoss, type Surface } from "../../../src/core/plan/allocate";
import { costOf, flopsFor, sixND } from "../../../src/core/plan/cost";
import { isoflop, isoflopBias, type Isoflop, type IsoflopRuns, type NoIsoflop } from "../../../src/core/plan/isoflop";
import { optimumAt, sizesWithin } from "../../../src/core/plan/optimal";
import { akima } from "../../../src/core/stats/akima";
import { logGrid } from "../../../src/core/stats/grid";

const surface: Surface = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };
const budgets = [1e18, 1e19, 1e20, 1e21, 1e22];

/** Runs of `sizes` sizes a budget, within a factor of `w` of `shift` times the optimum. */
function study({ w = 4, sizes = 11, shift = 1 } = {}): IsoflopRuns {
  const rows = budgets.flatMap((C) => {
    const best = shift * allocate(surface, C).N;
    return [...logGrid(best / w, best * w, sizes)].map((N) => ({ C, N, D: C / (6 * N) }));
  });
  const column = (key: "C" | "N" | "D"): Float64Array => Float64Array.from(rows, (row) => row[key]);
  const runs = { C: column("C"), N: column("N"), D: column("D") };
  return { ...runs, loss: runs.N.map((N, i) => surfaceLoss(surface, N, runs.D[i] ?? NaN)) };
}

function answered(found: Isoflop | NoIsoflop): Isoflop {
  assert.ok(!("reason" in found), "reason" in found ? found.reason : "");
  return found;
}

function refused(found: Isoflop | NoIsoflop): NoIsoflop {
  assert.ok("reason" in found);
  return found;
}

describe("Akima's curve", () => {
  it("goes through its points, is a line on a line, and does not swing beside a step", () => {
    const x = Float64Array.of(0, 1, 2, 4, 5, 7);
    const y = Float64Array.of(0, 0, 0, 1, 1, 1);
    const curve = akima(x, y);
    x.forEach((at, i) => {
      assert.equal(curve(at), y[i]);
    });
    assert.equal(curve(0.5), 0);
    assert.equal(curve(6), 1);
    assert.ok(Number.isNaN(curve(7.1)) && Number.isNaN(akima(Float64Array.of(1), Float64Array.of(1))(1)));
    const line = akima(
      x,
      x.map((v) => 3 - 2 * v),
    );
    for (const at of [0.3, 3.1, 6.9]) assert.ok(Math.abs(line(at) - (3 - 2 * at)) < 1e-12);
  });

  it("has at a point the rise of its flatter side", () => {
    const curve = akima(Float64Array.of(0, 1, 2, 3.5, 4, 6), Float64Array.of(1, 0.5, 0.4, 0.45, 0.9, 2));
    const m = [-0.5, -0.1, 1 / 30, 0.9, 0.55];
    const [left, right] = [Math.abs(m[1]! - m[0]!), Math.abs(m[3]! - m[2]!)];
    const slope = (right * m[1]! + left * m[2]!) / (left + right);
    const h = 1e-6;
    assert.ok(Math.abs((curve(2 + h) - curve(2 - h)) / (2 * h) - slope) < 1e-6);
  });
});

describe("isoFLOP minima", () => {
  it("are inside of all fifteen intervals of Porian et al. 2024, from the runs themselves", () => {
    const keys = ["dataset", "hparams", "warmup", "decay", "param_count", "loss_kind"];
    const points = readCsv("porian/isoflop_points.csv");
    const fits = readCsv("porian/published_fits.csv");
    const [low, high] = [numbers(fits, "ci_lo"), numbers(fits, "ci_hi")];
    const outside = Array.from(low, (from, f) => {
      const own = (i: number): boolean => keys.every((key) => points[key]?.[i] === fits[key]?.[f]);
      const [C, N, loss] = ["flops", "params", "loss"].map((key) => numbers(points, key, own));
      assert.ok(C && N && loss);
      const D = C.map((c, i) => c / (6 * (N[i] ?? NaN)));
      const { slope } = answered(isoflop({ C, N, D, loss })).params;
      return slope >= from && slope <= (high[f] ?? NaN) ? [] : [[f, slope, from, high[f]]];
    });
    assert.equal(low.length, 15);
    assert.deepEqual(outside.flat(), []);
  });

  it("are those of the surface, with a bias of their own that is said", () => {
    const runs = study();
    const found = answered(isoflop(runs));
    assert.equal(found.profiles.length, 5);
    assert.ok(Math.abs(found.params.slope - exponents(surface).a) < 0.01);
    assert.ok(Math.abs(found.params.slope + found.tokens.slope - 1) < 1e-9);
    const bias = isoflopBias(surface, runs, 1e24);
    assert.ok(bias !== undefined && Math.abs(bias.N) < 0.1);
  });

  it("take the lowest loss of each size, whatever the order of the rows", () => {
    const runs = study();
    const twice = (column: Float64Array): Float64Array => Float64Array.of(...column, ...column);
    const worse = { C: twice(runs.C), N: twice(runs.N), D: twice(runs.D) };
    const loss = Float64Array.of(...runs.loss.map((l) => 1.1 * l), ...runs.loss);
    const reversed = (column: Float64Array): Float64Array => column.slice().reverse();
    const { slope } = answered(isoflop(runs)).params;
    assert.ok(Math.abs(answered(isoflop({ ...worse, loss })).params.slope - slope) < 1e-9);
    const back = { C: reversed(worse.C), N: reversed(worse.N), D: reversed(worse.D), loss: reversed(loss) };
    assert.ok(Math.abs(answered(isoflop(back)).params.slope - slope) < 1e-9);
  });

  it("at an end of the sizes, or of two sizes, are refused with the reason", () => {
    const found = refused(isoflop(study({ shift: 40 })));
    assert.match(found.reason, /No budget has a valley/);
    assert.equal(found.refused.length, 5);
    for (const { reason } of found.refused) assert.match(reason, /smallest size \(N = .*no smaller one was trained/);
    for (const { reason } of refused(isoflop(study({ sizes: 2 }))).refused) assert.match(reason, /2 sizes, and three/);
  });

  it("that give no growing optimum are refused: an exponent outside of 0 … 1", () => {
    const runs = study();
    // The valleys moved the wrong way: a larger budget, a smaller best size.
    const N = runs.N.map((_, i) => 1e9 * 10 ** (((i % 11) - 5) / 3));
    const D = N.map((n, i) => (runs.C[i] ?? NaN) / (6 * n));
    const loss = N.map((n, i) => 3 + 0.1 * Math.log(n / (1e9 * ((runs.C[i] ?? NaN) / 1e20) ** -0.2)) ** 2);
    assert.match(refused(isoflop({ C: runs.C, N, D, loss })).reason, /N\* ∝ C\^-0\.\d+, outside of 0 … 1/);
  });

  it("are not told from learning curves: a run counts where it ends", () => {
    const sizes = [1e8, 2e8, 4e8, 8e8];
    const steps = 100;
    const rows = sizes.flatMap((N, r) => Array.from({ length: steps }, (_, k) => ({ N, D: 1e9 * (k + 1), r })));
    const N = Float64Array.from(rows, (row) => row.N);
    const D = Float64Array.from(rows, (row) => row.D);
    const runs = { N, D, C: N.map((n, i) => 6 * n * (D[i] ?? NaN)) };
    const loss = N.map((n, i) => surfaceLoss(surface, n, D[i] ?? NaN));
    const found = refused(isoflop({ ...runs, loss, run: Int32Array.from(rows, ({ r }) => r) }));
    assert.match(found.reason, /a run counts where it ends/);
    assert.equal(found.refused.length, sizes.length);
  });
});

describe("what C is", () => {
  it("is told from the runs, and moves the optimum with it", () => {
    const { N, D, C } = study();
    assert.equal(costOf(C, N, D), sixND);
    const logged = N.map((n, i) => 40 * n ** 0.92 * (D[i] ?? NaN));
    const cost = costOf(logged, N, D);
    assert.ok(Math.abs(cost.u - 0.92) < 1e-9 && Math.abs(cost.k / 40 - 1) < 1e-6);
    const best = allocate(surface, 1e22, cost);
    assert.ok(Math.abs(flopsFor(cost, best.N, best.D) / 1e22 - 1) < 1e-12);
    for (const factor of [0.9, 1.1]) {
      const n = best.N * factor;
      assert.ok(surfaceLoss(surface, n, 1e22 / (cost.k * n ** cost.u)) > best.loss);
    }
    const up = allocate(surface, 1e23, cost).N / best.N;
    assert.ok(Math.abs(Math.log10(up) - exponents(surface, cost).a) < 1e-9);
  });
});

describe("sizes within a share of the loss", () => {
  it("have just that loss at their ends, about the optimum", () => {
    const coefficients = Object.entries(surface).map(([id, value]: [string, number]) => ({
      id,
      symbol: id,
      meaning: "",
      value,
    }));
    const fit = { law: "chinchilla", coefficients };
    const best = optimumAt(fit, 1e21);
    assert.ok(best);
    const { low, high } = sizesWithin(fit, 1e21, best.N, 0.001);
    assert.ok(low !== undefined && high !== undefined && low < best.N && best.N < high);
    for (const N of [low, high])
      assert.ok(Math.abs(surfaceLoss(surface, N, 1e21 / (6 * N)) / best.loss - 1.001) < 1e-6);
  });
});
