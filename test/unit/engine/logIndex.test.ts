import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Run } from "../../../src/core/runs/run";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { LogIndexOptions } from "../../../src/engine/logIndex";
import { MemorySource } from "./memorySource";

const roots = [{ path: "/logs", name: "logs" }];
const rows = (from: number, to: number, loss = (step: number) => 5 - step / 100) =>
  Array.from(
    { length: to - from },
    (_, i) => `{"step":${from + i},"tokens":${(from + i) * 1000},"val_loss":${loss(from + i)}}\n`,
  ).join("");

/** Long after the files' clock, so that every file is settled. */
const later = { now: () => 1_800_000_000_000 };
const open = (source: MemorySource, options: LogIndexOptions = later) => openLogIndex(source, roots, options);
const byName = (runs: readonly Run[], name: string) => {
  const run = runs.find((r) => r.name === name);
  assert.ok(run, `no run ${name} among ${runs.map((r) => r.name).join(", ")}`);
  return run;
};
const steps = (run: Run, key = "val_loss") => [...(run.series(key)?.step ?? [])];

describe("log index", () => {
  it("finds runs, their facts with where they come from, and what varies", async () => {
    const source = new MemorySource();
    for (const mix of ["45-45-10", "40-20-40"]) {
      for (const size of ["0.275B", "1.6B"]) source.write(`/logs/${mix}/late-init-${size}/metrics.jsonl`, rows(0, 5));
    }
    source.write("/logs/45-45-10/early-init-1.6B/metrics.jsonl", rows(0, 5));
    source.write("/logs/node_modules/x/metrics.jsonl", rows(0, 5));
    const index = await open(source);
    assert.equal(index.runs().length, 5);
    const run = byName(index.runs(), "early-init-1.6B");
    assert.equal(run.id, "45-45-10/early-init-1.6B");
    assert.equal(run.folder, "45-45-10");
    assert.deepEqual(Object.fromEntries(run.facets), { size: "1.6B", init: "early", mix: "45-45-10" });
    assert.deepEqual([run.facts.params?.value, run.facts.params?.from], [1.6e9, "name"]);
    assert.deepEqual([run.facts.tokens?.value, run.facts.tokens?.from], [4000, "logged"]);
    assert.deepEqual([run.facts.flops?.value, run.facts.flops?.from], [6 * 1.6e9 * 4000, "derived"]);
    assert.deepEqual([...(run.series("val_loss")?.flops ?? [])][1], 6 * 1.6e9 * 1000);
    assert.deepEqual(index.problems(), []);
    index.setRunPattern("{data}/{start}-{model}");
    assert.deepEqual(Object.fromEntries(byName(index.runs(), "early-init-1.6B").facets), {
      data: "45-45-10",
      start: "early-init",
      model: "1.6B",
    });
  });

  it("reads configs beside and above the log, the nearest winning", async () => {
    const source = new MemorySource();
    source.write("/logs/config.json", '{"vocab_size": 1000, "seed": 1, "n_layer": 2}');
    source.write("/logs/a/hparams.yaml", "n_layer: 4\nn_embd: 64\nglobal_batch_size: 8\nseq_len: 32\n");
    source.write("/logs/a/metrics.csv", "step,train_loss\n10,4\n20,3\n");
    const index = await open(source);
    const run = byName(index.runs(), "a");
    assert.equal(run.facts.params?.value, 12 * 4 * 64 * 64 + 1000 * 64);
    assert.equal(run.facts.params.from, "derived");
    assert.equal(run.facts.tokensPerStep?.value, 256);
    assert.deepEqual([...(run.series("train_loss")?.tokens ?? [])], [2560, 5120]);
    assert.equal(run.config.get("seed"), 1);
    assert.deepEqual(run.files, ["/logs/a/metrics.csv", "/logs/config.json", "/logs/a/hparams.yaml"]);
  });

  it("reads W&B's config.yaml and says what of a config is wrong", async () => {
    const source = new MemorySource();
    source.write(
      "/logs/a/config.yaml",
      "_wandb:\n  value: {x: 1}\nlr:\n  desc: null\n  value: 0.001\nmodel:\n  value:\n    n_params: 5000000\n",
    );
    source.write("/logs/a/train.jsonl", rows(0, 3));
    source.write("/logs/b/config.json", '{"lr": }');
    const index = await open(source);
    const run = byName(index.runs(), "a");
    assert.equal(run.config.get("lr"), 0.001);
    assert.equal(run.facts.params?.how, "config.yaml: model/n_params");
    assert.match(index.problems()[0]?.message ?? "", /not readable as a config/);
  });

  it("reads only what was appended", async () => {
    const source = new MemorySource();
    source.write("/logs/a.jsonl", rows(0, 20_000));
    const index = await open(source);
    assert.equal(byName(index.runs(), "a").series("val_loss")?.step.length, 20_000);
    const before = source.bytesRead;
    source.append("/logs/a.jsonl", rows(20_000, 20_001));
    assert.equal(await index.changed(["/logs/a.jsonl"]), true);
    assert.ok(source.bytesRead - before < 2000, `${source.bytesRead - before} bytes read`);
    assert.equal(steps(byName(index.runs(), "a")).at(-1), 20_000);
    assert.equal(await index.changed(["/logs/a.jsonl"]), false);
  });

  it("waits for the rest of a torn line, and joins it", async () => {
    const source = new MemorySource();
    source.write("/logs/a.jsonl", rows(0, 3) + '{"step":3,"val_');
    const index = await open(source, { now: () => source.clock });
    assert.deepEqual(steps(byName(index.runs(), "a")), [0, 1, 2]);
    assert.equal(byName(index.runs(), "a").status, "running");
    source.append("/logs/a.jsonl", 'loss":4}\n{"step":4,"val_loss":3}\n');
    await index.changed(["/logs/a.jsonl"]);
    const run = byName(index.runs(), "a");
    assert.deepEqual(steps(run), [0, 1, 2, 3, 4]);
    assert.ok(run.problems.every((p) => !p.message.includes("cut off")));
  });

  it("reports a torn line of a file that is settled, and reads it when its rest comes after all", async () => {
    const source = new MemorySource();
    source.write("/logs/a.jsonl", rows(0, 3) + '{"step":3,"val_');
    const index = await open(source);
    assert.ok(byName(index.runs(), "a").problems.some((p) => p.line === 4 && p.message.includes("cut off")));
    source.append("/logs/a.jsonl", 'loss":4}\n');
    await index.changed(["/logs/a.jsonl"]);
    assert.deepEqual(steps(byName(index.runs(), "a")), [0, 1, 2, 3]);
    assert.ok(byName(index.runs(), "a").problems.every((p) => !p.message.includes("cut off")));
  });

  it("reads again what was truncated, replaced or rewritten", async () => {
    const source = new MemorySource();
    source.write("/logs/a.jsonl", rows(0, 50));
    const index = await open(source);
    source.write("/logs/a.jsonl", rows(0, 3));
    await index.changed(["/logs/a.jsonl"]);
    assert.deepEqual(steps(byName(index.runs(), "a")), [0, 1, 2]);
    source.write(
      "/logs/a.jsonl",
      rows(7, 90, () => 2),
    );
    await index.changed(["/logs/a.jsonl"]);
    assert.equal(steps(byName(index.runs(), "a"))[0], 7);
    source.remove("/logs/a.jsonl");
    source.write(
      "/logs/a.jsonl",
      rows(7, 100, () => 3),
    );
    await index.changed(["/logs/a.jsonl"]);
    assert.equal(byName(index.runs(), "a").series("val_loss")?.value[0], 3);
  });

  it("forgets deleted files and folders and reads new ones", async () => {
    const source = new MemorySource();
    source.write("/logs/x/a.jsonl", rows(0, 3));
    source.write("/logs/x/b.jsonl", rows(0, 3));
    const index = await open(source);
    source.remove("/logs/x/a.jsonl");
    source.write("/logs/y/c.jsonl", rows(0, 3));
    assert.equal(await index.changed(["/logs/x/a.jsonl", "/logs/y"]), true);
    assert.deepEqual(
      index.runs().map((run) => run.name),
      ["b", "c"],
    );
    source.remove("/logs/x/b.jsonl");
    assert.equal(await index.refresh(), true);
    assert.deepEqual(
      index.runs().map((run) => run.name),
      ["c"],
    );
    assert.equal(await index.changed(["/elsewhere/z.jsonl"]), false);
  });

  it("counts a file once under two paths", async () => {
    const source = new MemorySource();
    source.write("/logs/a/run.jsonl", rows(0, 3));
    const file = source.files.get("/logs/a/run.jsonl");
    if (file !== undefined) source.files.set("/logs/latest/run.jsonl", file);
    const index = await open(source);
    assert.equal(index.runs().length, 1);
  });

  it("opens nothing that stands beside logs and holds none", async () => {
    const source = new MemorySource();
    source.write("/logs/run/metrics.jsonl", rows(0, 5));
    for (const name of ["tokenizer.json", "package.json", "logs/debug-core.log", "logs/debug-internal.log"])
      source.write(
        `/logs/run/${name}`,
        rows(0, 5, () => 1),
      );
    const index = await open(source);
    assert.deepEqual(
      index.runs().map(({ files }) => files),
      [["/logs/run/metrics.jsonl"]],
    );
  });

  it("names empty, binary, unfetched and unreadable files", async () => {
    const source = new MemorySource();
    source.write("/logs/a.jsonl", "");
    source.write("/logs/b.csv", Uint8Array.of(1, 0, 2, 3));
    source.write("/logs/c.jsonl", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    source.write("/logs/d.jsonl", rows(0, 3));
    source.write("/logs/notes.txt", "nothing, really\nto see, here\n");
    source.unreadable.add("/logs/d.jsonl");
    const index = await open(source);
    assert.deepEqual(index.runs(), []);
    assert.deepEqual(
      index
        .problems()
        .map((p) => `${p.file.slice(6)}: ${p.message}`)
        .sort(),
      [
        "a.jsonl: the file is empty",
        "b.csv: not text, though its name says so",
        "c.jsonl: a Git LFS pointer: the file itself was not fetched (git lfs pull)",
        "d.jsonl: cannot be read: permission denied",
      ],
    );
  });

  it("joins TensorBoard's and DeepSpeed's tables of one metric each, and says what of Aim", async () => {
    const source = new MemorySource();
    source.write("/logs/run-small-tag-train_loss.csv", "Wall time,Step,Value\n1.7e9,1,5\n1.7e9,2,4\n");
    source.write("/logs/run-small-tag-val_loss.csv", "Wall time,Step,Value\n1.7e9,2,4.5\n");
    source.write("/logs/job/config.json", '{"seq_len": 100}');
    source.write("/logs/job/Train_Samples_train_loss.csv", "step,train_loss\n8,5\n16,4\nstep,train_loss\n24,3\n");
    source.write("/logs/job/Train_Samples_lr.csv", "step,lr\n8,0.1\n");
    source.write("/logs/.aim/meta/x.csv", "step,loss\n1,1\n");
    const index = await open(source);
    assert.deepEqual(
      index
        .runs()
        .map((run) => run.name)
        .sort(),
      ["job", "small"],
    );
    assert.deepEqual(steps(byName(index.runs(), "small"), "train_loss"), [1, 2]);
    assert.deepEqual(steps(byName(index.runs(), "small"), "val_loss"), [2]);
    assert.equal(byName(index.runs(), "job").facts.tokens?.value, 2400);
    assert.deepEqual(
      index.problems().map((p) => p.file),
      ["/logs/.aim"],
    );
  });

  it("reads gzip'd logs, and says when one is cut off, damaged or a bomb", async () => {
    const source = new MemorySource();
    const packed = gzipSync(rows(0, 30_000));
    source.write("/logs/a/metrics.jsonl.gz", packed);
    source.write("/logs/b.csv.gz", gzipSync("step,loss\n1,2\n2,1.5\n"));
    source.write("/logs/c.jsonl.gz", packed.subarray(0, packed.length - 2000));
    const damaged = Uint8Array.from(packed);
    damaged.fill(255, 5000, 5100);
    source.write("/logs/d.jsonl.gz", damaged);
    source.write("/logs/e.txt.gz", gzipSync("nothing to see"));
    const index = await open(source);
    assert.equal(byName(index.runs(), "a").series("val_loss")?.step.length, 30_000);
    assert.deepEqual(steps(byName(index.runs(), "b"), "loss"), [1, 2]);
    assert.ok((byName(index.runs(), "c").series("val_loss")?.step.length ?? 0) > 10_000);
    assert.deepEqual(
      index.problems().map((p) => `${p.file.slice(6)}: ${p.message}`),
      ["c.jsonl.gz: the compressed file is cut off", "d.jsonl.gz: the compressed file is damaged"],
    );
    source.write("/logs/b.csv.gz", gzipSync("step,loss\n1,2\n2,1.5\n3,1\n"));
    assert.equal(await index.changed(["/logs/b.csv.gz"]), true);
    assert.deepEqual(steps(byName(index.runs(), "b"), "loss"), [1, 2, 3]);
  });

  it("ends early when cancelled, with what was read", async () => {
    const source = new MemorySource();
    for (let i = 0; i < 50; i++) source.write(`/logs/${i}.jsonl`, rows(0, 3));
    let reads = 0;
    const index = await open(source, { ...later, cancelled: () => reads > 10, onProgress: () => reads++ });
    assert.ok(index.runs().length > 0 && index.runs().length < 50);
  });

  it("leaves out what is excluded, and names an unknown root", async () => {
    const source = new MemorySource();
    source.write("/logs/old/a.jsonl", rows(0, 3));
    source.write("/logs/new/b.jsonl", rows(0, 3));
    const index = await open(source, { ...later, exclude: ["**/old/**"] });
    assert.deepEqual(
      index.runs().map((run) => run.name),
      ["b"],
    );
    const none = await openLogIndex(source, [{ path: "/nowhere", name: "nowhere" }]);
    assert.match(none.problems()[0]?.message ?? "", /cannot be read/);
  });

  it("gives runs of two roots different ids", async () => {
    const source = new MemorySource();
    source.write("/a/x/run.jsonl", rows(0, 3));
    source.write("/b/x/run.jsonl", rows(0, 3));
    const index = await openLogIndex(
      source,
      [
        { path: "/a", name: "a" },
        { path: "/b", name: "b" },
      ],
      later,
    );
    assert.equal(new Set(index.runs().map((run) => run.id)).size, 2);
  });
});
