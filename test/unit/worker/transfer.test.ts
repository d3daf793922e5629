import assert from "node:assert/strict";
import type { Push } from "../../../src/protocol/jobs";
import { transferable } from "../../../src/worker/transfer";

describe("worker/transfer", () => {
  const viewOf = (...columns: Float64Array[]): Push => ({
    type: "page",
    message: {
      type: "view",
      view: { grid: { charts: [{ lines: columns.map((x) => ({ x, y: x })) }] } } as never,
    },
  });

  it("moves whole columns, each once", () => {
    const column = Float64Array.of(1, 2);
    assert.deepEqual(transferable(viewOf(column, column)), [column.buffer]);
  });

  it("copies a window into a larger buffer", () => {
    assert.deepEqual(transferable(viewOf(Float64Array.of(1, 2, 3).subarray(1), new Float64Array(0))), []);
  });

  it("moves nothing of other pushes", () => {
    assert.deepEqual(transferable({ type: "log", level: "info", message: "" }), []);
  });
});
