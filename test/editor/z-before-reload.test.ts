import assert from "node:assert/strict";
import { drawn, inWorkspace, isoflop, study } from "./study";
import { commands } from "vscode";

/** The last file of its phase: leaves behind what `study.reloaded.test.ts` wants to find again. */
describe("before the window is reloaded", () => {
  it("shows laws with a floor, one of them marked", async () => {
    await study(inWorkspace("native-multimodal", "data-mix"));
    await commands.executeCommand("isoflop.showTrends");
    const { engine } = isoflop().exports;
    await engine.call("fit", { tab: "scaling", fit: { law: "power-floor" } });
    const view = await drawn("twelve laws", ({ coefficients }) => coefficients.rows.length === 12);
    const group = view.coefficients.rows[5]?.id;
    assert.ok(group);
    await engine.call("intent", { type: "chose", patch: { group } });
    await drawn("a marked group", ({ choices }) => choices.group === group);
  });
});
