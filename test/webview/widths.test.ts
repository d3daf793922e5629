import assert from "node:assert/strict";
import { readPatch } from "../../src/core/state/choose";
import { expectedWidth, isFar, readTab, readWidths } from "../../webview/chart/widths";

describe("the width of a chart", () => {
  it("comes back from what an earlier page kept", () => {
    const widths = readWidths({ tab: "scaling", widths: { trends: 0.9, scaling: 0.2 } });
    assert.deepEqual(widths, { trends: 0.9, scaling: 0.2 });
    assert.equal(expectedWidth(widths, "scaling", 2000), 400);
    assert.equal(readTab({ tab: "scaling" }), "scaling");
  });

  it("is the usual one where nothing was kept, or something else", () => {
    for (const saved of [
      undefined,
      null,
      3,
      {},
      { widths: 1 },
      { widths: { trends: "a", scaling: NaN } },
      { widths: { trends: 7 } },
    ]) {
      assert.deepEqual(readWidths(saved), {});
      assert.equal(readTab(saved), "");
    }
    assert.equal(expectedWidth({}, "trends", 1000), 300);
  });

  it("is told again only where that would show", () => {
    assert.ok(!isFar(395, 400) && !isFar(430, 400) && isFar(500, 400) && isFar(20, 40));
  });

  it("beside the choices does not disturb them", () => {
    assert.deepEqual(readPatch({ tab: "trends", widths: { trends: 0.5 } }), readPatch({ tab: "trends" }));
  });
});
