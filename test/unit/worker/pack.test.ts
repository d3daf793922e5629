import assert from "node:assert/strict";
import { chartsOf } from "../../../src/core/views/figure";
import type { PanelView } from "../../../src/core/views/views";
import type { Push } from "../../../src/protocol/jobs";
import { packView } from "../../../src/worker/pack";

const pushOf = (lines: readonly { readonly x: Float64Array; readonly y: Float64Array }[]): Push => ({
  type: "page",
  message: {
    type: "view",
    view: { revision: 7, figure: { kind: "grid", rows: [""], charts: [{ id: "c", lines }] } } as never,
  },
});
const viewOf = (push: Push): PanelView => {
  assert.ok(push.type === "page" && push.message.type === "view");
  return push.message.view;
};

describe("worker/pack", () => {
  const x = Float64Array.of(1, 2, 3);
  const lines = [
    { id: "a", x, y: Float64Array.of(4, NaN, 6) },
    { id: "b", x, y: Float64Array.of(7, 8, 9).subarray(1) },
    { id: "c", x: new Float64Array(0), y: new Float64Array(0) },
  ];

  it("puts every column into one buffer, a shared one once, and leaves the given ones", () => {
    const { push, buffers } = packView(pushOf(lines));
    assert.equal(buffers.length, 1);
    assert.equal(buffers[0]?.byteLength, (3 + 3 + 2) * 8);
    const packed = chartsOf(viewOf(push).figure)[0]?.lines ?? [];
    for (const line of packed) assert.ok(line.x.buffer === buffers[0] && line.y.buffer === buffers[0]);
    assert.equal(x.length, 3);
    assert.notEqual(x.buffer, buffers[0]);
  });

  it("changes nothing that is drawn, also on the other side of the border", () => {
    const { push, buffers } = packView(pushOf(lines));
    const sent = structuredClone(push, { transfer: [...buffers] });
    assert.deepEqual(viewOf(sent), viewOf(pushOf(lines)));
  });

  it("leaves a figure without charts as it is", () => {
    const figure = { kind: "text", title: "", paragraphs: ["a"] } as const;
    const push: Push = { type: "page", message: { type: "view", view: { revision: 7, figure } as never } };
    assert.deepEqual(packView(push).push, push);
  });

  it("lets other pushes be", () => {
    const push: Push = { type: "log", level: "info", message: "" };
    assert.deepEqual(packView(push), { push, buffers: [] });
  });
});
