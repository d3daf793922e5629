import assert from "node:assert/strict";
import { metricOf } from "../../../src/core/runs/words/names";
import type { Run, Series } from "../../../src/core/runs/run";
import { underOneKey } from "../../../src/core/runs/assemble/sameMetric";

const run = (name: string, ...keys: string[]): Run => {
  const series = new Map(
    keys.map((key): [string, Series] => [
      key,
      { ...metricOf(key), step: Float64Array.of(0), value: Float64Array.of(1) },
    ]),
  );
  return {
    id: name,
    name,
    folder: "",
    formats: [],
    files: [],
    status: "unknown",
    config: new Map(),
    facts: {},
    facets: new Map(),
    metrics: keys.map((key) => metricOf(key)),
    problems: [],
    restarts: 0,
    modified: 0,
    series: (key) => series.get(key),
    rowAtLine: () => undefined,
  };
};
const keysOf = (runs: readonly Run[]): string[][] =>
  underOneKey(runs).map(({ metrics }) => metrics.map(({ key }) => key));

describe("keys that say the same in other words", () => {
  const study = [
    run("a", "eval/code/loss"),
    run("b", "eval/code/loss"),
    run("c", "val_code_loss"),
    run("d", "loss_code_val"),
  ];

  it("are one metric, under the key of most runs, found by either", () => {
    assert.deepEqual(keysOf(study), Array(4).fill(["eval/code/loss"]));
    const c = underOneKey(study)[2];
    assert.equal(c?.metrics[0]?.asLogged, "val_code_loss");
    assert.equal(c.series("eval/code/loss")?.key, "eval/code/loss");
    assert.equal(c.series("val_code_loss"), c.series("eval/code/loss"), "one object, so that fits made from it stand");
    assert.equal(underOneKey(study)[0], study[0], "nothing to rename");
  });

  it("stay two where a run has both", () => {
    const both = [...study, run("e", "eval/code/loss", "val/code/loss")];
    assert.deepEqual(keysOf(both)[2], ["val_code_loss"]);
    assert.equal(
      underOneKey(both).every((one, i) => one === both[i]),
      true,
    );
  });

  it("stay apart where domain, role, quantity or split differ, or the order of a domain's words", () => {
    const apart = [
      "eval/code/loss",
      "eval/text/loss",
      "train/code/loss",
      "eval/code/ppl",
      "test/code/loss",
      "eval/a b/loss",
      "eval/b a/loss",
    ];
    assert.deepEqual(
      keysOf(apart.map((key) => run(key, key))),
      apart.map((key) => [key]),
    );
  });
});
