import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { format } from "prettier";
import { fitChoices } from "../../../src/core/choices/index";
import { choicesSchema } from "../../../src/core/choices/schema";
import { presets } from "../../../src/core/fit/protocol/presets";
import { readStudyFile } from "../../../src/core/formats/study/read";
import { reduce } from "../../../src/core/state/reduce";
import { emptyState } from "../../../src/core/state/state";
import { studyProtocol } from "../../../src/core/state/studyProtocol";
import { makeRun } from "./runs";

const file = (folder: string, protocol: unknown) => {
  const relative = folder === "" ? "isoflop.json" : `${folder}/isoflop.json`;
  return readStudyFile(`/s/${relative}`, relative, JSON.stringify({ protocol }, null, 2));
};
const runIn = (folder: string) => ({ ...makeRun({ name: folder, params: 1e8, tokens: [1e9], losses: {} }), folder });

describe("the protocol of a study's own files", () => {
  it("is a preset by its name, or choices, and the nearest file goes before those above it, choice by choice", () => {
    const files = [
      file("a", { preset: "shukor-frontier", bootstrap: 100 }),
      file("", { bootstrap: 50, samples: 500, seed: 7 }),
    ];
    const { choices, preset, problems } = studyProtocol(files, [runIn("a/x"), runIn("a/y")]);
    assert.deepEqual(problems, []);
    assert.equal(preset?.id, "shukor-frontier");
    assert.deepEqual(
      [choices.law, choices.minFlops, choices.bootstrap, choices.samples, choices.seed],
      ["power", 3e19, 100, 1000, 7],
    );
    assert.equal(studyProtocol([file("", "gadre")], []).choices.law, "gadre");
  });

  it("holds only where all runs are in its folder, and says so where they are not", () => {
    const { choices, problems } = studyProtocol([file("a", "gadre")], [runIn("a/x"), runIn("ab")]);
    assert.deepEqual(choices, {});
    assert.match(problems[0]?.message ?? "", /^protocol: not used: there are runs outside this folder/);
    assert.equal(problems[0]?.line, 2);
  });

  it("names what it cannot read with its line, and the rest holds", () => {
    const { choices, problems } = studyProtocol(
      [file("", { preset: "shukor", law: "powr", samples: 3, colour: "red", bootstrap: 10 })],
      [],
    );
    assert.deepEqual(choices, { bootstrap: 10 });
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3, 4, 5, 6],
    );
    assert.match(problems[0]?.message ?? "", /there is no preset "shukor"; there is kaplan/);
    assert.match(problems[1]?.message ?? "", /law: expected one of auto, power, /);
    assert.match(problems[2]?.message ?? "", /samples: expected a whole number from 10/);
    assert.match(problems[3]?.message ?? "", /unknown choice "colour"; known here: preset, law, /);
    assert.match(file("", 3).problems[0]?.message ?? "", /protocol has to be the name of a preset/);
  });

  it("moves the choices that nobody made, and no others", () => {
    const chosen = reduce(emptyState, { type: "chose", patch: { fit: { samples: 77 } } });
    const described = reduce(chosen, { type: "described", fit: { law: "power", samples: 500 } });
    assert.deepEqual([described.choices.fit.law, described.choices.fit.samples], ["power", 77]);
    const gone = reduce(described, { type: "described", fit: {} });
    assert.deepEqual([gone.choices.fit.law, gone.choices.fit.samples], ["auto", 77]);
  });

  it("is in the schema as the choices are", async () => {
    const path = "media/isoflop.schema.json";
    const text = readFileSync(path, "utf8");
    const schema = JSON.parse(text) as { properties: { protocol: { anyOf: unknown } } };
    const ids = presets.map(({ id }) => id);
    const { properties } = choicesSchema(fitChoices);
    const preset = { enum: ids, description: "A paper's own choices; what is set beside it goes before it." };
    schema.properties.protocol.anyOf = [
      { enum: ids },
      { type: "object", additionalProperties: false, properties: { preset, ...(properties as object) } },
    ];
    const made = await format(JSON.stringify(schema), { parser: "json", printWidth: 120 });
    if (env["UPDATE_DOCS"] === "1") writeFileSync(path, made);
    else
      assert.deepEqual(
        JSON.parse(text),
        JSON.parse(made),
        `${path} is old: UPDATE_DOCS=1 npm run test:unit studyProtocol`,
      );
  });
});
