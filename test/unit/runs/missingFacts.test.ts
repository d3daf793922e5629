import assert from "node:assert/strict";
import { missingFactsOf, missingFactsOfAll } from "../../../src/core/runs/described/missingFacts";
import { log, made } from "./logs";

const rows = [1, 2, 3].map((step) => ({ step, val_loss: 4 - step / 2, other: step }));

describe("what is asked of the owner of runs", () => {
  it("is asked beside the run, and by its name where others share the folder", () => {
    const runs = made(log("a/alpha/metrics.csv", rows), log("b/one.csv", rows), log("b/two.csv", rows.slice(0, 2)));
    const alpha = runs.find(({ name }) => name === "alpha");
    const one = runs.find(({ name }) => name === "one");
    assert.ok(alpha && one);
    assert.deepEqual(missingFactsOf(alpha, runs), {
      path: "/logs/a/alpha/isoflop.json",
      runs: 1,
      asks: [
        ["facts", "params"],
        ["facts", "tokensPerStep"],
      ],
    });
    assert.deepEqual(missingFactsOf(one, runs).asks[0], ["runs", "one", "facts", "params"]);
    assert.deepEqual(
      missingFactsOfAll(runs).map(({ path, runs: count }) => [path, count]),
      [
        ["/logs/isoflop.json", 3],
        ["/logs/b/isoflop.json", 2],
        ["/logs/a/alpha/isoflop.json", 1],
      ],
    );
  });

  it("is the column of a table, and nothing where all is known", () => {
    const [run] = made(
      log("t/results.csv", [
        { val_loss: 3, params: 1e6 },
        { val_loss: 2, params: 2e6 },
      ]),
    );
    assert.ok(run);
    const { asks } = missingFactsOf(run, [run]);
    assert.deepEqual(asks.at(-1), ["columns", "D"]);
    const [known] = made(
      log("t/run-2M.csv", [
        { step: 1, tokens: 5e6, val_loss: 3 },
        { step: 2, tokens: 9e6, val_loss: 2 },
      ]),
    );
    assert.ok(known);
    assert.deepEqual(missingFactsOf(known, [known]).asks, []);
    assert.deepEqual(missingFactsOfAll([]), []);
  });
});
