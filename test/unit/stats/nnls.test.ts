import assert from "node:assert/strict";
import { nnls } from "../../../src/core/stats/nnls";
import { normal, random } from "../../../src/core/stats/random";

/** Normal equations of a matrix given by rows. */
function gram(A: readonly (readonly number[])[], b: readonly number[]): [Float64Array, Float64Array] {
  const p = A[0]!.length;
  const G = new Float64Array(p * p);
  const h = new Float64Array(p);
  A.forEach((row, i) => {
    for (let j = 0; j < p; j++) {
      h[j]! += row[j]! * b[i]!;
      for (let k = 0; k < p; k++) G[j * p + k]! += row[j]! * row[k]!;
    }
  });
  return [G, h];
}

describe("nnls", () => {
  it("solves plain least squares when nothing is held", () => {
    const x = nnls(Float64Array.of(2, 1, 1, 3), Float64Array.of(1, -2), [false, false])!;
    assert.ok(Math.abs(x[0]! - 1) < 1e-14 && Math.abs(x[1]! + 1) < 1e-14);
  });

  it("meets the conditions of Karush, Kuhn and Tucker on random problems", () => {
    const draw = normal(random(3));
    for (let round = 0; round < 200; round++) {
      const p = 1 + (round % 5);
      const A = Array.from({ length: 12 }, () => Array.from({ length: p }, () => draw() + 0.5));
      const [G, h] = gram(A, Array.from({ length: 12 }, draw));
      const held = Array.from({ length: p }, (_, k) => k !== 1);
      const x = nnls(G, h, held)!;
      for (let k = 0; k < p; k++) {
        let slope = -h[k]!;
        for (let j = 0; j < p; j++) slope += G[k * p + j]! * x[j]!;
        if (held[k] === true) assert.ok(x[k]! >= 0 && slope > -1e-9);
        if (held[k] !== true || x[k]! > 0) assert.ok(Math.abs(slope) < 1e-9, `slope ${slope}`);
      }
    }
  });

  it("is undefined for dependent columns", () => {
    assert.equal(nnls(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1), [false, false]), undefined);
  });
});
