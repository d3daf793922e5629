import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";

const example = "examples/native-multimodal";
const logs = (root: string) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.json(l)?$/.test(path))
    .sort();

describe("examples/native-multimodal", () => {
  let fresh = "";
  before(() => {
    fresh = mkdtempSync(join(tmpdir(), "isoflop-example-"));
    execFileSync(execPath, [join(example, "generate.mjs"), fresh]);
  });
  after(() => {
    rmSync(fresh, { recursive: true, force: true });
  });

  it("is what its generator writes, byte for byte", () => {
    assert.deepEqual(logs(fresh), logs(example));
    for (const path of logs(example))
      assert.ok(readFileSync(join(fresh, path)).equals(readFileSync(join(example, path))), path);
  });

  it("holds four mixes × six sizes, and two initialisations", () => {
    const folders = logs(example).filter((path) => path.endsWith("metrics.jsonl"));
    assert.equal(folders.filter((path) => /^data-mix.\d\d-\d\d-\d\d.\d\.\d{3}B/.test(path)).length, 24);
    assert.equal(folders.filter((path) => /^late-vs-early.(late|early)-init/.test(path)).length, 2);
    assert.equal(folders.length, 26);
  });

  it("passes through the published losses at 100B, 400B and 1T tokens", () => {
    const at = (init: string, tokens: number) => {
      const lines = readFileSync(join(example, "late-vs-early", init, "metrics.jsonl"), "utf8")
        .trim()
        .split("\n");
      const rows = lines.map((line) => JSON.parse(line) as Record<string, number>);
      const row = rows.find((other) => other["tokens"] === tokens && "eval/text/loss" in other);
      return ["image-caption", "interleaved", "text"].map((domain) => row?.[`eval/${domain}/loss`]);
    };
    assert.deepEqual(at("late-init", 1e11), [2.35, 2.58, 2.79]);
    assert.deepEqual(at("late-init", 4e11), [2.25, 2.53, 2.76]);
    assert.deepEqual(at("late-init", 1e12), [2.2, 2.5, 2.74]);
    assert.deepEqual(at("early-init", 1e11), [2.45, 2.6, 2.8]);
    assert.deepEqual(at("early-init", 4e11), [2.32, 2.55, 2.77]);
    assert.deepEqual(at("early-init", 1e12), [2.25, 2.5, 2.74]);
  });
});
