import assert from "node:assert/strict";
import { withAsked } from "../../../../src/core/formats/study/ask";
import { readStudyFile } from "../../../../src/core/formats/study/read";

const params = ["facts", "params"];
const perStep = ["facts", "tokensPerStep"];
const asked = (text: string, ...asks: string[][]) => {
  const made = withAsked(text, asks);
  assert.ok(made);
  return { ...made, selected: made.text.slice(made.start, made.end) };
};
const complaints = (text: string) => readStudyFile("/isoflop.json", "isoflop.json", text).problems;

describe("places for what is asked in isoflop.json", () => {
  it("makes a file where there is none, with the first place selected", () => {
    const { text, selected } = asked("", params, perStep);
    assert.equal(text, '{\n  "facts": {\n    "params": null,\n    "tokensPerStep": null\n  }\n}\n');
    assert.equal(selected, "null");
    assert.equal(complaints(text).length, 2);
    assert.deepEqual(complaints(text.replaceAll("null", "1e6")), []);
  });

  it("adds to what is there in its own way of writing, and changes nothing of it", () => {
    const before = '{\r\n\t"facets": {},\r\n\t"facts": { "worldSize": 8 }\r\n}\r\n';
    const { text, start } = asked(before, params, ["runs", 'a "b".c', ...params]);
    assert.ok(text.startsWith('{\r\n\t"facets": {},\r\n\t"facts": { "worldSize": 8,\r\n\t\t"params": null }'));
    assert.equal(text.slice(start - 10, start), '"params": ');
    assert.deepEqual((JSON.parse(text) as { runs: unknown }).runs, { 'a "b".c': { facts: { params: null } } });
    assert.deepEqual(asked('{ "facets": { } }', ["facets", "mix"]).text, '{ "facets": {\n    "mix": null\n  } }');
  });

  it("leaves what is set, and selects it", () => {
    const before = '{"facts": {"params": "1.6B"}}';
    const { text, selected } = asked(before, params);
    assert.equal(text, before);
    assert.equal(selected, '"1.6B"');
    assert.equal(asked('{"facts": 7}', params).selected, "7");
  });

  it("puts the cursor before the end where nothing is asked", () => {
    const { text, start, end } = asked("");
    assert.deepEqual([text, start, end], ["{\n}\n", 2, 2]);
  });

  it("changes nothing in what is no object", () => {
    for (const text of ['{"facts": ', "[1]", "7", "null"]) assert.equal(withAsked(text, [params]), undefined, text);
  });
});
