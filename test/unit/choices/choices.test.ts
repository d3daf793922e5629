import { strict as assert } from "node:assert";
import { fieldsOf, isWrong, type Offer } from "../../../src/core/choices/choice";
import { controlsOf } from "../../../src/core/choices/control";
import { choices, fitChoices } from "../../../src/core/choices/index";
import { choicesSchema } from "../../../src/core/choices/schema";
import { typedNumber } from "../../../src/core/choices/typed";
import { shortWords } from "../../../src/core/choices/words";
import { presets } from "../../../src/core/fit/protocol/presets";
import { defaultChoices, patchOf, readPatch } from "../../../src/core/state/choose";
import { holds } from "../formats/study/schema";

const offer: Offer = { facets: new Map([["mix", ["a", "b"]]]), metrics: [], logged: [], groupedBy: ["mix"] };

describe("every choice", () => {
  it("has a key and a flag of its own", () => {
    const keys = choices.map(({ section, key }) => `${section}.${key}`);
    const flags = choices.flatMap(({ flag }) => flag?.name ?? []);
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(new Set(flags).size, flags.length);
  });

  for (const choice of choices) {
    const { section, key } = choice;
    const fields = fieldsOf(choice);
    const usual = Object.fromEntries(fields.map(([name, field]) => [name, field.default]));

    it(`${section}.${key} reads what it writes, and takes it from outside`, () => {
      assert.deepEqual(choice.parse(choice.write(usual)), usual);
      for (const { value } of choice.options?.(offer) ?? []) {
        const read = choice.parse([value]);
        assert.ok(!isWrong(read), value);
        for (const [name, field] of fields) {
          const own = (read as Readonly<Record<string, unknown>>)[name];
          assert.ok(field.accepts(own) && holds(field.schema, own), `${name} ${JSON.stringify(own)}`);
        }
      }
    });

    it(`${section}.${key} refuses what is no value of it, and so does a patch`, () => {
      for (const [name, field] of fields)
        for (const strange of [undefined, null, {}, NaN, -1, "\u0000".repeat(2000), [1]]) {
          assert.ok(!field.accepts(strange), `${name} ${JSON.stringify(strange)}`);
          assert.deepEqual(readPatch({ [section]: { [name]: strange } }), { curves: {}, fit: {} });
        }
    });
  }

  it("stands in the schema, which the presets and what stands by default keep to", () => {
    const schema = choicesSchema(fitChoices);
    assert.ok(holds(schema, defaultChoices.fit));
    for (const { id, choices: preset } of presets) {
      assert.ok(holds(schema, preset), id);
      assert.deepEqual(readPatch({ fit: preset }).fit, preset, id);
    }
    assert.ok(!holds(schema, { points: "some" }));
  });

  it("has a control, and what is picked there is a patch", () => {
    const controls = controlsOf(choices, defaultChoices, offer);
    assert.equal(controls.length, choices.length);
    const by = controls.find(({ key }) => key === "fit.by");
    assert.ok(by?.kind === "many");
    assert.deepEqual(by.empty, { means: "none", label: "Automatic", hint: "mix" });
    assert.deepEqual(patchOf("fit.by", ["mix"]), { fit: { by: ["mix"] } });
    assert.deepEqual(patchOf("fit.by", []), { fit: { by: "auto" } });
    assert.deepEqual(patchOf("curves.smoothing", ["0.35"]), { curves: { smoothing: 0.35 } });
    assert.deepEqual(patchOf("filter.mix", ["a"]), { filter: { mix: ["a"] } });
    assert.ok(isWrong(patchOf("fit.points", ["some"])) && isWrong(patchOf("fit.nothing", ["1"])));
  });

  it("of the rows of a frontier has no effect on other points, and the other way round", () => {
    const shown = (points: string): string[] => {
      const fit = { ...defaultChoices.fit, law: "power", points };
      const controls = controlsOf(fitChoices, { ...defaultChoices, fit }, offer);
      return controls.flatMap(({ key, applies }) => (applies ? [key.slice("fit.".length)] : []));
    };
    assert.ok(["frontier", "spacing", "samples"].every((key) => shown("frontier").includes(key)));
    assert.ok(["dropHighest", "weights", "bins"].every((key) => !shown("frontier").includes(key)));
    assert.ok(["dropHighest", "weights"].every((key) => shown("final").includes(key)));
    assert.ok(["frontier", "spacing", "samples", "bins"].every((key) => !shown("final").includes(key)));
  });
});

describe("typed texts", () => {
  const typed = (key: string, text: string): unknown => {
    const patch = patchOf(`fit.${key}`, [text]);
    return isWrong(patch) ? patch.wrong : patch.fit;
  };

  it("are numbers", () => {
    assert.equal(typedNumber(" 20,000 "), 20_000);
    assert.equal(typedNumber("1.5B"), 1.5e9);
    assert.equal(typedNumber("-3e19"), -3e19);
    for (const text of ["", " ", "B", "many", "NaN", "Infinity", "1e999", "0x10", "1.2.3", "3e19 FLOPs"])
      assert.ok(Number.isNaN(typedNumber(text)), text);
  });

  it("are whole numbers within their limits, or refused with the limits", () => {
    assert.deepEqual(typed("bootstrap", "1e4"), { bootstrap: 10_000 });
    assert.deepEqual(typed("bootstrap", "0"), { bootstrap: 0 });
    for (const text of ["", "-1", "1.5", "1e9", "many"])
      assert.match(String(typed("bootstrap", text)), /a whole number from 0 to 100,000, not "/, text);
  });

  it("are a cut at the start of runs: a share, steps or tokens", () => {
    assert.deepEqual(typed("warmup", "0.05"), { warmup: 0.05, warmupUnit: "share" });
    assert.deepEqual(typed("warmup", "7 %"), { warmup: 0.07, warmupUnit: "share" });
    assert.deepEqual(typed("warmup", "2000steps"), { warmup: 2000, warmupUnit: "steps" });
    assert.deepEqual(typed("warmup", "1B Tokens"), { warmup: 1e9, warmupUnit: "tokens" });
    for (const text of ["", "5", "100 %", "steps", "-1 steps", "5 epochs"])
      assert.match(String(typed("warmup", text)), /a share below 1/, text);
  });

  it("are a minimum of FLOPs, or auto", () => {
    assert.deepEqual(typed("minFlops", " 3e19 "), { minFlops: 3e19 });
    assert.deepEqual(typed("minFlops", "Auto"), { minFlops: "auto" });
    for (const text of ["-1", "3e", "1e999", "NaN", "3e19 FLOPs"])
      assert.match(String(typed("minFlops", text)), /a number of FLOPs/, text);
  });

  it("are formulas, refused with the place where they go wrong", () => {
    assert.deepEqual(typed("weights", "1/std^2"), { weights: "1/std^2" });
    const refused = patchOf("fit.weights", ["1/("]);
    assert.ok(isWrong(refused) && refused.at === 3);
    assert.ok(isWrong(patchOf("fit.countC", ["6*N*"])));
    assert.deepEqual(typed("countC", "6ND"), { countC: "6ND" });
  });

  it("are laws: of the list, a mixture of shares, or a formula", () => {
    for (const law of ["chinchilla", "mixture:code,text", "formula:E + A*N^-alpha"])
      assert.deepEqual(typed("law", law), { law });
    for (const law of ["", "chinchila", "mixture:", "mixture:code,E", "formula:E + A*N^"])
      assert.equal(typeof typed("law", law), "string", law);
  });
});

describe("the protocol in a few words", () => {
  const fit = { ...defaultChoices.fit, law: "power" };

  it("names what is in force", () => {
    assert.equal(shortWords(fit), "Hull, even in x, log-mse, 400 resamples");
    const changed = { frontier: "envelope", spacing: "log", minFlops: 3e19, warmup: 0.05, bootstrap: 0 };
    assert.equal(
      shortWords({ ...fit, ...changed }),
      "Envelope, even in ln x, C ≥ 3e19, less 5 %, log-mse, no resamples",
    );
  });

  it("names what is counted, chosen, weighed and resampled otherwise than usual", () => {
    const bins = { frontier: "bins", rates: "best", seeds: "mean", interval: "wild", seed: 7 };
    assert.equal(
      shortWords({ ...fit, countN: "total", countC: "6ND", ...bins }),
      "N total, C 6ND, bins, 10 a decade, best rates, mean of seeds, log-mse, wild, 400 resamples, seed 7",
    );
    assert.equal(
      shortWords({ ...fit, points: "final", dropHighest: 5, weights: "1/std^2" }),
      "Less the 5 highest, weights 1/std^2, log-mse, 400 resamples",
    );
  });

  it("leaves out what has no effect", () => {
    assert.equal(shortWords({ ...fit, points: "final" }), "Log-mse, 400 resamples");
    assert.equal(shortWords({ ...fit, dropHighest: 5 }), "Hull, even in x, log-mse, 400 resamples");
    assert.equal(shortWords(defaultChoices.fit), "As usual");
    assert.equal(shortWords({ ...defaultChoices.fit, minFlops: 3e19, rates: "best" }), "C ≥ 3e19, best rates");
  });
});
