import assert from "node:assert/strict";
import { readStudyFile } from "../../../src/core/formats/study/read";
import { assemble } from "../../../src/core/runs/assemble/assemble";
import type { Run } from "../../../src/core/runs/run";
import { log, made, type Row } from "./logs";

const curve = (rows: number, shift = 0): Row[] =>
  Array.from({ length: rows }, (_, i) => ({ step: i * 10, loss: 5 - Math.log(i + 2) / 3 + shift }));
const ids = (runs: readonly Run[]) => runs.map(({ id }) => id).sort();
const notes = (run: Run | undefined) =>
  run?.problems.flatMap(({ file, message, kind }) => (message.includes("counted once") ? [[file, message, kind]] : []));

describe("copies", () => {
  it("are counted once, the fullest is kept and names the others", () => {
    const runs = made(log("live/a.csv", curve(30)), log("backup/a.csv", curve(12)), log("b.csv", curve(30, 0.1)));
    assert.deepEqual(ids(runs), ["b.csv", "live/a.csv"]);
    const [a] = runs.filter(({ name }) => name === "a");
    assert.deepEqual(notes(a), [
      ["/logs/backup/a.csv", "this file holds the same values: the run is counted once", "hint"],
    ]);
    assert.deepEqual(a?.files, ["/logs/live/a.csv", "/logs/backup/a.csv"]);
    assert.equal(a.series("loss")?.value.length, 30);
  });

  it("are found under another name where they agree throughout", () => {
    const runs = made(log("a.csv", curve(25)), log("a_old.csv", curve(25)), log("fork.csv", curve(40)));
    assert.deepEqual(ids(runs), ["a.csv", "fork.csv"]);
    assert.match(String(notes(runs[0])?.[0]?.[1]), /under the name a_old:/);
  });

  it("are backups of an earlier time beside the log", () => {
    const runs = made(log("x/train.csv", curve(40)), log("x/train.csv.bak", curve(15)), log("x/b.csv.1", curve(9, 1)));
    assert.deepEqual(ids(runs), ["x", "x/b.csv.1"]);
  });

  it("are not made of runs that share a start, a setting apart, few points, or a file", () => {
    const two = (rows: number, a: string, b: string) => ids(made(log(a, curve(rows)), log(b, curve(rows)))).length;
    assert.equal(two(5, "x/a.csv", "y/a.csv"), 2);
    assert.equal(two(10, "x/a.csv", "y/a.csv"), 1);
    assert.equal(two(10, "45-45-10/a.csv", "40-20-40/a.csv"), 2);
    assert.equal(two(30, "a-lr1e-3.csv", "a-lr1e-4.csv"), 2);
    const forked = curve(20).map((row, i) => (i < 15 ? row : { ...row, loss: 2 }));
    assert.equal(made(log("x/a.csv", curve(20)), log("y/a.csv", forked)).length, 2);
    const twice = ["r1", "r2"].flatMap((run) => curve(30).map((row) => ({ run, ...row })));
    assert.equal(made(log("all.csv", twice)).length, 2);
  });

  it("are not made of runs whose owner set a facet of theirs apart", () => {
    const study = (folder: string, mix: string) =>
      readStudyFile(`/logs/${folder}/isoflop.json`, `${folder}/isoflop.json`, JSON.stringify({ facets: { mix } }));
    const logs = [log("x/a.csv", curve(30)), log("y/a.csv", curve(30))];
    const count = (...mixes: string[]) => {
      const studies = mixes.map((mix, i) => study(["x", "y"][i] ?? "", mix));
      return assemble(logs, [], { runPattern: "", now: 1e12, studies }).length;
    };
    assert.deepEqual([count("code", "web"), count("web", "web"), count()], [2, 1, 1]);
  });

  it("are found between tables: by tokens where one has no steps, with the digits that both have", () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({ run: "m1", tokens: (i + 1) * 1e9, loss: 4 - i / 7 }));
    const full = rows.map((row) => ({ ...row, params: 1e8, FLOPs: 6e8 * row.tokens }));
    const part = rows.map(({ loss, ...row }, i) => ({
      ...row,
      step: i + 1,
      n_params: 1e8,
      loss: Number(loss.toPrecision(10)),
    }));
    const runs = made(log("full.csv", full), log("part.csv", part));
    assert.deepEqual(ids(runs), ["full.csv"]);
    assert.equal(runs[0]?.facts.flops?.from, "logged");
  });

  it("are found between tables of results, a row a run", () => {
    const rows = [1e8, 2e8, 3e8].map((params, i) => ({ params, tokens: 1e10, loss: 3 - i / 7 }));
    assert.equal(made(log("x/points.csv", rows), log("y/points.csv", rows.slice(1))).length, 3);
    const others = rows.map((row) => ({ ...row, tokens: 2e10 }));
    assert.equal(made(log("x/points.csv", rows), log("y/points.csv", others)).length, 6);
  });
});
