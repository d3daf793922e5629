import assert from "node:assert/strict";
import { fitLaw, type FitOptions } from "../../../src/core/fit/fit";
import type { Points } from "../../../src/core/fit/points/points";
import { predict } from "../../../src/core/fit/solve/predict";
import type { Fit, Fitted } from "../../../src/core/fit/result";
import { normal, random } from "../../../src/core/stats/random";

const options: FitOptions = { law: "power", objective: "log-mse", x: "flops", bootstrap: 0, seed: 1 };

function points(x: readonly number[], loss: readonly number[], run: readonly number[] = x.map((_, i) => i)): Points {
  const runs = [...new Set(run)].map((r) => `run ${r}`);
  return {
    inputs: { x: Float64Array.from(x) },
    loss: Float64Array.from(loss),
    run: Int32Array.from(run),
    runs,
    sizes: new Float64Array(runs.length).fill(NaN),
  };
}

const budgets = Array.from({ length: 30 }, (_, i) => 1e18 * 10 ** (i / 8));

function fitted(fit: Fit): Fitted {
  assert.equal(fit.status, "fitted", fit.status === "not-fitted" ? fit.reason : "");
  return fit;
}

const valueOf = (fit: Fitted, id: string): number => fit.coefficients.find((c) => c.id === id)?.value ?? NaN;

function close(got: number, want: number, relative: number): void {
  assert.ok(Math.abs(got - want) <= relative * Math.abs(want), `${got} is not ${want} to ${relative}`);
}

describe("fit", () => {
  const objectives = ["log-mse", "mse", "lad", "huber:1e-3", "asym:10"];
  for (const objective of objectives) {
    it(`recovers a power law under ${objective}`, () => {
      const fit = fitted(
        fitLaw(
          points(
            budgets,
            budgets.map((c) => 47.97 * c ** -0.061),
          ),
          { ...options, objective },
        ),
      );
      close(valueOf(fit, "a"), 47.97, 1e-6);
      close(valueOf(fit, "b"), 0.061, 1e-6);
      assert.ok(fit.r2 > 1 - 1e-9);
    });

    it(`recovers a floor under ${objective}`, () => {
      const loss = budgets.map((c) => 1.7 + 900 * c ** -0.155);
      const fit = fitted(fitLaw(points(budgets, loss), { ...options, law: "power-floor", objective }));
      close(valueOf(fit, "E"), 1.7, 1e-6);
      close(valueOf(fit, "a"), 900, 1e-5);
      close(valueOf(fit, "b"), 0.155, 1e-6);
      close(predict(fit, { x: 1e24 }), 1.7 + 900 * 1e24 ** -0.155, 1e-6);
    });
  }

  it("is the same at any scale of x", () => {
    for (const scale of [1e-300, 1e-9, 1, 1e200, 1e280]) {
      const x = budgets.map((c) => (c / 1e18) * scale);
      const fit = fitted(
        fitLaw(
          points(
            x,
            x.map((c) => 2 + (c / scale) ** -0.3),
          ),
          { ...options, law: "power-floor" },
        ),
      );
      close(valueOf(fit, "E"), 2, 1e-7);
      close(valueOf(fit, "b"), 0.3, 1e-6);
    }
  });

  it("gives least squares' own interval without a bootstrap", () => {
    const loss = [4.0, 3.5, 3.2, 2.7];
    const fit = fitted(fitLaw(points([1, 10, 100, 1000], loss), options));
    assert.equal(fit.interval?.method, "ols");
    // As scipy 1.16 has it: stats.linregress on the logarithms, stderr times stats.t.ppf(0.975, 2).
    const b = fit.coefficients[1];
    close(b?.value ?? NaN, 0.05510067475372948, 1e-12);
    close((b?.high ?? NaN) - (b?.value ?? NaN), 0.019616125717178134, 1e-9);
  });

  it("gives the same bootstrap for the same seed, and it covers the truth", () => {
    const noise = normal(random(7));
    const loss = budgets.map((c) => 30 * c ** -0.05 * Math.exp(0.01 * noise()));
    const twice = [1, 1, 2].map((seed) => fitLaw(points(budgets, loss), { ...options, bootstrap: 200, seed }));
    assert.deepEqual(twice[0], twice[1]);
    assert.notDeepEqual(twice[0], twice[2]);
    const b = fitted(twice[0]!).coefficients[1]!;
    assert.ok(b.low! < 0.05 && 0.05 < b.high!, `${b.low} … ${b.high}`);
    assert.equal(fitted(twice[0]!).interval?.kept, 200);
  });

  it("says why where there is no answer", () => {
    const cases: [Points, Partial<FitOptions>, string][] = [
      [points([], []), {}, "no-points"],
      [points([NaN, -1, 0], [1, 2, 3]), {}, "no-points"],
      [points([1, 2], [3, 2]), {}, "too-few-points"],
      [points([5, 5, 5, 5], [3, 2, 3, 2]), {}, "equal-x"],
      [points([1, 2, 3, 4], [2, 2, 2, 2]), {}, "equal-loss"],
      [points([1, 1, 2, 2, 2], [3, 3, 2, 2, 2]), { law: "power-floor" }, "too-few-points"],
      [points([1, 2, 3], [3, 2, 1]), { law: "nonsense" }, "unknown-law"],
      [points([1, 2, 3], [3, 2, 1]), { objective: "nonsense" }, "unknown-objective"],
      [{ ...points([1, 2, 3], [3, 2, 1]), inputs: {} }, {}, "missing-column"],
      [
        points(
          budgets,
          budgets.map((c) => c ** -0.1),
        ),
        { bootstrap: 50, cancelled: () => true },
        "cancelled",
      ],
    ];
    for (const [given, change, code] of cases) {
      const fit = fitLaw(given, { ...options, ...change });
      assert.equal(fit.status, "not-fitted", code);
      assert.equal(fit.code, code);
      assert.ok(fit.reason.length > 5);
    }
  });

  it("is cancelled between the starts of its search", () => {
    const N = Float64Array.from({ length: 60 }, (_, i) => 1e8 * 1.1 ** i);
    const D = N.map((_, i) => 1e9 * 1.3 ** (i % 17));
    const loss = N.map((size, i) => 1.7 + 400 * size ** -0.3 + 500 * D[i]! ** -0.28 + 0.01 * Math.sin(i * i));
    let asked = 0;
    const cancelled = (): boolean => ++asked > 3;
    const law = { ...points([...N], [...loss]), inputs: { N, D } };
    const fit = fitLaw(law, { ...options, law: "farseer", cancelled });
    assert.equal(fit.status === "not-fitted" && fit.code, "cancelled");
    assert.ok(asked < 40, `${asked} times asked`);
  });

  it("leaves out what is no loss and says how many", () => {
    const x = [...budgets, 1e19, -1, 1e20];
    const loss = [...budgets.map((c) => 40 * c ** -0.06), NaN, 3, -2];
    const fit = fitted(fitLaw(points(x, loss), options));
    assert.equal(fit.points, budgets.length);
    close(valueOf(fit, "b"), 0.06, 1e-9);
    const warning = fit.warnings.find(({ code }) => code === "dropped-values");
    assert.match(warning?.message ?? "", /^3 rows/);
  });

  it("warns of a floor that is not there and of a narrow range", () => {
    const x = budgets.slice(0, 5);
    const fit = fitted(
      fitLaw(
        points(
          x,
          x.map((c) => 40 - 1e-18 * c),
        ),
        { ...options, law: "power-floor" },
      ),
    );
    const codes = fit.warnings.map(({ code }) => code);
    assert.ok(codes.includes("floor-at-bound"), codes.join());
    assert.ok(codes.includes("narrow-range"), codes.join());
  });
});
