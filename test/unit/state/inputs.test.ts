import assert from "node:assert/strict";
import { lawOf } from "../../../src/core/laws/index";
import { defaultChoices } from "../../../src/core/state/choose";
import { planFits } from "../../../src/core/state/fitting";
import { automaticFacets } from "../../../src/core/state/groups";
import { identifierOf, inputNames, inputOf, mixShares } from "../../../src/core/state/inputs";
import { makeRun } from "./runs";

const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
const runs = shares.map((share) => ({
  ...makeRun({
    name: `s${share}`,
    facets: { "mix.text": `${share}` },
    losses: { loss: [2 + Math.exp(1 - 2 * share)], lr: [1e-3] },
  }),
  config: new Map<string, number>([["data/share", share]]),
}));

describe("inputs of a law", () => {
  it("come from settings, facets and other metrics, by names a formula can hold", () => {
    const [, run] = runs;
    const series = run?.series("loss");
    assert.ok(run && series);
    assert.equal(identifierOf("data/share-of.text"), "data_share_of_text");
    assert.deepEqual(inputOf(run, series, "data_share"), 0.2);
    assert.deepEqual(inputOf(run, series, "mix_text"), 0.2);
    assert.deepEqual(inputOf(run, series, "lr"), Float64Array.of(1e-3));
    assert.equal(inputOf(run, series, "loss"), undefined);
    assert.deepEqual(inputNames(run), ["data_share", "mix_text", "loss", "lr"]);
  });

  it("are the shares of a mix that is written as percentages, and then no groups", () => {
    const mixed = ["45-45-10", "20-40-40", "1-2-3", "33-33-33"].map((mix) => ({
      ...makeRun({ name: mix, facets: { mix }, losses: { loss: [3] } }),
      config: new Map([["data/mix_domains", "image, code,text"]]),
    }));
    const [first, , odd, thirds] = mixed;
    const round = (run: (typeof mixed)[number]) => [...mixShares(run)].map(([name, v]) => [name, Number(v.toFixed(4))]);
    assert.deepEqual(round(first!), [
      ["mix_1", 0.45],
      ["mix_2", 0.45],
      ["mix_3", 0.1],
      ["mix_image", 0.45],
      ["mix_code", 0.45],
      ["mix_text", 0.1],
    ]);
    assert.equal(mixShares(odd!).size, 0);
    // A pattern with blanks on both sides of the comma took the square of their number: half an hour for this one.
    const blanks = { ...first!, config: new Map([["mix_domains", `image${" ".repeat(900_000)}`]]) };
    assert.equal(mixShares(blanks).size, 3);
    assert.equal(round(thirds!)[0]![1], 0.3333);
    assert.deepEqual(inputOf(first!, first!.series("loss")!, "mix_text"), 0.1);
    assert.ok(inputNames(first!).includes("mix_code"));
    assert.deepEqual(automaticFacets(mixed), ["mix"]);
    assert.deepEqual(automaticFacets(mixed, ["N", "mix_text"]), []);
  });

  it("are not what makes groups, and need no x beside them", () => {
    const law = "formula:mix_text:c + k*exp(-t*mix_text)";
    assert.ok(lawOf(law));
    const plan = planFits(runs, { ...defaultChoices.fit, law, bootstrap: 0, metrics: ["loss"] }, undefined);
    assert.equal(plan.groups.length, 1);
    const { fit } = plan.fit(0, () => false).result;
    assert.ok(fit.status === "fitted", fit.status === "not-fitted" ? fit.reason : "");
    const value = (id: string) => fit.coefficients.find((c) => c.id === id)?.value ?? NaN;
    assert.ok(Math.abs(value("c") - 2) < 1e-6 && Math.abs(value("t") - 2) < 1e-6);
  });
});
