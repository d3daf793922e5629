import assert from "node:assert/strict";
import { automaticFacets, automaticX, compareNatural, groupRuns, lossesOf } from "../../../src/core/state/groups";
import { curvesOf } from "../../../src/core/state/curves";
import { makeRun } from "./runs";

const losses = { "eval/text/loss": [3, 2], "eval/image/loss": [4, 3], train_loss: [5, 4] };
const study = ["45-45-10", "30-30-40"].flatMap((mix) =>
  ["0.3B", "1.6B"].map((size) =>
    makeRun({
      name: `${mix} ${size}`,
      facets: { "folder 1": mix, mix, size, lr: size === "0.3B" ? "1e-3" : "5e-4" },
      losses,
    }),
  ),
);

describe("groups", () => {
  it("go against parameters where no step is known, and have no points against steps", () => {
    const rows = [1e8, 1e9].map((params) => {
      const run = makeRun({ name: `${params}`, params, losses: { loss: [3] } });
      const series = run.series("loss");
      const unknown = series && { ...series, step: Float64Array.of(NaN) };
      return { ...run, series: () => unknown };
    });
    const groups = groupRuns(rows, { by: [], metrics: ["loss"] });
    assert.equal(automaticX(groups), "params");
    const [group] = groups;
    assert.ok(group);
    assert.equal(curvesOf(group, "step").without.length, 2);
    assert.deepEqual(
      curvesOf(group, "params").curves.map(({ x }) => x[0]),
      [1e8, 1e9],
    );
    assert.equal(automaticX(groupRuns(study, { by: [], metrics: ["train_loss"] })), "step");
  });

  it("are told apart by what separates laws, not by sizes and rates", () => {
    assert.deepEqual(automaticFacets(study), ["mix"]);
  });

  it("keep the name that says most of facets that say the same", () => {
    const doubled = study.map((run) =>
      makeRun({ name: run.name, facets: { text: "0.1", mix: "only", "folder 1": "data-mix" }, losses }),
    );
    assert.deepEqual(automaticFacets(doubled), ["mix"]);
  });

  it("stand with the part of most sizes first, and by their values in it", () => {
    const grid = ["30-30-40", "20-40-40", "9-1-90"].flatMap((mix) =>
      [1e8, 1e9, 1e10].map((params) => [{ experiment: "grid", mix }, params] as const),
    );
    const sweep = [1e8, 1e9].map((params) => [{ experiment: "a sweep", mix: "30-30-40" }, params] as const);
    const runs = [...sweep, ...grid].map(([facets, params], i) =>
      makeRun({ name: String(i), facets, params, losses: { eval_loss: [3, 2] } }),
    );
    assert.deepEqual(
      groupRuns(runs, { by: ["experiment", "mix"], metrics: [] }).map(({ facets }) => [...facets.values()].join(" ")),
      ["grid 9-1-90", "grid 20-40-40", "grid 30-30-40", "a sweep 30-30-40"],
    );
  });

  it("are not told apart by folders that say experiment, mix and size again", () => {
    const grid = ["30-30-40", "20-40-40"].flatMap((mix) =>
      ["11K", "46K"].map((size) => ({ folder: `grid/${mix}`, experiment: "grid", mix, size })),
    );
    const sweep = ["11K", "46K"].map((size) => ({
      folder: `sweep/${size}`,
      experiment: "sweep",
      mix: "30-30-40",
      size,
    }));
    const runs = [...grid, ...sweep].map((facets, i) => makeRun({ name: String(i), facets, losses }));
    assert.deepEqual(automaticFacets(runs), ["experiment", "mix"]);
  });

  it("are one a combination of facets and evaluation metric", () => {
    const groups = groupRuns(study, { by: "auto", metrics: [] });
    assert.deepEqual(
      groups
        .map(({ facets, metric, runs }) => `${facets.get("mix") ?? ""} ${metric.domain ?? ""} ${runs.length}`)
        .sort(),
      ["30-30-40 image 2", "30-30-40 text 2", "45-45-10 image 2", "45-45-10 text 2"],
    );
  });

  it("keep their ids when runs are added", () => {
    const ids = (n: number): string[] => groupRuns(study.slice(0, n), { by: ["mix"], metrics: [] }).map(({ id }) => id);
    assert.ok(ids(2).every((id) => ids(4).includes(id)));
  });

  it("take the metrics that are named, and runs that lack a facet into a group of their own", () => {
    const odd = makeRun({ name: "odd", losses });
    const groups = groupRuns([...study, odd], { by: ["mix"], metrics: ["train_loss"] });
    assert.deepEqual(groups.map(({ runs }) => runs.length).sort(), [1, 2, 2]);
  });

  it("fall back to training losses only for runs without evaluations", () => {
    const bare = makeRun({ name: "bare", losses: { train_loss: [3] } });
    assert.deepEqual(
      lossesOf(bare, "auto").map(({ key }) => key),
      ["train_loss"],
    );
    assert.deepEqual(study[0] && lossesOf(study[0], "auto").map(({ role }) => role), ["eval", "eval"]);
  });

  it("sort sizes as numbers", () => {
    assert.deepEqual(["10B", "1.6B", "0.464B"].sort(compareNatural), ["0.464B", "1.6B", "10B"]);
  });
});
