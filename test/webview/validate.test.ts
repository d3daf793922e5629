import assert from "node:assert/strict";
import { isToPage } from "../../webview/shared/validate";
import { scalingView, trendsView } from "./sample";

describe("validation of messages to the page", () => {
  const view = scalingView();
  const [chart] = view.figure.charts;
  const [line] = chart?.lines ?? [];
  const withLine = (part: object): unknown => ({
    type: "view",
    view: { ...view, figure: { ...view.figure, charts: [{ ...chart, lines: [{ ...line, ...part }] }] } },
  });

  it("lets views in", () => {
    assert.ok(isToPage({ type: "view", view }));
    assert.ok(isToPage({ type: "view", view: trendsView(["a"], ["loss"], { raw: true }) }));
    assert.ok(isToPage(structuredClone({ type: "view", view })));
  });

  it("lets an answer to a point in", () => {
    const text = { title: "run", rows: [{ label: "CE", text: "2.3" }], law: "", problems: [] };
    assert.ok(
      isToPage({ type: "point", point: { chart: "a", line: "b", index: 3, text, beside: { rows: [], of: 0 } } }),
    );
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

  it("lets every kind of figure in, and keeps others out", () => {
    const withFigure = (figure: unknown): unknown => ({ type: "view", view: { ...view, figure } });
    const row = { id: "a", cells: ["a"], marked: false };
    const table = { kind: "table", columns: [{ head: "Run" }], rows: [row] };
    assert.ok(isToPage(withFigure(table)));
    assert.ok(isToPage(withFigure({ kind: "text", title: "", paragraphs: ["a"] })));
    for (const figure of [
      { kind: "pie" },
      { ...table, columns: [{}] },
      { ...table, rows: [{ ...row, cells: [1] }] },
      { ...table, rows: [{ ...row, id: undefined }] },
      { kind: "text", title: "", paragraphs: "a" },
    ])
      assert.ok(!isToPage(withFigure(figure)), JSON.stringify(figure));
  });

  it("keeps controls and sections out that could not be drawn", () => {
    const [control] = view.controls;
    const section = { id: "s", title: "S", columns: [{ head: "" }], rows: [["a"]], values: [] };
    assert.ok(isToPage({ type: "view", view: { ...view, side: [section] } }));
    for (const part of [{ kind: "dial" }, { key: 1 }, { options: [{ value: "a" }] }, { applies: "yes" }]) {
      assert.ok(!isToPage({ type: "view", view: { ...view, controls: [{ ...control, ...part }] } }));
    }
    for (const part of [{ rows: [[1]] }, { columns: [{}] }, { title: undefined }, { lines: [1] }]) {
      assert.ok(!isToPage({ type: "view", view: { ...view, side: [{ ...section, ...part }] } }));
    }
    for (const questions of [undefined, [{ id: "a", label: "A" }], [{ id: 1, label: "A", asked: false }]])
      assert.ok(!isToPage({ type: "view", view: { ...view, questions } }));
  });

  it("lets in why something typed was refused", () => {
    assert.ok(isToPage({ type: "refused", key: "fit.bins", message: "expected a whole number" }));
    assert.ok(!isToPage({ type: "refused", key: "fit.bins" }));
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
