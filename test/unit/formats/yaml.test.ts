import assert from "node:assert/strict";
import { readSidecar } from "../../../src/core/formats/sidecar";

const why = (text: string): string => {
  const read = readSidecar("config.yaml", text);
  return read.ok ? "" : read.why;
};

/** Each took the parser minutes: the square of the number of signs, or an error for each of them. */
describe("YAML that no person wrote", () => {
  it("is refused before it is parsed, and says why", () => {
    assert.match(why(`a: [${",".repeat(100_000)}`), /more than 64 brackets and commas without a value/);
    assert.match(why(`a: ${"[a, ".repeat(20_000)}`), /nested too deeply/);
    assert.match(why(`a: ${"b: ".repeat(40_000)}1`), /nested too deeply/);
    assert.match(why(Array.from({ length: 5000 }, (_, k) => `k${k}: &a${k} x\n`).join("")), /more than 500 anchors/);
    assert.match(why(`a: 1\n${"# x\n".repeat(40_000)}`), /larger than 128 KiB/);
    assert.match(why(`${" ".repeat(300)}a: 1`), /nested too deeply/);
  });

  it("says what is wrong in one that is not YAML, with the line, not what its parser met", () => {
    const read = readSidecar("config.yaml", "a: 1\nb: [1, 2\nc: }\n");
    assert.equal(read.ok, false);
    assert.ok("line" in read && (read.line ?? 0) >= 2);
    for (const text of ["a: *b", "? [", "!!js/function 'x'", "%YAML 9", "a: &x [*x]", "- - ? : -"])
      assert.doesNotMatch(why(text), /undefined|stack|typed array/i, text);
  });

  it("does not refuse what people write", () => {
    const wide = Array.from({ length: 300 }, (_, k) => `k${k}: ${k}`).join(", ");
    const text = `# ----------------------------------------------------------------------------------------\nmodel: {${wide}}\nprompt: "${"Human: hi ".repeat(500)}"\nlr: 3.0e-4\nlayers: [1, 2, 3]\nempty: {}\n`;
    const read = readSidecar("config.yaml", text);
    assert.ok(read.ok);
    assert.equal(read.values.get("lr"), 3e-4);
    assert.equal(read.values.get("model/k299"), 299);
  });
});
