import assert from "node:assert/strict";
import { difference, differences, holm } from "../../../src/core/fit/check/difference";
import { fitLaw } from "../../../src/core/fit/fit";
import type { Fit } from "../../../src/core/fit/result";
import { normal, random } from "../../../src/core/stats/random";

const options = { objective: "log-mse", x: "flops", bootstrap: 200, seed: 1 } as const;

/** Forty runs on a power law; `shared` is a noise that two metrics of the same runs have in common. */
function line(b: number, seed: number, shared: Float64Array = new Float64Array(40)): Fit {
  const draw = normal(random(seed));
  const x = Float64Array.from({ length: 40 }, (_, i) => 10 ** (18 + i / 10));
  const loss = x.map((c, i) => 40 * c ** -b * Math.exp(0.002 * draw() + (shared[i] ?? 0)));
  const run = Int32Array.from(x.keys());
  return fitLaw(
    { inputs: { x }, loss, run, runs: [...run].map(String), sizes: x },
    {
      ...options,
      law: "power",
      interval: "percentile",
    },
  );
}

describe("difference", () => {
  it("tells groups that differ from groups that do not, with p to match", () => {
    const far = difference(line(0.05, 1), line(0.06, 2), "b");
    assert.ok(far?.differs === true && far.p < 0.001, JSON.stringify(far));
    assert.ok(Math.abs(far.value - 0.01) < 0.002);
    const near = difference(line(0.05, 1), line(0.05, 2), "b");
    assert.ok(near?.differs === false && near.p > 0.05, JSON.stringify(near));
    assert.deepEqual(
      differences(line(0.05, 1), line(0.06, 2)).map(({ coefficient }) => coefficient),
      ["a", "b"],
    );
  });

  it("has none where a group was not fitted or has no such coefficient", () => {
    const none: Fit = { status: "not-fitted", code: "no-points", reason: "" };
    assert.equal(difference(line(0.05, 1), none, "b"), undefined);
    assert.deepEqual(differences(none, line(0.05, 1)), []);
    assert.equal(difference(line(0.05, 1), line(0.05, 2), "alpha"), undefined);
  });

  it("is narrower for two metrics of the same runs, whose noise is the runs'", () => {
    const draw = normal(random(9));
    const shared = Float64Array.from({ length: 40 }, () => 0.02 * draw());
    const [a, b] = [line(0.05, 1, shared), line(0.052, 2, shared)];
    const [alone, paired] = [difference(a, b, "b"), difference(a, b, "b", true)];
    assert.ok(alone && paired);
    assert.ok(paired.high - paired.low < (alone.high - alone.low) / 3, JSON.stringify([alone, paired]));
    assert.ok(paired.differs && !alone.differs);
    assert.ok(paired.low < 0.002 && 0.002 < paired.high);
  });

  it("covers: of 200 pairs of equal groups about one in twenty differs", () => {
    let found = 0;
    for (let k = 0; k < 200; k++) {
      const { differs } = difference(line(0.05, 2 * k + 1), line(0.05, 2 * k + 2), "b") ?? {};
      if (differs === true) found++;
    }
    assert.ok(found >= 2 && found <= 20, `${found} of 200`);
  });
});

describe("holm", () => {
  it("multiplies the smallest by their number, the next by one less, and never falls", () => {
    assert.deepEqual(
      holm([0.01, 0.04, 0.03]).map((p) => Number(p.toFixed(6))),
      [0.03, 0.06, 0.06],
    );
    assert.deepEqual(holm([0.9, 0.8]), [1, 1]);
    assert.deepEqual(holm([]), []);
  });
});
