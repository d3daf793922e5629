import assert from "node:assert/strict";
import type { Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import { presets } from "../../../src/core/fit/protocol/presets";
import { powerProtocol } from "../power";
import { whatIf } from "../../../src/core/fit/check/whatIf";

/** Runs of a Chinchilla surface: six sizes, the larger the shorter. */
const curves = [1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9].map((size, k): Curve => {
  const D = Float64Array.from({ length: 30 - 3 * k }, (_, i) => 2e9 * 10 ** (i / 15));
  const x = D.map((d) => 6 * size * d);
  const loss = D.map((d) => 1.69 + 406.4 / size ** 0.34 + 410.7 / d ** 0.28);
  return { run: String(size), size, x, loss, columns: { N: D.map(() => size), D, C: x } };
});

describe("presets", () => {
  for (const { id, choices } of presets)
    it(`${id} runs`, () => {
      const { fit, protocol } = fitGroup(curves, { ...powerProtocol, ...choices, bootstrap: 0 });
      assert.ok(fit.status === "fitted" || fit.code === "too-few-points", JSON.stringify(fit));
      assert.equal(protocol.law, choices.law);
      if (fit.status === "fitted") assert.ok(fit.coefficients.every(({ value }) => Number.isFinite(value)));
    });

  it("recovers the surface by Shukor's parametric protocol", () => {
    const preset = presets.find(({ id }) => id === "shukor-parametric");
    const { fit } = fitGroup(curves, { ...powerProtocol, ...preset?.choices, bootstrap: 0 });
    assert.equal(fit.status, "fitted");
    const values = Object.fromEntries(fit.coefficients.map(({ id, value }) => [id, value]));
    assert.ok(Math.abs(values["alpha"]! - 0.34) < 1e-6 && Math.abs(values["beta"]! - 0.28) < 1e-6);
  });
});

describe("what if", () => {
  it("changes one choice at a time and says how far each coefficient moves", () => {
    const found = whatIf(curves, powerProtocol);
    const changes = found.map(({ change }) => change);
    for (const change of ["log spacing", "envelope", "no minimum C", "all points", "last points only"])
      assert.ok(changes.includes(change), change);
    const spacing = found.find(({ change }) => change === "log spacing");
    assert.ok(Math.abs(spacing?.moves["b"] ?? 0) > 1e-4);
    for (const { fit, moves } of found) if (fit.status === "fitted") assert.ok(Number.isFinite(moves["b"]));
  });

  it("tells the choices that change nothing, and asks for what the curves do not hold", () => {
    const plain = whatIf(curves, powerProtocol);
    assert.equal(plain.find(({ change }) => change === "mean of the seeds")?.moved, false);
    assert.equal(plain.find(({ change }) => change === "log spacing")?.moved, true);
    assert.ok(!plain.some(({ change }) => change.startsWith("N counts")));
    const told = curves.map((curve) => ({ ...curve, about: { title: curve.run, countN: "total", countC: "6ND" } }));
    const counted = whatIf(told, powerProtocol, {}, ({ countN, points }) =>
      countN === "active"
        ? []
        : told.slice(countN === "non-embedding" ? 1 : 0).map((curve) => ({
            ...curve,
            x: curve.x.map((c) => (countN === "non-embedding" ? 0.7 * c : c)),
            about: { ...curve.about, decayed: points === "cooldown" && curve.size > 1e8 },
          })),
    );
    const found = counted.find(({ change }) => change === "N counts those without embeddings (5 runs)");
    assert.ok(found?.moved === true && found.protocol.countN === "non-embedding");
    assert.ok(!counted.some(({ change }) => change.includes("active")));
    assert.equal(counted.find(({ change }) => change === "cooled-down runs only")?.protocol.points, "cooldown");
  });

  it("stops when cancelled", () => {
    assert.deepEqual(whatIf(curves, powerProtocol, { cancelled: () => true }), []);
  });
});
