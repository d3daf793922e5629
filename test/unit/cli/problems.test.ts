import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { cwd } from "node:process";
import { shownPath, shownProblems } from "../../../src/cli/print/problems";

describe("problems in the terminal", () => {
  const at = (file: string, line?: number) => ({
    file: resolve(file),
    ...(line === undefined ? {} : { line }),
    message: line === undefined ? "N unknown" : "torn",
  });

  it("names files from here, and lines", () => {
    assert.equal(shownPath(resolve("a/b.jsonl"), cwd()), "a/b.jsonl");
    assert.deepEqual(shownProblems([at("a.jsonl", 3)], cwd()), ["a.jsonl:3: torn"]);
  });

  it("says once what is true of many files, and lines one by one", () => {
    assert.deepEqual(shownProblems([at("a"), at("b"), at("b", 1), at("b", 2), at("c")], cwd()), [
      "a and 2 others: N unknown",
      "b:1: torn",
      "b:2: torn",
    ]);
  });

  it("counts what it leaves out", () => {
    const many = Array.from({ length: 30 }, (_, i) => at("a", i + 1));
    assert.equal(shownProblems(many, cwd()).length, 21);
    assert.match(shownProblems(many, cwd())[20]!, /10 more/);
  });
});
