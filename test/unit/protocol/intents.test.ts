import assert from "node:assert/strict";
import { readIntent, type Intent } from "../../../src/protocol/intents";

describe("protocol/intents", () => {
  const intents: readonly Intent[] = [
    { type: "ready", chartWidth: 300, saved: { tab: "scaling" } },
    { type: "resized", chartWidth: 512 },
    { type: "set", key: "fit.bins", texts: ["20"] },
    { type: "set", key: "filter.mix", texts: [] },
    { type: "picked", target: { kind: "chart", chart: "c", run: "r" } },
    { type: "picked", target: { kind: "chart", chart: "c" } },
    { type: "picked", target: { kind: "row", row: "a" } },
    { type: "picked", target: { kind: "group", group: "g" } },
    { type: "fitted" },
    { type: "cancelled" },
    { type: "pointed", chart: "c", line: "l", index: 3, run: "r", metric: "loss", x: 1e20 },
    { type: "openedRun", run: "r" },
    { type: "copied", what: "latex" },
    { type: "drew", revision: 4, charts: 12, points: 4000 },
  ];
  for (const intent of intents)
    it(`lets ${JSON.stringify(intent)} through as it is`, () => {
      assert.deepEqual(readIntent(structuredClone(intent)), intent);
    });

  it("keeps of a patch what is well-formed", () => {
    const read = readIntent({
      type: "chose",
      patch: { tab: "scaling", fit: { law: "power", bootstrap: -1 }, extra: 1 },
    });
    assert.ok(read?.type === "chose");
    assert.equal(read.patch.tab, "scaling");
    assert.deepEqual(read.patch.fit, { law: "power" });
    assert.ok(!("extra" in read.patch));
  });

  it("drops fields that are no part of an intent", () => {
    assert.deepEqual(readIntent({ type: "fitted", command: "rm" }), { type: "fitted" });
  });

  const others: readonly unknown[] = [
    undefined,
    null,
    "ready",
    42,
    [],
    {},
    { type: "reset" },
    { type: "ready" },
    { type: "ready", chartWidth: NaN },
    { type: "resized", chartWidth: "300" },
    { type: "pointed", chart: "c", line: "l", index: -1, run: "r", metric: "loss", x: 1 },
    { type: "pointed", chart: "c", line: "l", index: 1, run: "r", metric: "loss", x: "1" },
    { type: "set", key: 1, texts: ["20"] },
    { type: "set", key: "fit.bins", texts: "20" },
    { type: "set", key: "fit.bins", texts: [20] },
    { type: "picked" },
    { type: "picked", target: { kind: "chart" } },
    { type: "picked", target: { kind: "none such", row: "a" } },
    { type: "openedRun", run: { toString: "r" } },
    { type: "copied", what: "html" },
    { type: "drew", revision: Infinity, charts: 1, points: 1 },
  ];
  for (const other of others)
    it(`turns away ${JSON.stringify(other)}`, () => {
      assert.equal(readIntent(other), undefined);
    });
});
