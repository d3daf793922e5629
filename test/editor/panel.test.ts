import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commands, ConfigurationTarget, Uri, window, workspace } from "vscode";
import { chartsOf } from "../../src/core/views/figure";
import { stage } from "./launch";
import { drawn, inWorkspace, isoflop, leaves, study, until } from "./study";

const live = (): string => inWorkspace("live");

describe("the study panel", () => {
  before(async () => {
    await study(live());
    await isoflop().exports.engine.call("intent", { type: "chose", patch: { run: null, curves: { role: "auto" } } });
  });

  it("draws the trends", async () => {
    await stage.palette("Isoflop: Show Trends");
    await drawn("the trends", ({ choices, figure }) => choices.tab === "trends" && chartsOf(figure).length > 0);
    const { drew } = isoflop().exports.panel;
    assert.ok(drew);
    assert.equal(drew.charts, 1);
    assert.ok(drew.points >= 3 * 50, `${drew.points} points`);
    const shown = await stage.evaluate("panel", () => document.body.innerText, null);
    assert.match(shown, /train\/loss/);
  });

  it("marks the run that is clicked in the tree", async () => {
    await commands.executeCommand("isoflop.runs.focus");
    const leaf = (await leaves())[1];
    assert.ok(leaf);
    await stage.click("workbench", `.sidebar .monaco-list-row[aria-label^="${leaf.item.label},"]`);
    await drawn("a marked run", ({ choices }) => choices.run === leaf.item.id);
  });

  it("opens the log of a run from its inline action", async () => {
    const leaf = (await leaves())[0];
    assert.ok(leaf);
    await commands.executeCommand("isoflop.openLog", leaf);
    const path = Uri.file(leaf.item.file).fsPath;
    await until("the log in an editor", () => window.activeTextEditor?.document.uri.fsPath === path || undefined);
  });

  it("shows the newest state when its tab comes back", async () => {
    const { panel } = isoflop().exports;
    await until("the panel to be covered", () => window.activeTextEditor && true);
    const path = join(live(), "30M", "metrics.jsonl");
    const kept = readFileSync(path);
    const before = panel.drew?.revision ?? 0;
    appendFileSync(path, `${JSON.stringify({ step: 500, tokens: 5e8, "train/loss": 1.625 })}\n`);
    await until(
      "the tree to tell",
      async () => (await leaves()).some(({ item }) => item.description.includes("CE 1.625")) || undefined,
    );
    await commands.executeCommand("isoflop.showTrends");
    const view = await drawn("the appended point", ({ figure }) =>
      chartsOf(figure).some(({ lines }) => lines.some((line) => line.y.at(-1) === 1.625)),
    );
    assert.ok(view.revision > before);
    assert.equal(view.choices.tab, "trends");
    writeFileSync(path, kept);
  });

  it("follows the settings as they change", async () => {
    const settings = workspace.getConfiguration("isoflop");
    await settings.update("exclude", ["**/30M/**"], ConfigurationTarget.Workspace);
    await until("two runs", async () => (await leaves()).length === 2 || undefined);
    await settings.update("exclude", undefined, ConfigurationTarget.Workspace);
    await until("three runs", async () => (await leaves()).length === 3 || undefined);
  });

  it("gives the coefficients as text", async () => {
    // The settings of the test before may still be having the folder read again, which has no laws until it is read.
    const csv = await until("laws as text", async () => {
      await isoflop().exports.engine.call("fit", { tab: "scaling" });
      const text = await isoflop().exports.engine.call("report", { format: "csv" });
      return text.includes(",a_low,") ? text : undefined;
    });
    assert.match(csv, /^.*law,status,a,a_low,a_high,b/);
  });
});
