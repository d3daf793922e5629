import assert from "node:assert/strict";
import { matchesGlob } from "../../../src/engine/source/glob";

describe("globs", () => {
  it("match pieces, and any number of them for **", () => {
    for (const [glob, path, matches] of [
      ["**", "a/b", true],
      ["old/**", "old/a/b", true],
      ["old/**", "old", true],
      ["**/x.csv", "x.csv", true],
      ["**/x.csv", "a/b/x.csv", true],
      ["a/**/b/**/c", "a/b/x/b/y/c", true],
      ["a/**/b/**/c", "a/x/y/c", false],
      ["*.csv", "a/x.csv", false],
      ["a/?.csv", "a/x.csv", true],
      ["**/**/a", "a", true],
      ["**/a", "a/b", false],
    ] as const)
      assert.equal(matchesGlob(glob, path), matches, `${glob} ${path}`);
  });

  // By recursion on each `**` this took more than 10^10 comparisons.
  it("answer at once whatever the number of ** and folders", () => {
    const deep = `${"d/".repeat(60)}log.csv`;
    assert.equal(matchesGlob(`${"**/".repeat(40)}nothing`, deep), false);
    assert.equal(matchesGlob(`${"**/d/".repeat(30)}log.csv`, deep), true);
    assert.equal(matchesGlob(`${"**/d/".repeat(61)}log.csv`, deep), false);
  });
});
