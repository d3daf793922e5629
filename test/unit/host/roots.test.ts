import assert from "node:assert/strict";
import { contains, outermost, rootOf } from "../../../src/host/roots";

describe("host/roots", () => {
  it("knows what lies in a folder", () => {
    assert.ok(contains("/logs", "/logs/a/b.jsonl"));
    assert.ok(contains("/logs", "/logs"));
    assert.ok(contains("/logs", "/logs/..hidden/b.jsonl"));
    assert.ok(!contains("/logs", "/logs2/b.jsonl"));
    assert.ok(!contains("/logs/a", "/logs/b.jsonl"));
  });

  it("drops roots that lie in others, and doubles", () => {
    const paths = ["/a/b", "/a", "/c", "/c"];
    assert.deepEqual(
      outermost(paths.map((path) => rootOf(path))).map((root) => root.path),
      ["/a", "/c"],
    );
  });
});
