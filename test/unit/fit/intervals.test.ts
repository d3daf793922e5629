import assert from "node:assert/strict";
import { clustersOf } from "../../../src/core/fit/intervals/clusters";
import { band, newRunInterval, predictInterval } from "../../../src/core/fit/intervals/derived";
import { allocationInterval, exponentIntervals } from "../../../src/core/plan/allocationIntervals";
import { fitLaw, type FitOptions } from "../../../src/core/fit/fit";
import { fitGroup } from "../../../src/core/fit/group";
import { parseInterval } from "../../../src/core/fit/protocol/intervalChoice";
import type { Points } from "../../../src/core/fit/points/points";
import { powerProtocol } from "../power";
import type { Fitted } from "../../../src/core/fit/result";
import { normal, random } from "../../../src/core/stats/random";

const options: FitOptions = { law: "power", objective: "log-mse", x: "flops", bootstrap: 300, seed: 1 };
const n = 40;
const rows = Array.from({ length: n }, (_, i) => i);
const x = Float64Array.from(rows, (i) => 1e18 * 1.3 ** i);
const N = Float64Array.from(rows, (i) => 1e8 * 2 ** (i % 8));
const D = Float64Array.from(rows, (i) => 2e9 * 3 ** Math.floor(i / 8));

function line(seed: number, noise = 0.01): Points {
  const draw = normal(random(seed));
  return pointsOf(
    { x },
    x.map((c) => 40 * c ** -0.05 * Math.exp(noise * draw())),
  );
}

function surface(seed: number, noise = 0.003): Points {
  const draw = normal(random(seed));
  const loss = N.map((size, i) => 1.69 + 406 / size ** 0.34 + 411 / (D[i] ?? NaN) ** 0.28);
  return pointsOf(
    { N, D },
    loss.map((l) => l * Math.exp(noise * draw())),
  );
}

function pointsOf(inputs: Points["inputs"], loss: Float64Array, run = loss.map((_, i) => i)): Points {
  const names = [...new Set(run)].map((r) => `run ${r}`);
  const sizes = Float64Array.from(names, (_, r) => inputs["N"]?.[run.indexOf(r)] ?? NaN);
  return { inputs, loss, run: Int32Array.from(run), runs: names, sizes };
}

function fitted(points: Points, change: Partial<FitOptions>): Fitted {
  const fit = fitLaw(points, { ...options, ...change });
  assert.equal(fit.status, "fitted", fit.status === "not-fitted" ? fit.reason : "");
  return fit;
}

const ways = ["percentile", "studentized", "wild", "profile"];

describe("intervals", () => {
  it("are read by name, and nothing else is", () => {
    assert.equal(parseInterval("wild:run")?.unit, "run");
    assert.equal(parseInterval("studentized")?.unit, "auto");
    assert.equal(parseInterval("wild:row")?.words, "wild cluster bootstrap of rows, studentized");
    for (const text of ["", "t", "wild:", "wild:run:row", "profile:row", "percentile:size", "toString"])
      assert.equal(parseInterval(text), undefined, text);
    const refused = fitLaw(line(1), { ...options, interval: "guess" });
    assert.equal(refused.status === "not-fitted" && refused.code, "unknown-interval");
  });

  it("of a straight line are near least squares' own by every way", () => {
    const points = line(3);
    const [, own] = fitted(points, { bootstrap: 0 }).coefficients;
    const width = (own?.high ?? NaN) - (own?.low ?? NaN);
    for (const interval of ways) {
      const fit = fitted(points, { interval, bootstrap: 2000 });
      const b = fit.coefficients[1];
      assert.equal(fit.interval?.method, interval === "percentile" ? "bootstrap-runs" : interval);
      for (const end of ["low", "high"] as const)
        assert.ok(Math.abs((b?.[end] ?? NaN) - (own?.[end] ?? NaN)) < 0.25 * width, `${interval} ${end}: ${b?.[end]}`);
    }
  });

  for (const interval of [...ways, "percentile:configuration", "studentized:row"])
    it(`of numbers made from the coefficients: ${interval}`, () => {
      const fit = fitted(surface(5), { law: "chinchilla", interval });
      const C = 6 * 1e9 * 1e11;
      const law = 1.69 + 406 / 1e9 ** 0.34 + 411 / 1e11 ** 0.28;
      const there = predictInterval(fit, { N: 1e9, D: 1e11 });
      const next = newRunInterval(fit, { N: 1e9, D: 1e11 });
      const { a, b } = exponentIntervals(fit);
      const { N: best } = allocationInterval(fit, C);
      for (const [what, { value, low = NaN, high = NaN }] of Object.entries({ there, next, a, b, best }))
        assert.ok(low < value && value < high && high - low < 3 * value, `${what}: ${low} ${value} ${high}`);
      assert.ok((there.low ?? NaN) < 1.01 * law && (there.high ?? NaN) > 0.99 * law);
      assert.ok((next.low ?? NaN) < (there.low ?? NaN) && (next.high ?? NaN) > (there.high ?? NaN));
      assert.ok(Math.abs((a.low ?? NaN) + (b.high ?? NaN) - 1) < 1e-3, "a = 1 − b");
      const floor = fitted(line(2), { law: "power-floor", interval: interval.replace(":configuration", "") });
      const { low, high } = band(floor, x);
      assert.ok(low.every((l, i) => l < (high[i] ?? NaN) && l > 0));
    });

  it("by clusters are wider than by rows where rows of a run go together", () => {
    const draw = normal(random(9));
    const own = Float64Array.from({ length: 8 }, () => 0.02 * draw());
    const run = N.map((_, i) => i % 8);
    const loss = x.map((c, i) => 40 * c ** -0.05 * Math.exp((own[i % 8] ?? 0) + 0.001 * draw()));
    const points = pointsOf({ x, N }, loss, run);
    const width = (interval: string): number => {
      const [a] = fitted(points, { interval }).coefficients;
      return Math.log((a?.high ?? NaN) / (a?.low ?? NaN));
    };
    for (const way of ["percentile", "studentized", "wild"]) {
      assert.ok(width(`${way}:run`) > 0, way);
      assert.ok(fitted(points, { interval: `${way}:run` }).interval?.units === 8, way);
      assert.equal(width(`${way}:run`), width(`${way}:configuration`), way);
    }
    assert.equal(clustersOf(points, "configuration").count, 8);
    assert.equal(clustersOf(points, "row").count, n);
  });

  it("of six sizes: the wild bootstrap has one where the others have too few units", () => {
    const six = N.map((_, i) => 1e8 * 2 ** (i % 6));
    const run = six.map((_, i) => i % 6);
    const loss = six.map((s, i) => (1.69 + 406 / s ** 0.34 + 411 / (D[i] ?? 1) ** 0.28) * (1 + 1e-3 * Math.sin(7 * i)));
    const points = pointsOf({ N: six, D }, loss, run);
    const codes = (interval: string): string[] =>
      fitted(points, { law: "chinchilla", interval }).warnings.map(({ code }) => code);
    const many = fitted(
      {
        ...points,
        loss: six.map((s, i) => (1.69 + 406 / s ** 0.34 + 411 / (D[i] ?? 1) ** 0.28) * (1 + 1e-3 * Math.sin(i * i))),
      },
      { law: "chinchilla", interval: "wild:run" },
    );
    assert.ok(many.coefficients.every(({ low = NaN, high = NaN }) => low < high));
    const few = { ...points, run: points.run.map((r) => r % 4) };
    const fit = fitted(few, { law: "chinchilla", interval: "percentile:run" });
    assert.equal(fit.interval, undefined);
    assert.match(fit.warnings.find(({ code }) => code === "no-interval")?.message ?? "", /4 runs are too few/);
    assert.ok(!codes("wild:run").includes("no-interval"));
  });

  it("of a profile say where the points bound a coefficient on one side alone, and that they are least squares'", () => {
    const fit = fitted(line(6, 0.02), { law: "power-floor", interval: "profile" });
    assert.equal(fit.interval?.method, "profile");
    assert.ok(fit.coefficients.every(({ low = NaN, high = NaN, value }) => low <= value && value <= high));
    const huber = fitted(line(6), { interval: "profile", objective: "huber:1e-3" });
    assert.equal(huber.interval, undefined);
    assert.ok(huber.warnings.some(({ code }) => code === "no-interval"));
  });

  it("on a frontier are percentiles of whole runs, and say so where others were asked", () => {
    const curves = [1e8, 3e8, 9e8, 2.7e9, 8.1e9].map((size) => {
      const tokens = Float64Array.from({ length: 80 }, (_, i) => 1e9 * 1.08 ** i);
      const loss = tokens.map((d) => 1.69 + 406 / size ** 0.34 + 411 / d ** 0.28);
      return { run: `${size}`, size, x: tokens.map((d) => 6 * size * d), loss };
    });
    const codes = (interval: string): string[] => {
      const { fit } = fitGroup(curves, { ...powerProtocol, minFlops: 0, bootstrap: 60, interval });
      assert.equal(fit.status, "fitted");
      assert.equal(fit.interval?.method, "bootstrap-runs");
      return fit.warnings.map(({ code }) => code);
    };
    assert.ok(codes("wild").includes("interval-replaced"));
    assert.ok(!codes("percentile").includes("interval-replaced"));
  });
});
