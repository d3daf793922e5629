import assert from "node:assert/strict";
import { chooseLaw as choose } from "../../../../src/core/fit/honest/choose";
import { clean } from "../../../../src/core/fit/points/clean";
import type { Curve } from "../../../../src/core/fit/points/curve";
import type { HonestFit } from "../../../../src/core/fit/honest/honest";
import { predictAt } from "../../../../src/core/fit/honest/predictAt";
import { designs, finalDesigns, optimalAt, studyOf, truths, type Trouble } from "../../../bench/coverage/studies";

const chooseLaw = (curves: readonly Curve[]): ReturnType<typeof choose> =>
  choose(curves.map((curve) => clean(curve, 0, "lowest")));

const [besiroglu, hoffmann] = truths;
const sixSizes = designs[4];

function fitOf(seed: number, trouble: Trouble = {}, design = sixSizes, truth = besiroglu): HonestFit {
  assert.ok(design !== undefined && truth !== undefined);
  const fit = chooseLaw(studyOf(truth, design, seed, trouble));
  if (fit.status !== "fitted") assert.fail(fit.reason);
  return fit;
}

const codes = (fit: HonestFit): string[] => fit.warnings.map(({ code }) => code);

describe("the law that is chosen", () => {
  it("is Chinchilla's where N and D are told apart, and holds the truth ten and a hundred times beyond", () => {
    let inside = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const fit = fitOf(seed, {}, sixSizes, hoffmann);
      for (const times of [10, 100]) {
        const { low, high } = predictAt(fit, { x: times * fit.top });
        const truth = optimalAt(hoffmann!, times * fit.top);
        if (low <= truth && truth <= high) inside++;
        assert.ok((high - low) / 2 / truth < 0.08, `${(high - low) / 2 / truth} at ${times}, ${seed}`);
      }
    }
    assert.ok(inside >= 20, `${inside} of 24`);
  });

  it("shows what each candidate missed of the sizes left out", () => {
    const fit = fitOf(3);
    assert.deepEqual(
      fit.candidates.map(({ law }) => law),
      ["chinchilla", "power-floor", "power"],
    );
    for (const { rungs, heldOut } of fit.candidates) {
      assert.deepEqual(
        rungs.map(({ size }) => Math.round(size / 1e7)),
        [300, 132],
      );
      assert.ok(heldOut > 0 && heldOut < 0.2);
    }
  });

  it("is of x alone where ends of runs go together in N and D", () => {
    const fit = fitOf(1, {}, finalDesigns[1]);
    assert.equal(fit.points, "finals");
    assert.ok(fit.law === "power-floor" || fit.law === "power");
  });

  it("counts the ends alone where rates come down, logged or seen", () => {
    const seen = fitOf(2, { cosine: true }, designs[1]);
    assert.equal(seen.points, "finals");
    assert.ok(codes(seen).includes("mid-schedule"));
    assert.ok(!codes(fitOf(2, {}, designs[1])).includes("mid-schedule"));
    const logged = studyOf(besiroglu!, sixSizes!, 1, { cosine: true }).map((curve) => {
      return { ...curve, about: { title: curve.run, rateLeft: 0.1 } };
    });
    const fit = chooseLaw(logged);
    assert.equal(fit.status === "fitted" && fit.points, "finals");
  });

  it("leaves a lone low row out, and names run and row", () => {
    const [usual, spiked] = [fitOf(4), fitOf(4, { spike: 0.1 })];
    const warning = spiked.warnings.find(({ code }) => code === "low-spike");
    assert.ok(warning !== undefined);
    assert.equal(warning.row, 42);
    assert.match(warning.message, /^Row 43 of .* lies (9|10|11)(\.\d)? % below its neighbours/);
    const [a, b] = [predictAt(usual, { x: 10 * usual.top }).value, predictAt(spiked, { x: 10 * spiked.top }).value];
    assert.ok(Math.abs(a / b - 1) < 0.005, `${a}, ${b}`);
  });

  it("says that the largest size is too high, and seldom that it is not", () => {
    let [found, alarms] = [0, 0];
    for (let seed = 1; seed <= 10; seed++) {
      if (codes(fitOf(seed, { badLargest: 0.02, runError: 0.002 })).includes("under-tuned-run")) found++;
      if (codes(fitOf(seed, { runError: 0.002 })).includes("under-tuned-run")) alarms++;
    }
    assert.ok(found >= 7, `found ${found} of 10`);
    assert.ok(alarms <= 1, `${alarms} false alarms of 10`);
  });

  it("refuses what holds no law", () => {
    assert.equal(chooseLaw([]).status, "not-fitted");
    const [one] = studyOf(besiroglu!, sixSizes!, 1);
    const refused = chooseLaw([one!]);
    assert.equal(refused.status === "not-fitted" && refused.code, "one-size");
  });
});
