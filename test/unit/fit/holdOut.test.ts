import assert from "node:assert/strict";
import type { Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import { heldRuns } from "../../../src/core/fit/check/heldOut";
import { compareGroup } from "../../../src/core/fit/check/compare";
import { splitCurves } from "../../../src/core/fit/check/holdOut";
import { rollout } from "../../../src/core/fit/check/rollout";
import { defaultProtocol } from "../../../src/core/fit/protocol/protocol";
import { resolveProtocol } from "../../../src/core/fit/points/resolve";
import { normal, random } from "../../../src/core/stats/random";

/** Runs of a Chinchilla surface, 20 rows each. */
const curves: Curve[] = [1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9].map((size) => {
  const D = Float64Array.from({ length: 20 }, (_, i) => 1e9 * 1.4 ** i);
  const N = D.map(() => size);
  const C = D.map((d) => 6 * size * d);
  return {
    run: `${size}`,
    size,
    x: C,
    loss: D.map((d) => 1.7 + 400 * size ** -0.34 + 410 * d ** -0.28),
    columns: { N, D, C },
  };
});
const protocol = { ...defaultProtocol, bootstrap: 0, minFlops: 0 } as const;
const holdOut = { column: "C", above: 3e21 };

describe("hold-out", () => {
  it("takes rows of all points, whole runs of last points", () => {
    const all = splitCurves(curves, holdOut, resolveProtocol({ ...protocol, points: "all" }, curves));
    assert.ok(all.seen.every(({ x }) => x.every((c) => c <= 3e21)));
    assert.equal(all.held.loss.length + all.seen.reduce((sum, { x }) => sum + x.length, 0), 120);
    const final = splitCurves(curves, holdOut, resolveProtocol({ ...protocol, points: "final" }, curves));
    assert.ok(final.seen.every(({ x }) => x.length === 0 || x.length === 20));
    assert.equal(final.held.loss.length, final.seen.filter(({ x }) => x.length === 0).length);
    assert.ok(final.held.loss.length > 0);
  });

  it("predicts the frontier of all runs from that of the smaller scale", () => {
    const parts = splitCurves(curves, holdOut, resolveProtocol(protocol, curves));
    assert.ok(parts.held.loss.length > 100);
    assert.ok(parts.held.inputs["x"]?.every((c) => c > 3e21));
  });

  it("gives every law the same targets, the final losses of the runs held out, and each its own points", () => {
    const { contenders, points } = compareGroup(curves, protocol, ["power", "power-floor", "chinchilla"], holdOut);
    assert.deepEqual(points, ["frontier", "all"]);
    assert.equal(contenders[0]?.law, "chinchilla");
    assert.ok((contenders[0].heldOut?.mean ?? 1) < 1e-6);
    const held = curves.filter(({ x }) => (x.at(-1) ?? 0) > holdOut.above).length;
    for (const { heldOut } of contenders) assert.equal(heldOut?.points, held);
    const other = compareGroup(curves, protocol, ["chinchilla", "power-floor", "power"], holdOut).contenders;
    assert.deepEqual(
      other.map(({ law, heldOut }) => [law, heldOut]),
      contenders.map(({ law, heldOut }) => [law, heldOut]),
    );
  });

  it("counts what is independent in AICc: vertices of the hull, or runs", () => {
    const frontier = compareGroup(curves, protocol, ["power", "power-floor"]);
    assert.deepEqual(frontier.points, ["frontier"]);
    for (const { independent = Infinity, fit } of frontier.contenders) {
      assert.ok(fit.status === "fitted" && fit.points > 500);
      assert.ok(independent < 130 && independent > 4, `${independent}`);
    }
    const more = [...curves, ...curves.map((one) => ({ ...one, run: `${one.run} again` }))];
    const rows = compareGroup(more, { ...protocol, points: "all" }, ["power", "power-floor"]);
    assert.deepEqual(
      rows.contenders.map(({ independent }) => independent),
      [12, 12],
    );
  });

  it("calls a tie a tie", () => {
    const draw = normal(random(8));
    const noisy = curves.map((one) => ({ ...one, loss: one.loss.map((l) => l * Math.exp(0.01 * draw())) }));
    const alike = ["power-floor", "formula:E + a*x^-b"];
    const { contenders } = compareGroup(noisy, protocol, [...alike, "power"], { largest: "N" });
    const tied = contenders.filter(({ tied }) => tied === true).map(({ law }) => law);
    assert.ok(
      alike.every((law) => tied.includes(law)),
      JSON.stringify(contenders.map(({ law, heldOut }) => [law, heldOut])),
    );
    const clean = compareGroup(curves, { ...protocol, points: "all" }, ["chinchilla", "power"], { largest: "N" });
    assert.ok(clean.contenders.every(({ tied }) => tied === undefined));
  });

  it("rolls out: every next size from the smaller ones", () => {
    const steps = rollout(curves, protocol, ["chinchilla", "power"]);
    assert.deepEqual(
      steps.map(({ law, sizes, next }) => [law, sizes, next]),
      [3, 4, 5].flatMap((k) => ["chinchilla", "power"].map((law) => [law, k, 1e8 * 2 ** k])),
    );
    for (const { law, error = NaN, upTo, next } of steps) {
      assert.equal(next, 2 * upTo);
      if (law === "chinchilla") assert.ok(Math.abs(error) < 1e-3, `${error}`);
      else assert.ok(Math.abs(error) > 1e-3, `${error}`);
    }
    assert.deepEqual(rollout(curves.slice(0, 3), protocol, ["power"]), []);
  });

  it("keeps whole runs, and the largest of a group", () => {
    const resolved = resolveProtocol({ ...protocol, points: "all" }, curves);
    const largest = splitCurves(curves, { largest: "N" }, resolved);
    assert.deepEqual([...new Set(largest.held.inputs["N"])], [3.2e9]);
    assert.equal(largest.held.loss.length, 20);
    const named = splitCurves(curves, { runs: new Set(["100000000"]), text: "run" }, resolved);
    assert.deepEqual([...new Set(named.held.inputs["N"])], [1e8]);
    assert.equal(named.seen.filter(({ x }) => x.length > 0).length, 5);
    const frontier = splitCurves(curves, { largest: "N" }, resolveProtocol(protocol, curves));
    assert.equal(frontier.held.loss.length, 1);
    assert.equal(frontier.held.inputs["x"]?.[0], curves[5]!.x[19]);
  });

  it("says of each run held out whether the interval of a new run holds its loss", () => {
    const draw = normal(random(5));
    const noisy = curves.flatMap((curve) =>
      ["a", "b"].map((seed) => {
        const shift = Math.exp(0.002 * draw());
        return { ...curve, run: curve.run + seed, loss: curve.loss.map((l) => l * shift * Math.exp(0.002 * draw())) };
      }),
    );
    const resolved = resolveProtocol({ ...protocol, law: "chinchilla", points: "all", bootstrap: 100 }, noisy);
    const { seen, held } = splitCurves(noisy, { largest: "N" }, resolved);
    const { fit } = fitGroup(seen, resolved);
    assert.equal(fit.status, "fitted", JSON.stringify(fit));
    const found = heldRuns(fit, held, "flops");
    assert.deepEqual(found.map(({ run, inside }) => [run, inside]).sort(), [
      ["3200000000a", true],
      ["3200000000b", true],
    ]);
    for (const { at, error, predicted, loss } of found) {
      assert.equal(at["N"], 3.2e9);
      assert.ok(Math.abs(predicted.value / loss - 1 - error) < 1e-12);
      assert.ok(predicted.low! < predicted.value && predicted.value < predicted.high!);
    }
    const off = heldRuns(fit, { ...held, loss: held.loss.map((l) => 1.1 * l) }, "flops");
    assert.ok(off.every(({ inside }) => inside === false));
    const bare = fitGroup(seen, { ...resolved, bootstrap: 0 }).fit;
    assert.ok(bare.status === "fitted" && heldRuns(bare, held, "flops").every(({ inside }) => inside === undefined));
  });

  it("goes by AICc where nothing is held out", () => {
    const twice = [...curves, ...curves.map((one) => ({ ...one, run: `${one.run} again` }))];
    const { contenders } = compareGroup(twice, { ...protocol, points: "all" }, ["power", "chinchilla"]);
    assert.equal(contenders[0]?.law, "chinchilla");
    assert.ok(contenders.every(({ heldOut }) => heldOut === undefined));
    const few = compareGroup(curves, { ...protocol, points: "all" }, ["power", "chinchilla"]).contenders;
    assert.equal(few.find(({ law }) => law === "chinchilla")?.aicc, undefined, "six runs for five coefficients");
  });
});
