import assert from "node:assert/strict";
import type { Run } from "../../../src/core/runs/run";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { LogIndexOptions } from "../../../src/engine/logIndex";
import { MemorySource } from "./memorySource";

const roots = [{ path: "/logs", name: "logs" }];
const rows = (keys: Readonly<Record<string, number>>) =>
  [10, 20, 30].map((step, i) => `${JSON.stringify({ step, val_loss: 4 - i, ...keys })}\n`).join("");
const later = { now: () => 1_800_000_000_000 };
const open = (source: MemorySource, options: LogIndexOptions = later) => openLogIndex(source, roots, options);
const set = (source: MemorySource, folder: string, value: unknown) => {
  source.write(`/logs/${folder}isoflop.json`, JSON.stringify(value, null, 2));
};
const called = (runs: readonly Run[], name: string) => {
  const run = runs.find((r) => r.name === name);
  assert.ok(run, `no run ${name} among ${runs.map((r) => r.name).join(", ")}`);
  return run;
};
const problems = (all: Run["problems"]) =>
  all.map(({ file, line, message }) => `${file.slice(6)}:${line ?? ""} ${message}`);

describe("isoflop.json in a log index", () => {
  it("gives facts, which say where they were set; the nearest wins", async () => {
    const source = new MemorySource();
    source.write("/logs/a/alpha/metrics.jsonl", rows({}));
    source.write("/logs/a/beta/metrics.jsonl", rows({}));
    source.write("/logs/b/gamma/metrics.jsonl", rows({}));
    const unknown = called((await open(source)).runs(), "alpha").problems;
    assert.deepEqual(
      unknown.map(({ kind, asks }) => [kind, asks]),
      [
        ["hint", ["facts.params"]],
        ["hint", ["facts.tokensPerStep"]],
      ],
    );
    for (const { message } of unknown) assert.match(message, /unknown: log \w+, or set \w+ in isoflop\.json$/);
    set(source, "", { facts: { params: "2B", tokensPerStep: 1000 }, facets: { mix: "text" } });
    set(source, "a/", { facts: { params: { value: 5e6, kind: "non-embedding" } } });
    set(source, "a/beta/", { facts: { flopsPerToken: 7 }, facets: { mix: "code" }, name: "Beta" });
    const index = await open(source);
    assert.deepEqual(index.problems(), []);
    const [alpha, beta, gamma] = ["alpha", "Beta", "gamma"].map((name) => called(index.runs(), name));
    assert.deepEqual(alpha?.facts.params, {
      value: 5e6,
      from: "user",
      kind: "non-embedding",
      how: "a/isoflop.json: facts.params",
    });
    assert.deepEqual([gamma?.facts.params?.value, gamma?.facts.params?.how], [2e9, "isoflop.json: facts.params"]);
    assert.deepEqual(alpha.facts.tokensPerStep?.from, "user");
    assert.equal(alpha.facts.tokens?.value, 30_000);
    assert.deepEqual([...(alpha.series("val_loss")?.tokens ?? [])], [10_000, 20_000, 30_000]);
    assert.equal(alpha.facts.flops?.value, 6 * 5e6 * 30_000);
    assert.deepEqual([beta?.facts.flops?.value, beta?.facts.flops?.from], [7 * 30_000, "user"]);
    assert.deepEqual([...(beta?.series("val_loss")?.flops ?? [])], [70_000, 140_000, 210_000]);
    assert.deepEqual(
      [alpha, beta, gamma].map((run) => run?.facets.get("mix")),
      ["text", "code", "text"],
    );
    assert.deepEqual(Object.fromEntries(beta?.set ?? []), {
      name: "a/beta/isoflop.json: name",
      "facet mix": "a/beta/isoflop.json: facets.mix",
    });
    assert.equal(beta?.id, "a/beta");
    assert.deepEqual(beta.files, [
      "/logs/a/beta/metrics.jsonl",
      "/logs/isoflop.json",
      "/logs/a/isoflop.json",
      "/logs/a/beta/isoflop.json",
    ]);
    assert.deepEqual(alpha.problems, []);
  });

  it("takes totals for the end of a run, and a batch a device with the number of devices", async () => {
    const source = new MemorySource();
    source.write("/logs/a/metrics.jsonl", rows({}));
    set(source, "a/", { facts: { params: 1e6, tokens: "3M", flops: 6e12 } });
    source.write("/logs/b/metrics.jsonl", rows({}));
    source.write("/logs/b/config.json", '{"per_device_train_batch_size": 4, "gradient_accumulation_steps": 2}');
    const before = called((await open(source)).runs(), "b").problems.at(-1);
    assert.match(before?.message ?? "", /set worldSize and sequenceLength in isoflop\.json/);
    set(source, "b/", { facts: { params: 1e6, worldSize: 8, sequenceLength: 128 } });
    const runs = (await open(source)).runs();
    const a = called(runs, "a").series("val_loss");
    assert.deepEqual([...(a?.tokens ?? [])].map(Math.round), [1e6, 2e6, 3e6]);
    assert.deepEqual([...(a?.flops ?? [])].map(Math.round), [2e12, 4e12, 6e12]);
    const { tokensPerStep, tokens } = called(runs, "b").facts;
    assert.equal(tokensPerStep?.value, 4 * 2 * 8 * 128);
    assert.match(tokensPerStep.how, /per_device_train_batch_size 4 × .*worldSize 8 × .*sequenceLength 128/);
    assert.equal(tokens?.value, 30 * 4 * 2 * 8 * 128);
  });

  it("says what keys mean: bits become nats, and what is no cross-entropy is none", async () => {
    const source = new MemorySource();
    source.write("/logs/a/metrics.jsonl", rows({ loss: 3, moe_loss: 2, lm_xyz: 4, tel: 8 }));
    set(source, "", {
      metrics: {
        loss: { unit: "bits/token", role: "eval", domain: "c4" },
        val_loss: { quantity: "other" },
        lm_xyz: { quantity: "ce" },
        tel: { quantity: "ce", unit: "ppl", domain: "" },
        "m*_loss": { quantity: "other" },
      },
    });
    const index = await open(source);
    const [run] = index.runs();
    const told = (key: string) => {
      const { role, domain, quantity, unit, logged } = run?.metrics.find((m) => m.key === key) ?? {};
      return [role, domain, quantity, unit, logged];
    };
    assert.deepEqual(told("loss"), ["eval", "c4", "ce", "nats/token", "bits/token"]);
    assert.deepEqual(told("val_loss"), ["eval", undefined, "other", "", undefined]);
    assert.deepEqual(told("moe_loss").slice(2), ["other", "", undefined]);
    assert.deepEqual(told("lm_xyz"), ["train", undefined, "ce", "nats/token", undefined]);
    assert.deepEqual(told("tel"), ["eval", undefined, "ce", "nats/token", "ppl"]);
    assert.equal(run?.series("loss")?.value[1], 3 * Math.LN2);
    assert.equal(run.series("tel")?.value[0], Math.log(8));
    assert.equal(run.rowAtLine("/logs/a/metrics.jsonl", 2)?.values.get("loss"), 3 * Math.LN2);
    assert.equal(run.rowAtLine("/logs/a/metrics.jsonl", 2)?.values.get("val_loss"), undefined);
    assert.equal(run.set?.get("metric loss"), "isoflop.json: metrics.loss");
    assert.deepEqual(index.problems(), []);
  });

  it("says what columns are, and what single runs of a table or a folder are", async () => {
    const source = new MemorySource();
    source.write(
      "/logs/t/results.csv",
      "who,Model Size,seen,score\nx1,1000000,1e8,3\nx2,2000000,2e8,2.5\ny1,4000000,3e8,2\n",
    );
    source.write("/logs/s/one.jsonl", rows({}));
    source.write("/logs/s/two.jsonl", rows({}));
    set(source, "t/", {
      columns: { run: "who", N: "Model Size", D: "seen", L: "score" },
      runs: { "x*": { facets: { init: "late" } }, x1: { facets: { init: "early" }, name: "first" } },
    });
    set(source, "s/", { runs: { one: { facts: { params: "3M" } } } });
    const index = await open(source);
    const runs = index.runs();
    assert.deepEqual(index.problems(), []);
    assert.deepEqual(
      ["first", "x2", "y1"].map((name) => {
        const { facts, facets, metrics } = called(runs, name);
        return [facts.params?.value, facts.tokens?.value, facets.get("init"), metrics[0]?.quantity];
      }),
      [
        [1e6, 1e8, "early", "ce"],
        [2e6, 2e8, "late", "ce"],
        [4e6, 3e8, undefined, "ce"],
      ],
    );
    assert.equal(called(runs, "one").facts.params?.value, 3e6);
    assert.equal(called(runs, "two").facts.params, undefined);
    const flagged = await open(source, { ...later, columns: { params: "seen" } });
    assert.equal(called(flagged.runs(), "first").facts.params?.value, 1e8);
  });

  it("reads the facets of a folder by its own pattern", async () => {
    const source = new MemorySource();
    for (const path of ["p/m1/late-1B", "p/m2/early-1B", "q/late-m3"])
      source.write(`/logs/${path}/metrics.jsonl`, rows({}));
    set(source, "p/", { runPattern: "{mix}/{init}-{size}" });
    set(source, "q/", { runPattern: "{init}-{mix}" });
    const runs = (await open(source)).runs();
    assert.deepEqual(
      ["late-1B", "early-1B", "late-m3"].map((name) => Object.fromEntries(called(runs, name).facets)),
      [
        { mix: "m1", init: "late", size: "1B" },
        { mix: "m2", init: "early", size: "1B" },
        { mix: "m3", init: "late" },
      ],
    );
    set(source, "q/", { runPattern: "{mix}/{init}/{size}/{x}" });
    const note = called((await open(source)).runs(), "late-m3").problems.at(-1);
    assert.match(note?.message ?? "", /the run pattern .* does not match/);
  });

  it("leaves out what is excluded below its folder, and reads it when it no longer is", async () => {
    const source = new MemorySource();
    for (const path of ["a/old/x", "a/new/y", "b/old/z"]) source.write(`/logs/${path}.jsonl`, rows({}));
    set(source, "a/", { exclude: ["old"] });
    const index = await open(source);
    const names = () => index.runs().map(({ name }) => name);
    assert.deepEqual(names(), ["y", "z"]);
    source.append("/logs/a/old/x.jsonl", rows({}));
    assert.equal(await index.changed(["/logs/a/old/x.jsonl"]), false);
    set(source, "a/", { exclude: ["new/*"] });
    assert.equal(await index.changed(["/logs/a/isoflop.json"]), true);
    assert.deepEqual(names(), ["x", "z"]);
    source.remove("/logs/a/isoflop.json");
    assert.equal(await index.changed(["/logs/a/isoflop.json"]), true);
    assert.deepEqual([...names()].sort(), ["x", "y", "z"]);
  });

  it("is applied anew when it changes, appears or goes, and no log is read for it", async () => {
    const source = new MemorySource();
    source.write("/logs/a/metrics.jsonl", rows({}).repeat(500));
    const index = await open(source);
    const size = () => index.runs()[0]?.facts.params?.value;
    const read = async (path = "/logs/isoflop.json") => {
      const before = source.bytesRead;
      assert.equal(await index.changed([path]), true);
      assert.ok(source.bytesRead - before < 200, `${source.bytesRead - before} bytes read`);
    };
    set(source, "", { facts: { params: 1e6 } });
    await read();
    assert.equal(size(), 1e6);
    set(source, "", { facts: { params: 2e6 } });
    await read();
    assert.equal(size(), 2e6);
    source.write("/logs/isoflop.json", '{"facts": {');
    await read();
    assert.equal(size(), undefined);
    assert.match(problems(index.problems()).join(), /^isoflop\.json:1 not readable, so nothing set in it is used: /);
    assert.equal(index.runs().length, 1);
    source.remove("/logs/isoflop.json");
    assert.equal(await index.changed(["/logs/isoflop.json"]), true);
    assert.deepEqual(index.problems(), []);
    set(source, "", { facts: { params: 3e6 } });
    assert.equal(await index.refresh(), true);
    assert.equal(size(), 3e6);
  });

  it("names what is set for nothing, each with its line", async () => {
    const source = new MemorySource();
    source.write("/logs/a/metrics.jsonl", rows({}));
    set(source, "", { name: "all", metrics: { vall_loss: { role: "eval" } }, columns: { N: "Size" }, runs: { b: {} } });
    set(source, "empty/", { facts: { params: 1 } });
    const index = await open(source);
    assert.ok(index.problems().every(({ kind }) => kind === "hint"));
    assert.deepEqual(problems(index.problems()), [
      'isoflop.json:2 not used: it names the single run of this folder; name other runs under "runs"',
      'isoflop.json:9 no table has a column "Size"',
      'isoflop.json:4 no run logs "vall_loss"',
      'isoflop.json:12 no run is called "b"',
      "empty/isoflop.json: no run lies in this folder or below it, so nothing set here is used",
    ]);
  });
});
