import assert from "node:assert/strict";
import { tintRuns } from "../../../src/core/views/tints";
import { makeRun } from "../state/runs";

const run = (name: string, facets: Readonly<Record<string, string>>, params?: number) =>
  makeRun({ name, facets, losses: { "eval/text/loss": [3, 2] }, ...(params === undefined ? {} : { params }) });

describe("tints", () => {
  it("draw late-init blue and early-init orange, the first two hues, whatever comes first", () => {
    const runs = [run("e", { init: "early-init" }), run("l", { init: "late-init" })];
    const { of, legend } = tintRuns(runs, "auto");
    assert.deepEqual(
      runs.map((one) => of(one).hue),
      [1, 0],
    );
    assert.deepEqual(
      legend[0]?.entries.map(({ label }) => label),
      ["late-init", "early-init"],
    );
  });

  it("go by the numbers in names, and keep what has no value last and without a hue", () => {
    const runs = [run("a", {}), run("b", { mix: "100-0" }), run("c", { mix: "20-80" })];
    const { of, legend } = tintRuns(runs, "mix");
    assert.deepEqual(
      runs.map((one) => of(one).hue),
      [undefined, 1, 0],
    );
    assert.deepEqual(
      legend[0]?.entries.map(({ label }) => label),
      ["20-80", "100-0", "(none)"],
    );
  });

  it("are by how runs were trained before where they were kept", () => {
    const runs = ["ax", "ay", "by", "cy"].map((name) => run(name, { experiment: name[0] ?? "", mix: name[1] ?? "" }));
    assert.deepEqual(tintRuns(runs, "auto").legend[0]?.title, "mix");
  });

  it("shade sizes within a hue", () => {
    const runs = [run("a", { mix: "x" }, 1e9), run("b", { mix: "y" }, 2e9)];
    const { of } = tintRuns(runs, "auto");
    assert.deepEqual(
      runs.map((one) => of(one)),
      [
        { hue: 0, shade: 0 },
        { hue: 1, shade: 1 },
      ],
    );
  });
});
