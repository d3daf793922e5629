import assert from "node:assert/strict";
import { chartsOf } from "../../src/core/views/figure";
import { drawn, isoflop, leaves, until } from "./study";

describe("after the window was reloaded", () => {
  it("restores the panel with its choices, and studies the same folder", async () => {
    await until("activation", () => isoflop().isActive || undefined);
    const view = await drawn("twelve laws", ({ coefficients }) => coefficients.rows.length === 12);
    assert.equal(view.choices.tab, "scaling");
    assert.equal(view.choices.fit.law, "power-floor");
    assert.equal(view.choices.group, view.coefficients.rows[5]?.id);
    assert.ok(view.coefficients.rows[5]?.marked);
    assert.equal(chartsOf(view.figure).length, 12);
    assert.equal((await leaves()).length, 24);
  });
});
