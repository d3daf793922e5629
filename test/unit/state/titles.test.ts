import assert from "node:assert/strict";
import { titlesOf } from "../../../src/core/state/titles";

const titles = (...combinations: Record<string, string>[]): string[] =>
  titlesOf(combinations.map((facets) => new Map(Object.entries(facets))));

describe("titles of groups", () => {
  it("name what tells a group from the others and no more", () => {
    assert.deepEqual(
      titles(
        { "folder 1": "data-mix", init: "random", mix: "45-45-10" },
        { "folder 1": "data-mix", init: "random", mix: "30-30-40" },
        { "folder 1": "late-vs-early", init: "late-init" },
      ),
      ["45-45-10", "30-30-40", "late-init"],
    );
  });

  it("name every facet of a full grid", () => {
    assert.deepEqual(titles({ a: "1", b: "x" }, { a: "1", b: "y" }, { a: "2", b: "x" }, { a: "2", b: "y" }), [
      "1 · x",
      "1 · y",
      "2 · x",
      "2 · y",
    ]);
  });

  it("are empty where there is nothing to tell apart", () => {
    assert.deepEqual(titles({ mix: "only" }), [""]);
    assert.deepEqual(titles(), []);
  });
});
