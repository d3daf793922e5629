import assert from "node:assert/strict";
import { isToPage } from "../../webview/shared/validate";
import { scalingView, trendsView } from "./sample";

describe("door of the page", () => {
  const view = scalingView();
  const [chart] = view.grid.charts;
  const [line] = chart?.lines ?? [];
  const withLine = (part: object): unknown => ({
    type: "view",
    view: { ...view, grid: { ...view.grid, charts: [{ ...chart, lines: [{ ...line, ...part }] }] } },
  });

  it("lets views in", () => {
    assert.ok(isToPage({ type: "view", view }));
    assert.ok(isToPage({ type: "view", view: trendsView(["a"], ["loss"], { raw: true }) }));
    assert.ok(isToPage(structuredClone({ type: "view", view })));
  });

  it("lets an answer to a point in", () => {
    const text = { title: "run", rows: [{ label: "CE", text: "2.3" }], law: "", problems: [] };
    assert.ok(isToPage({ type: "point", point: { chart: "a", line: "b", index: 3, text } }));
    assert.ok(!isToPage({ type: "point", point: { chart: "a", line: "b", index: "3", text } }));
    assert.ok(!isToPage({ type: "point", point: { chart: "a", line: "b", index: 3, text: "<b>" } }));
  });

  it("keeps everything else out", () => {
    const others = [undefined, null, 0, "view", [], {}, { type: "view" }, { type: "views", view }, { type: "point" }];
    for (const other of others) assert.ok(!isToPage(other), JSON.stringify(other));
    for (const key of Object.keys(view).filter((name) => name !== "busy" && name !== "empty")) {
      assert.ok(!isToPage({ type: "view", view: { ...view, [key]: undefined } }), key);
    }
  });

  it("keeps lines out that could not be drawn", () => {
    assert.ok(isToPage(withLine({})));
    for (const part of [
      { id: 1 },
      { x: [1, 2] },
      { y: undefined },
      { x: new Float64Array(3) },
      { y: new Float32Array(90) },
    ]) {
      assert.ok(!isToPage(withLine(part)), Object.keys(part).join());
    }
  });
});
