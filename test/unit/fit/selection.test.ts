import assert from "node:assert/strict";
import { clean } from "../../../src/core/fit/points/clean";
import type { About, Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import type { Protocol } from "../../../src/core/fit/protocol/protocol";
import { powerProtocol } from "../power";
import { groupPoints } from "../../../src/core/fit/points/rows";
import { resolveProtocol } from "../../../src/core/fit/points/resolve";
import { selectRuns } from "../../../src/core/fit/points/selection";

const all = { points: "final", rates: "all", seeds: "all" } as const;

/** A run of three rows that ends at `loss`. */
function run(name: string, loss: number, about: Partial<About> = {}): Curve {
  const D = Float64Array.of(1e9, 2e9, 4e9);
  return {
    run: name,
    size: 1e8,
    x: D.map((d) => 6e8 * d),
    loss: Float64Array.of(loss * 1.4, loss * 1.2, loss),
    columns: { D, step: Float64Array.of(100, 200, 400) },
    about: { title: name, configuration: "one", ...about },
  };
}

const chosen = (curves: readonly Curve[], choice: Partial<Parameters<typeof selectRuns>[1]>) => {
  const cleaned = curves.map((curve) => clean(curve));
  const { curves: kept, warnings } = selectRuns(cleaned, { ...all, ...choice });
  return { names: kept.map(({ curve }) => curve.run), codes: warnings.map(({ code }) => code), kept, warnings };
};

describe("selection of runs", () => {
  it("keeps every run unless asked", () => {
    assert.deepEqual(chosen([run("a", 3), run("b", 2)], {}).names, ["a", "b"]);
  });

  it("keeps the best learning rate of each configuration, and says when it is the last one tried", () => {
    const sweep = [1e-4, 3e-4, 1e-3].map((rate, i) => run(`small ${rate}`, [3.2, 3.0, 3.1][i]!, { rate }));
    const edge = [1e-4, 3e-4].map((rate, i) => run(`large ${rate}`, [2.9, 2.8][i]!, { rate, configuration: "two" }));
    const one = chosen(sweep, { rates: "best" });
    assert.deepEqual([one.names, one.codes], [["small 0.0003"], []]);
    const both = chosen([...sweep, ...edge], { rates: "best" });
    assert.deepEqual(both.names, ["small 0.0003", "large 0.0003"]);
    assert.deepEqual(both.codes, ["edge-of-sweep"]);
    assert.match(both.warnings[0]!.message, /1 of 2 learning-rate sweeps \(large 0\.0003 at 0\.0003\)/);
  });

  it("keeps the best of rates and batch sizes together", () => {
    const runs = ["128", "512"].flatMap((batch, b) =>
      [1e-4, 1e-3, 1e-2].map((rate, i) =>
        run(`${batch} ${rate}`, [3, 2.9, 3.1][i]! - b / 10, { rate, configuration: batch, tuned: "all" }),
      ),
    );
    assert.deepEqual(chosen(runs, { rates: "best" }).names, ["512 0.001"]);
    assert.deepEqual(chosen([...runs].reverse(), { rates: "best" }).names, ["512 0.001"]);
  });

  it("warns of ties, and where nothing was swept", () => {
    const tied = [1e-4, 3e-4, 1e-3].map((rate, i) => run(`${rate}`, [3.2, 3.0, 3.001][i]!, { rate }));
    assert.deepEqual(chosen(tied, { rates: "best" }).codes, ["tied-rates"]);
    const alone = [
      run("a", 3, { rate: 1e-3, configuration: "one" }),
      run("b", 2, { rate: 1e-4, configuration: "two" }),
    ];
    const { names, codes } = chosen(alone, { rates: "best" });
    assert.deepEqual([names, codes], [["a", "b"], ["no-sweep"]]);
  });

  it("does not compare rates across seeds, unless the seeds are made one", () => {
    const runs = ["1", "2"].flatMap((seed) =>
      [1e-4, 1e-3, 1e-2].map((rate, i) =>
        run(`${seed} ${rate}`, [3, 2.9, 3.1][i]! + Number(seed) / 100, { rate, seed }),
      ),
    );
    assert.deepEqual(chosen(runs, { rates: "best" }).names, ["1 0.001", "2 0.001"]);
    const mean = chosen(runs, { rates: "best", seeds: "mean" });
    assert.equal(mean.kept.length, 1);
    assert.ok(Math.abs(mean.kept[0]!.curve.loss[2]! - 2.915) < 1e-12);
  });

  it("takes the mean of seeds at the x that all of them cover, between rows too", () => {
    const first = run("a", 2, { seed: "1" });
    const other: Curve = {
      ...run("b", 2, { seed: "2" }),
      x: Float64Array.of(3e17, 2.4e18),
      loss: Float64Array.of(4, 2),
    };
    const { kept } = chosen([first, other], { seeds: "mean" });
    assert.deepEqual([...kept[0]!.curve.x], [6e17, 1.2e18, 2.4e18]);
    // ln L is linear in ln x: a third of the way from 4 to 2 is 4·2^(−1/3).
    assert.ok(Math.abs(kept[0]!.curve.loss[0]! - (2.8 + 4 * 2 ** (-1 / 3)) / 2) < 1e-12);
    assert.match(kept[0]!.curve.about!.title, /mean of 2/);
    assert.deepEqual(chosen([first, run("c", 1.9, { seed: "3" })], { seeds: "lowest" }).names, ["c"]);
    assert.deepEqual(chosen([first], { seeds: "mean" }).codes, ["no-sweep"]);
  });

  it("keeps the runs that cooled down, and counts the others", () => {
    const runs = [run("down", 2, { decayed: true }), run("up", 3, { decayed: false }), run("who knows", 3)];
    const { names, warnings } = chosen(runs, { points: "cooldown" });
    assert.deepEqual(names, ["down"]);
    assert.equal(warnings.length, 2);
    assert.match(warnings[1]!.message, /1 run left out \(who knows\)/);
    const { fit } = fitGroup([run("up", 3, { decayed: false })], {
      ...powerProtocol,
      points: "cooldown",
      minFlops: 0,
    });
    assert.ok(fit.status === "not-fitted" && fit.reason.includes("had not come down"));
  });
});

describe("points of a protocol", () => {
  const rows = (curves: readonly Curve[], change: Partial<Protocol>) =>
    groupPoints(curves, resolveProtocol({ ...powerProtocol, minFlops: 0, points: "all", ...change }, curves));

  it("leave out a warm-up of a share, of steps or of tokens", () => {
    const curves = [run("a", 3)];
    assert.equal(rows(curves, { warmup: 0.3 }).points.loss.length, 2);
    assert.equal(rows(curves, { warmup: 200, warmupUnit: "steps" }).points.loss.length, 2);
    assert.equal(rows(curves, { warmup: 3e9, warmupUnit: "tokens" }).points.loss.length, 1);
    const blind = rows([{ ...run("a", 3), columns: {} }], { warmup: 200, warmupUnit: "steps" });
    assert.equal(blind.points.loss.length, 3);
    assert.deepEqual(
      blind.warnings.map(({ code }) => code),
      ["not-cut"],
    );
  });

  it("are weighed by a formula, and say when that has no value", () => {
    const std = Float64Array.of(1, 2, 0);
    const curves = [{ ...run("a", 3), columns: { std } }];
    const { points, warnings } = rows(curves, { weights: "1/std^2" });
    assert.deepEqual([...points.weight!], [1, 0.25, 0]);
    assert.match(warnings[0]!.message, /1 of 3 rows weigh nothing/);
    const none = rows(curves, { weights: "1/other" });
    assert.equal(none.points.weight, undefined);
    assert.deepEqual(
      none.warnings.map(({ code }) => code),
      ["no-weight"],
    );
  });

  it("name what N and C count, and warn where runs do not agree", () => {
    const curves = [
      run("a", 3, { countN: "total", countC: "logged" }),
      run("b", 3, { countN: "total", countC: "6ND" }),
    ];
    const { countN, countC } = resolveProtocol(powerProtocol, curves);
    assert.deepEqual([countN, countC], ["total", "mixed"]);
    const { warnings } = rows(curves, {});
    assert.deepEqual(
      warnings.map(({ message }) => message),
      ["C is logged in 1 run, 6·N·D in 1 run: choose 6·N·D for all, or logged alone."],
    );
    assert.equal(resolveProtocol(powerProtocol, [{ ...run("a", 3), about: { title: "a" } }]).countN, "auto");
  });
});

describe("frontier in bins", () => {
  const curve = (name: string, size: number, x: readonly number[], loss: readonly number[]): Curve => ({
    run: name,
    size,
    x: Float64Array.from(x),
    loss: Float64Array.from(loss),
  });
  const curves = [
    curve("a", 1e8, [1e18, 2e18, 5e18, 1e19], [4, 3.6, 3.5, 3.45]),
    curve("b", 1e9, [2e18, 6e18, 1.1e19, 1e20], [5, 3.4, 3.1, 2.9]),
  ];
  const protocol = { ...powerProtocol, minFlops: 0, frontier: "bins", bins: 2, bootstrap: 0 } as const;

  it("is the row of the lowest loss in each, at its own x", () => {
    const { frontier } = fitGroup(curves, protocol);
    // Borders at 1e18, 10^18.5, 1e19, 10^19.5, 1e20; the row at 1e19 is in the upper bin, the last in the last.
    [2e18, 6e18, 1.1e19, 1e20].forEach((x, i) => {
      assert.ok(Math.abs(frontier!.x[i]! / x - 1) < 1e-12);
    });
    assert.deepEqual(
      [...frontier!.loss].map((v) => Number(v.toFixed(9))),
      [3.6, 3.4, 3.1, 2.9],
    );
    assert.deepEqual([...frontier!.owner], [0, 1, 1, 1]);
  });

  it("has no bin without a row, and starts at the minimum C", () => {
    assert.equal(fitGroup(curves, { ...protocol, bins: 100 }).frontier!.x.length, 7);
    assert.deepEqual(
      [...fitGroup(curves, { ...protocol, minFlops: 9e18 }).frontier!.loss].map((v) => Number(v.toFixed(9))),
      [3.1, 2.9],
    );
    assert.equal(fitGroup([], protocol).frontier?.x.length, 0);
  });

  it("recovers a power law that its rows lie on, with an interval over runs", () => {
    const sizes = [1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9];
    const made = sizes.map((size, k) => {
      const x = Array.from({ length: 12 }, (_, i) => 1e18 * 3 ** k * 1.5 ** i);
      return curve(
        `${size}`,
        size,
        x,
        x.map((c) => 40 * c ** -0.05),
      );
    });
    const { fit } = fitGroup(made, { ...protocol, bins: 8, bootstrap: 50 });
    assert.equal(fit.status, "fitted", JSON.stringify(fit));
    assert.ok(Math.abs(fit.coefficients[1]!.value - 0.05) < 1e-9);
    assert.ok(fit.interval !== undefined);
  });
});
