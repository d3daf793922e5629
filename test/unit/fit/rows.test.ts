import assert from "node:assert/strict";
import type { Curve } from "../../../src/core/fit/points/curve";
import { fitGroup } from "../../../src/core/fit/group";
import { powerProtocol } from "../power";
import { resolveProtocol } from "../../../src/core/fit/points/resolve";
import { groupPoints } from "../../../src/core/fit/points/rows";

/** Ten runs of 20·C^−0.05, two of them spoiled. */
const curves: Curve[] = Array.from({ length: 10 }, (_, i) => {
  const C = 1e18 * 2 ** i;
  return {
    run: `r${i}`,
    size: 1e8 * 2 ** (i / 2),
    x: Float64Array.of(C),
    loss: Float64Array.of(i === 3 || i === 7 ? 9 + i : 20 * C ** -0.05),
  };
});
const protocol = { ...powerProtocol, points: "final", bootstrap: 0, minFlops: 0 } as const;

describe("rows of a protocol", () => {
  it("are without those of the highest loss", () => {
    const { points } = groupPoints(curves, resolveProtocol({ ...protocol, dropHighest: 2 }, curves));
    assert.equal(points.loss.length, 8);
    assert.ok(points.loss.every((loss) => loss < 9));
    const { fit } = fitGroup(curves, { ...protocol, dropHighest: 2 });
    assert.ok(fit.status === "fitted");
    assert.ok(Math.abs((fit.coefficients.find(({ id }) => id === "b")?.value ?? NaN) - 0.05) < 1e-12);
  });

  it("leave nothing out of a frontier, and say so in the protocol", () => {
    assert.equal(resolveProtocol({ ...powerProtocol, dropHighest: 2 }, curves).dropHighest, 0);
  });

  it("are gone when more are left out than there are", () => {
    const { fit } = fitGroup(curves, { ...protocol, dropHighest: 20 });
    assert.equal(fit.status, "not-fitted");
  });
});
