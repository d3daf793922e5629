import { strict as assert } from "node:assert";
import type { Offer } from "../../../src/core/choices/choice";
import { fitChoices } from "../../../src/core/choices/index";
import { defaultChoices, patchChoices } from "../../../src/core/state/choose";
import { answered, questionsOf, type Question } from "../../../src/host/fitQuestions";

const offer: Offer = {
  facets: new Map([["mix", ["a", "b"]]]),
  metrics: [{ value: "eval/text/loss", label: "text", hint: "eval: eval/text/loss" }],
  logged: [],
  groupedBy: ["mix"],
};
const labels = (questions: readonly Question[]): string[] => questions.map(({ control }) => control.label);
const of = (questions: readonly Question[], key: string): Question => {
  const found = questions.find(({ control }) => control.key === `fit.${key}`);
  assert.ok(found, key);
  return found;
};

describe("the questions of Fit Scaling Law", () => {
  const onFrontier = questionsOf(patchChoices(defaultChoices, { fit: { law: "power" } }), offer);
  const final = patchChoices(defaultChoices, {
    fit: { law: "power", points: "final", metrics: ["eval/text/loss"], by: ["mix"] },
  });

  it("are every choice of the fit that has an effect, under one or the other choice of points", () => {
    const asked = new Set([...labels(onFrontier), ...labels(questionsOf(final, offer)), "Bins"]);
    assert.deepEqual([...asked].sort(), fitChoices.map(({ label }) => label).sort());
    assert.ok(!labels(onFrontier).includes("Weights") && !labels(questionsOf(final, offer)).includes("Spacing"));
  });

  it("say what stands in the menu's own words", () => {
    const said = (key: string, questions: readonly Question[]): string => of(questions, key).standing;
    assert.equal(said("law", onFrontier), "Power law");
    assert.equal(said("law", questionsOf(defaultChoices, offer)), "Best held-out");
    assert.equal(said("by", onFrontier), "Automatic (mix)");
    assert.equal(said("metrics", onFrontier), "All losses");
    assert.equal(said("metrics", questionsOf(final, offer)), "text");
    assert.equal(said("by", questionsOf(final, offer)), "mix");
    assert.equal(said("warmup", onFrontier), "0 %");
  });

  it("add an answer to those before it, or say why they do not take it", () => {
    const before = { fit: { law: "kaplan" } };
    assert.deepEqual(answered(before, of(onFrontier, "minFlops"), ["3e19"]), {
      fit: { law: "kaplan", minFlops: 3e19 },
    });
    assert.deepEqual(answered(before, of(onFrontier, "by"), []), { fit: { law: "kaplan", by: "auto" } });
    const refused = answered(before, of(onFrontier, "samples"), ["3"]);
    assert.ok(typeof refused === "string");
    assert.match(refused, /a whole number from 10 to 100,000, not "3"/);
  });
});
