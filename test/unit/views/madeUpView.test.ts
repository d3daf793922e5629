import assert from "node:assert/strict";
import { isWrong } from "../../../src/core/choices/choice";
import { patchOf, readPatch } from "../../../src/core/state/choose";
import { reduce } from "../../../src/core/state/reduce";
import { emptyState, type State } from "../../../src/core/state/state";
import { patchOfPick, studyViews, tabOfFits, viewOf } from "../../../src/core/views/index";
import { panelView } from "../../../src/core/views/panel";
import { makeRun } from "../state/runs";
import { choicesWithTop, runTable, top } from "./madeUpView";

const views = [...studyViews, runTable];
const runs = [1e8, 2e8, 3e8].map((params) =>
  makeRun({ name: `run ${params}`, params, tokens: [1e9, 2e9], losses: { "eval/text/loss": [3, 2.5] } }),
);

/** The study with the made-up view open. */
function opened(): State {
  const found = reduce(
    { ...emptyState, choices: choicesWithTop },
    { type: "found", runs, files: runs.length, problems: [] },
  );
  const patch = readPatch(
    { tab: runTable.id },
    undefined,
    views.map(({ id }) => id),
  );
  return reduce(found, { type: "chose", patch });
}

describe("a view that is made up", () => {
  it("has a tab beside the others, and is the open one when it was chosen", () => {
    const { tabs, tab } = panelView(opened(), 1, views);
    assert.deepEqual(
      tabs.map(({ label }) => label),
      [...studyViews.map(({ label }) => label), "Runs"],
    );
    assert.equal(tab, runTable.id);
  });

  it("has its figure, its side panel and no fits", () => {
    const { figure, side, showsFits } = panelView(opened(), 1, views);
    assert.ok(figure.kind === "table");
    assert.deepEqual(
      figure.rows.map(({ cells }) => cells),
      [
        ["run 100000000", "100000000"],
        ["run 200000000", "200000000"],
      ],
    );
    assert.deepEqual(
      side.map(({ title, rows }) => [title, rows]),
      [["Count", [["3"]]]],
    );
    assert.equal(showsFits, false);
  });

  it("has its controls, and what is typed there shows in its figure", () => {
    const before = opened();
    const [control] = panelView(before, 1, views).controls;
    assert.deepEqual(
      [control?.label, control?.kind, control?.value, control?.group],
      ["Runs listed", "number", "2", "main"],
    );
    const patch = patchOf(control?.key ?? "", ["3"], [top]);
    assert.ok(!isWrong(patch));
    const { figure } = panelView(reduce(before, { type: "chose", patch }), 2, views);
    assert.equal(figure.kind === "table" && figure.rows.length, 3);
    assert.ok(isWrong(patchOf(control?.key ?? "", ["many"], [top])));
  });

  it("says what a click in it means", () => {
    const before = opened();
    const id = runs[1]?.id ?? "";
    const patch = patchOfPick(before, { kind: "row", row: id }, views);
    const { figure } = panelView(reduce(before, { type: "chose", patch }), 2, views);
    assert.deepEqual(figure.kind === "table" && figure.rows.map(({ marked }) => marked), [false, true]);
  });

  it("says what is missing where its figure is blank, and what is going on while there is work", () => {
    const blank = { ...opened(), runs: [] };
    assert.equal(panelView(blank, 1, views).nothing, "No run to list.");
    const work = { kind: "reading", unit: "files", done: 1, total: 2 } as const;
    assert.equal(panelView({ ...blank, work }, 1, views).nothing, "Reading logs …");
  });
});

describe("the list of views", () => {
  it("opens the first view where the tab names none, and a saved tab that is gone is forgotten", () => {
    assert.equal(viewOf("", views), views[0]);
    assert.equal(viewOf("gone", views), views[0]);
    assert.ok(!("tab" in readPatch({ tab: "gone" }, undefined, ["here"])));
    assert.equal(readPatch({ tab: "here" }, undefined, ["here"]).tab, "here");
  });

  it("fits in the open view if that shows fits, else in the first that does", () => {
    const fits = { ...runTable, id: "fits", needsFit: true };
    assert.equal(tabOfFits("fits", [...studyViews, fits]), "fits");
    assert.equal(tabOfFits(runTable.id, [runTable, fits]), "fits");
  });

  it("has no two views of one id", () => {
    assert.equal(new Set(studyViews.map(({ id }) => id)).size, studyViews.length);
  });

  it("marks a group in the list of coefficients, and takes the mark away again, in whatever view", () => {
    const state = opened();
    const marked = reduce(state, { type: "chose", patch: patchOfPick(state, { kind: "group", group: "g" }, views) });
    assert.equal(marked.choices.group, "g");
    assert.deepEqual(patchOfPick(marked, { kind: "group", group: "g" }, views), { group: null });
  });
});
