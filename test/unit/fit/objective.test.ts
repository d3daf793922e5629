import assert from "node:assert/strict";
import { objectiveValue, parseObjective } from "../../../src/core/fit/protocol/objective";

describe("objective", () => {
  it("reads each form and its default parameter", () => {
    const ids = ["log-mse", "mse", "lad", "huber:1e-3", "huber", "huber:0.01", "huber-raw", "asym", "asym:3"];
    assert.deepEqual(
      ids.map((text) => parseObjective(text)?.id),
      ["log-mse", "mse", "lad", "huber:0.001", "huber:0.001", "huber:0.01", "huber-raw:0.01", "asym:10", "asym:3"],
    );
  });

  it("refuses what is none", () => {
    for (const text of [
      "",
      "huber:",
      "huber:0",
      "huber:-1",
      "huber:x",
      "huber:1:2",
      "mse:1",
      "lad:",
      "asym:Infinity",
      "l2",
    ])
      assert.equal(parseObjective(text), undefined, text);
  });

  it("sums Huber losses and averages squares", () => {
    const loss = Float64Array.of(1, 1);
    const predicted = Float64Array.of(Math.exp(0.5), Math.exp(-2));
    const value = (text: string): number => objectiveValue(parseObjective(text)!, predicted, loss);
    assert.ok(Math.abs(value("huber:1") - (0.125 + 1.5)) < 1e-15);
    assert.ok(Math.abs(value("log-mse") - 4.25 / 2) < 1e-15);
    assert.ok(Math.abs(value("lad") - 2.5) < 1e-15);
    const raw = 10 * (Math.exp(0.5) - 1) + (1 - Math.exp(-2));
    assert.ok(Math.abs(value("asym:10") - raw / 2) < 1e-15);
  });
});
