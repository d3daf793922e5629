import assert from "node:assert/strict";
import { utf8 } from "../../../src/core/formats/bytes/utf8";

describe("utf8", () => {
  it("reads text of every width as TextDecoder does", () => {
    for (const text of ["", "loss", "é→𝛼", "x".repeat(9999) + "𝛼".repeat(5000), "\u0000\uFFFF"]) {
      assert.equal(utf8(new TextEncoder().encode(text)), text);
    }
  });

  it("marks what is not UTF-8 and goes on", () => {
    for (const bytes of [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]]) {
      const text = utf8(Uint8Array.from([65, ...bytes, 66]));
      assert.ok(text.startsWith("A\uFFFD") && text.endsWith("B"), JSON.stringify(text));
    }
  });
});
