import assert from "node:assert/strict";
import type { Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import { describeProtocol } from "../../../src/core/choices/words";
import type { Protocol } from "../../../src/core/fit/protocol/protocol";
import { powerProtocol } from "../power";
import type { Fitted } from "../../../src/core/fit/result";
import { numbers, readCsv } from "../../bench/fit/data";

/** Runs of a Chinchilla surface: six sizes, forty rows each. */
function runs(scale = 1): Curve[] {
  return [1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9].map((size) => {
    const D = Float64Array.from({ length: 40 }, (_, i) => 2e9 * scale * 10 ** (i / 20));
    return {
      run: `${size}`,
      size,
      x: D.map((d) => 6 * size * d),
      loss: D.map((d) => 1.69 + 406.4 / size ** 0.34 + 410.7 / d ** 0.28),
    };
  });
}

const fit = (curves: readonly Curve[], change: Partial<Protocol> = {}): ReturnType<typeof fitGroup> =>
  fitGroup(curves, { ...powerProtocol, ...change });

function fitted(result: ReturnType<typeof fitGroup>): Fitted {
  assert.equal(result.fit.status, "fitted", JSON.stringify(result.fit));
  return result.fit;
}

describe("group", () => {
  it("fits the frontier, and its interval by runs holds it", () => {
    const result = fit(runs(), { bootstrap: 100 });
    const { coefficients, interval, sizes, points } = fitted(result);
    assert.equal(points, 1000);
    assert.equal(sizes, 4);
    assert.equal(interval?.method, "bootstrap-runs");
    for (const { value, low, high } of coefficients) assert.ok(low! <= value && value <= high!);
    assert.equal(result.frontier?.x.length, 1000);
    assert.ok(result.frontier.vertices.length > 2);
  });

  it("never puts the hull above the envelope, and they meet at its vertices", () => {
    const hull = fit(runs(), { bootstrap: 0 }).frontier!;
    const envelope = fit(runs(), { bootstrap: 0, frontier: "envelope" }).frontier!;
    hull.loss.forEach((l, i) => {
      assert.ok(l <= envelope.loss[i]! * (1 + 1e-12));
    });
    for (const v of hull.vertices) assert.ok(Math.abs(hull.loss[v]! / envelope.loss[v]! - 1) < 1e-12);
  });

  it("settles the minimum C by the data and records it", () => {
    assert.equal(fit(runs(), { bootstrap: 0 }).protocol.minFlops, 3e19);
    assert.equal(fit(runs(1e-3), { bootstrap: 0 }).protocol.minFlops, 0);
    assert.equal(fit(runs(), { bootstrap: 0, minFlops: 1e20 }).frontier?.x[0], 1e20);
  });

  it("says in words what it did", () => {
    const text = describeProtocol(fit(runs(), { bootstrap: 0 }).protocol).map(({ text }) => text);
    assert.ok(text.includes("3e+19 FLOPs") || text.includes("3e19 FLOPs"), text.join("; "));
  });

  it("does not take one run for a frontier in C, but fits its curve against tokens", () => {
    const one = runs().slice(0, 1);
    const refused = fit(one).fit;
    assert.equal(refused.status === "not-fitted" && refused.code, "one-size");
    const alone = fitted(fit(one, { x: "tokens" }));
    assert.equal(alone.interval, undefined);
    assert.ok(alone.warnings.some(({ code }) => code === "few-sizes"));
    assert.ok(alone.warnings.some(({ code }) => code === "no-interval"));
  });

  it("refuses groups without a usable point", () => {
    const empty: Curve = { run: "a", size: 1, x: Float64Array.of(NaN, 0, 1), loss: Float64Array.of(1, 1, NaN) };
    for (const points of ["frontier", "final", "all"] as const)
      for (const curves of [[], [empty], [empty, empty]]) {
        const result = fit(curves, { points }).fit;
        assert.equal(result.status === "not-fitted" && result.code, "no-points");
      }
  });

  it("stops when cancelled", () => {
    let asked = 0;
    const result = fitGroup(runs(), powerProtocol, { cancelled: () => ++asked > 3 }).fit;
    assert.equal(result.status === "not-fitted" && result.code, "cancelled");
  });

  it("joins rows of a table by size, or takes what no cheaper run beats", () => {
    const table = (known: boolean): Curve[] =>
      runs().flatMap(({ size, x, loss }) =>
        [5, 20, 39].map((i) => ({
          run: `${size} ${i}`,
          size: known ? size : NaN,
          x: x.slice(i, i + 1),
          loss: loss.slice(i, i + 1),
        })),
      );
    assert.equal(fitted(fit(table(true), { bootstrap: 0 })).sizes, 4);
    const lone = fit(table(false), { bootstrap: 0, frontier: "envelope" });
    const { x, loss } = lone.frontier!;
    assert.ok(fitted(lone).points > 3);
    for (let i = 1; i < x.length; i++) assert.ok(loss[i]! < loss[i - 1]!);
  });

  it("gives Gemstones' hull law by the default protocol", function () {
    const table = readCsv("gemstones/approach1_hot_477_with_flops.csv");
    const [x, loss, size] = [numbers(table, "FLOPs_6ND"), numbers(table, "final_loss"), numbers(table, "params")];
    const names = table["run_name"] ?? [];
    const curves = [...new Set(names)].map((run): Curve => {
      const rows = [...names.keys()].filter((i) => names[i] === run);
      const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] ?? NaN);
      return { run, size: size[rows[0] ?? 0] ?? NaN, x: pick(x), loss: pick(loss) };
    });
    const { coefficients } = fitted(fit(curves, { bootstrap: 20 }));
    assert.equal(coefficients[0]?.value.toFixed(4), "23.8643");
    assert.equal(coefficients[1]?.value.toFixed(5), "0.04589");
  });
});
