import assert from "node:assert/strict";
import { parseLine } from "../../../src/core/formats/line";

describe("parseLine", () => {
  it("reads a row of JSON Lines", () => {
    const line = parseLine(
      "a.jsonl",
      '{"run_name":"é𝛼","step": 5, "tokens_seen": 100, "eval": {"loss": 2.5}, "x": NaN}',
      "",
    );
    assert.deepEqual([line?.run, line?.step, line?.tokens], ["é𝛼", 5, 100]);
    assert.equal(line?.values.get("eval/loss"), 2.5);
    assert.ok(Number.isNaN(line.values.get("x")));
  });

  it("reads a row of CSV by its header, and none in the header itself", () => {
    assert.equal(parseLine("a.csv", "7;3.5;b", "step;loss;run")?.values.get("loss"), 3.5);
    assert.equal(parseLine("a.csv", "step;loss;run", "step;loss;run"), undefined);
  });

  it("gives nothing for a line that is no row", () => {
    for (const text of ["", "{", "{}", "prose here", '{"a": "b"}'])
      assert.equal(parseLine("a.jsonl", text, ""), undefined, text);
  });
});
