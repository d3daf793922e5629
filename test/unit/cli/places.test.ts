import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { shownPath, shownProblems } from "../../../src/cli/print/places";

describe("problems in the terminal", () => {
  const at = (file: string, line?: number) => ({
    file: resolve(file),
    ...(line === undefined ? {} : { line }),
    message: line === undefined ? "N unknown" : "torn",
  });

  it("names files from here, and lines", () => {
    assert.equal(shownPath(resolve("a/b.jsonl")), "a/b.jsonl");
    assert.deepEqual(shownProblems([at("a.jsonl", 3)]), ["a.jsonl:3: torn"]);
  });

  it("says once what is true of many files, and lines one by one", () => {
    assert.deepEqual(shownProblems([at("a"), at("b"), at("b", 1), at("b", 2), at("c")]), [
      "a and 2 others: N unknown",
      "b:1: torn",
      "b:2: torn",
    ]);
  });

  it("counts what it leaves out", () => {
    const many = Array.from({ length: 30 }, (_, i) => at("a", i + 1));
    assert.equal(shownProblems(many).length, 21);
    assert.match(shownProblems(many)[20]!, /10 more/);
  });
});
