import assert from "node:assert/strict";
import type { Choices } from "../../../src/core/state/choices";
import type { Engine } from "../../../src/engine/engine";
import type { Push } from "../../../src/protocol/jobs";
import { MemorySource } from "./memorySource";
import { startEngine } from "./startEngine";

describe("what a person does in the panel", () => {
  let engine: Engine;
  let pushes: readonly Push[] = [];
  const chosen = async (): Promise<Choices> => (await engine.handle("choices", null)).choices;

  beforeEach(async () => {
    ({ engine, pushes } = await startEngine(new MemorySource()));
  });
  afterEach(() => {
    engine.close();
  });

  it("sets the choice of a control by the control's key", async () => {
    await engine.handle("intent", { type: "set", key: "fit.bins", texts: ["20"] });
    await engine.handle("intent", { type: "set", key: "filter.mix", texts: ["a", "b"] });
    const { fit, filter } = await chosen();
    assert.deepEqual([fit.bins, filter], [20, { mix: ["a", "b"] }]);
  });

  it("is told why what was typed is not taken, and nothing changes", async () => {
    const before = await chosen();
    await engine.handle("intent", { type: "set", key: "fit.bins", texts: ["many"] });
    const [push] = pushes.filter(({ type }) => type === "page");
    assert.ok(push?.type === "page" && push.message.type === "refused");
    assert.equal(push.message.key, "fit.bins");
    assert.match(push.message.message, /whole number/);
    assert.deepEqual(await chosen(), before);
  });

  it("marks what the open view makes of a click", async () => {
    await engine.handle("intent", { type: "chose", patch: { tab: "scaling" } });
    await engine.handle("intent", { type: "picked", target: { kind: "chart", chart: "g", run: "r" } });
    assert.deepEqual([(await chosen()).group, (await chosen()).run], ["g", "r"]);
    await engine.handle("intent", { type: "picked", target: { kind: "group", group: "g" } });
    assert.equal((await chosen()).group, undefined);
    await engine.handle("intent", { type: "chose", patch: { tab: "trends" } });
    await engine.handle("intent", { type: "picked", target: { kind: "chart", chart: "text" } });
    assert.deepEqual([(await chosen()).group, (await chosen()).run], [undefined, undefined]);
  });

  it("opens only tabs that there are", async () => {
    await engine.handle("intent", { type: "chose", patch: { tab: "scaling" } });
    await engine.handle("intent", { type: "chose", patch: { tab: "none such" } });
    await engine.handle("intent", { type: "ready", chartWidth: 300, saved: { tab: "gone" } });
    assert.equal((await chosen()).tab, "scaling");
  });
});
