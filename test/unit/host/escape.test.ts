import assert from "node:assert/strict";
import { escapeMarkdown } from "../../../src/host/escape";

describe("host/escape", () => {
  it("leaves words and numbers as they are", () => {
    assert.equal(escapeMarkdown("tulu 7B α"), "tulu 7B α");
  });

  it("leaves no character of Markdown, HTML or an address unescaped", () => {
    const hostile = "<b>[x](command:evil) `a|b` ![i](u) https://evil.example www.evil.example $(zap) &lt; *_~#+-.!{}";
    const bare = escapeMarkdown(hostile).replaceAll(/\\[!-/:-@[-`{-~]/g, "");
    assert.match(bare, /^[\p{L}\d ]*$/u);
  });

  it("keeps a text on one line", () => {
    assert.equal(escapeMarkdown("a\n\n# b\r\nc"), "a \\# b c");
  });
});
