import assert from "node:assert/strict";
import { reduce } from "../../src/core/state/reduce";
import { emptyState } from "../../src/core/state/state";
import { studyViews } from "../../src/core/views/index";
import { panelView } from "../../src/core/views/panel";
import { makeRun } from "../unit/state/runs";
import { choicesWithTop, runTable } from "../unit/views/madeUpView";
import { stage } from "./launch";
import { drawn, inWorkspace, study } from "./study";

describe("a view that is made up", () => {
  before(async () => {
    await study(inWorkspace("live"));
    await stage.palette("Isoflop: Show Trends");
    await drawn("the trends", ({ choices }) => choices.tab === "trends");
  });

  it("appears in the page with its tab, its control, its figure and its side panel, and the page knows nothing of it", async () => {
    const runs = ["first", "second"].map((name) =>
      makeRun({ name, params: 1e8, tokens: [1e9], losses: { "eval/text/loss": [3] } }),
    );
    const chosen = { ...emptyState, choices: { ...choicesWithTop, tab: runTable.id } };
    const state = reduce(chosen, { type: "found", runs, files: 2, problems: [] });
    const view = panelView(state, 1e6, [...studyViews, runTable]);
    const shown = await stage.evaluate(
      "panel",
      async (message) => {
        window.postMessage(message, "*");
        const end = Date.now() + 5000;
        while (document.querySelector("table.table-figure tbody tr") === null && Date.now() < end)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        const texts = (selector: string): string[] =>
          [...document.querySelectorAll<HTMLElement>(selector)]
            .filter((node) => node.checkVisibility())
            .map((node) => node.innerText.trim());
        return {
          tabs: texts("vscode-panel-tab"),
          open: texts("vscode-panel-tab[aria-selected=true]"),
          controls: texts(".toolbar .control-label"),
          cells: texts(".table-figure td"),
          side: texts(".sections section h2, .sections td"),
          charts: texts("figure.chart").length,
        };
      },
      { type: "view", view },
    );
    assert.deepEqual(shown.tabs, [...studyViews.map(({ label }) => label), "Runs"]);
    assert.deepEqual(shown.open, ["Runs"]);
    assert.deepEqual(shown.controls, ["Runs listed"]);
    assert.deepEqual(shown.cells, ["first", "100000000", "second", "100000000"]);
    assert.deepEqual(shown.side, ["COUNT", "2"]);
    assert.equal(shown.charts, 0);
    await stage.screenshot("made-up-view");
  });
});
