import assert from "node:assert/strict";
import type { Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import { heldRuns } from "../../../src/core/fit/check/heldOut";
import { compareGroup, splitCurves } from "../../../src/core/fit/check/holdOut";
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

  it("compares laws of x alone on the frontier, others on all rows, the best predictor first", () => {
    const alone = compareGroup(curves, protocol, ["power", "power-floor"], holdOut);
    assert.equal(alone.protocol.points, "frontier");
    assert.equal(alone.contenders[0]?.law, "power-floor");
    const mixed = compareGroup(curves, protocol, ["power", "chinchilla"], holdOut);
    assert.equal(mixed.protocol.points, "all");
    assert.deepEqual(
      mixed.contenders.map(({ law }) => law),
      ["chinchilla", "power"],
    );
    const [best] = mixed.contenders;
    assert.ok((best?.heldOut?.mean ?? 1) < 1e-6);
    assert.equal(best?.heldOut?.points, splitCurves(curves, holdOut, mixed.protocol).held.loss.length);
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
    const { contenders } = compareGroup(curves, { ...protocol, points: "all" }, ["power", "chinchilla"]);
    assert.equal(contenders[0]?.law, "chinchilla");
    assert.ok(contenders.every(({ heldOut }) => heldOut === undefined));
  });
});
