import assert from "node:assert/strict";
import type { Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import { defaultProtocol, type Protocol } from "../../../src/core/fit/protocol/protocol";
import { normal, random } from "../../../src/core/stats/random";

/** A sweep of four rates at seven sizes and two token counts: a row a run, as in a table. */
function sweep(): Curve[] {
  const draw = normal(random(2));
  const rows = [0, 1, 2, 3, 4, 5, 6].flatMap((k) =>
    [1e9, 4e9].flatMap((D) => [1e-4, 3e-4, 1e-3, 3e-3].map((rate) => ({ N: 1e7 * 2 ** k, D, rate }))),
  );
  return rows.map(({ N, D, rate }, i) => {
    const off = (1 + 0.02 * Math.log(rate / 6e-4) ** 2) * Math.exp(0.002 * draw());
    const one = (value: number): Float64Array => Float64Array.of(value);
    return {
      run: `row ${i}`,
      size: N,
      x: one(6 * N * D),
      loss: one((1.69 + 406.4 / N ** 0.34 + 410.7 / D ** 0.28) * off),
      columns: { N: one(N), D: one(D), C: one(6 * N * D) },
    };
  });
}

const fitOf = (curves: readonly Curve[], change: Partial<Protocol>): unknown => {
  const { fit } = fitGroup(curves, { ...defaultProtocol, minFlops: 0, bootstrap: 60, ...change });
  assert.equal(fit.status, "fitted", JSON.stringify(fit));
  return fit.coefficients;
};

describe("the order of rows", () => {
  const curves = sweep();
  const rate = (i: number): number => i % 4;
  const orders = {
    reversed: [...curves].reverse(),
    "by rising rate": [...curves.keys()].sort((i, j) => rate(i) - rate(j)).map((i) => curves[i]!),
    "by falling rate": [...curves.keys()].sort((i, j) => rate(j) - rate(i)).map((i) => curves[i]!),
  };
  for (const law of ["power", "power-floor", "chinchilla"])
    for (const points of ["frontier", "final", "all"] as const)
      it(`changes nothing: ${law}, ${points}`, () => {
        const wanted = fitOf(curves, { law, points });
        for (const [name, other] of Object.entries(orders))
          assert.deepEqual(fitOf(other, { law, points }), wanted, name);
      });

  it("decides nothing at equal N and C: the frontier takes the lowest loss", () => {
    const best = curves.filter((one) => {
      const rivals = curves.filter(({ size, x }) => size === one.size && x[0] === one.x[0]);
      return rivals.every(({ loss }) => (loss[0] ?? NaN) >= (one.loss[0] ?? NaN));
    });
    assert.equal(best.length, 14);
    assert.deepEqual(fitOf(curves, { law: "power" }), fitOf(best, { law: "power" }));
  });

  it("nor within a run whose rows repeat an x", () => {
    const sizes = [1e8, 3e8, 9e8, 2.7e9, 8.1e9];
    const made = (turn: boolean): Curve[] =>
      sizes.map((size) => {
        const D = Float64Array.from({ length: 20 }, (_, i) => 1e9 * 2 ** Math.floor(i / 2));
        const off = (i: number): number => ((i % 2 === 0) === turn ? 1 : 1.05);
        const loss = D.map((d, i) => (1.69 + 406.4 / size ** 0.34 + 410.7 / d ** 0.28) * off(i));
        return { run: `${size}`, size, x: D.map((d) => 6 * size * d), loss };
      });
    assert.deepEqual(fitOf(made(true), { law: "power-floor" }), fitOf(made(false), { law: "power-floor" }));
  });
});
