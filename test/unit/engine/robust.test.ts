import assert from "node:assert/strict";
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getuid } from "node:process";
import { createLogIndex, openLogIndex } from "../../../src/engine/logFiles";
import type { LogIndex } from "../../../src/engine/logIndex";
import { createNodeSource } from "../../../src/engine/source/nodeSource";
import type { Source } from "../../../src/engine/source/source";
import { MemorySource } from "./memorySource";

const rows = (from: number, to: number, loss = 5): string =>
  Array.from({ length: to - from }, (_, i) => `{"step":${from + i},"val_loss":${loss - (from + i) / 1e6}}\n`).join("");
const steps = (index: LogIndex, run = 0): number[] => [...(index.runs()[run]?.series("val_loss")?.step ?? [])];

describe("a disk as it is", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "isoflop-robust-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const write = (path: string, text: string): string => {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  const open = (source: Source = createNodeSource(), at = root): Promise<LogIndex> =>
    openLogIndex(source, [{ path: at, name: "study" }]);

  it("ends at links that lead in a circle", async () => {
    write("a/run/metrics.jsonl", rows(0, 3));
    symlinkSync(root, join(root, "a", "up"));
    symlinkSync(join(root, "a"), join(root, "a", "run", "again"));
    symlinkSync("one", join(root, "two"));
    symlinkSync("two", join(root, "one"));
    symlinkSync("nowhere", join(root, "gone"));
    const index = await open();
    assert.equal(index.runs().length, 1);
    assert.deepEqual(index.problems(), []);
    assert.equal(await index.refresh(), false);
  });

  it("reads a run under its own path, not under latest-run's, and follows it there", async () => {
    const own = write("wandb/run-2/metrics.jsonl", rows(0, 3));
    write("wandb/run-1/metrics.jsonl", rows(10, 13));
    symlinkSync("run-2", join(root, "wandb", "latest-run"));
    symlinkSync(own, join(root, "a-shortcut.jsonl"));
    mkdirSync(join(root, "wandb", "run-3"));
    const same = join(root, "wandb", "run-3", "metrics.jsonl");
    linkSync(own, same);
    const index = await open();
    const ids = (): string[] => index.runs().map(({ id }) => id);
    assert.deepEqual(ids(), ["wandb/run-1", "wandb/run-2"]);
    appendFileSync(own, rows(3, 5));
    const paths = [own, join(root, "wandb", "latest-run", "metrics.jsonl"), join(root, "a-shortcut.jsonl")];
    await index.changed([...paths, same]);
    assert.deepEqual(ids(), ["wandb/run-1", "wandb/run-2"]);
    assert.deepEqual(steps(index, 1), [0, 1, 2, 3, 4]);
    rmSync(own);
    await index.refresh();
    assert.deepEqual(ids(), ["wandb/run-1", "wandb/run-3"], "its other name is left");
  });

  it("reads what lies behind a link to a folder elsewhere, once", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "isoflop-elsewhere-"));
    writeFileSync(join(elsewhere, "metrics.jsonl"), rows(0, 3));
    symlinkSync(elsewhere, join(root, "linked"));
    symlinkSync(elsewhere, join(root, "twice"));
    const index = await open();
    assert.deepEqual(
      index.runs().map(({ id }) => id),
      ["linked"],
    );
    rmSync(elsewhere, { recursive: true });
  });

  it("takes any name for a name", async () => {
    const names = ["what?", "50% done", "a#b", "two  words", "ünï", "[x]{y}", "semi;colon & more", "'quoted\""];
    for (const name of names) write(`${name}/run ${name}.jsonl`, rows(0, 3));
    const index = await open();
    assert.equal(index.runs().length, names.length);
    const path = join(root, "50% done", "run 50% done.jsonl");
    appendFileSync(path, rows(3, 4));
    assert.equal(await index.changed([path]), true);
    assert.equal(index.runs().filter((run) => run.series("val_loss")?.step.length === 4).length, 1);
  });

  it("takes a folder for a folder, whatever it is called", async () => {
    write("my.tfevents.old/metrics.jsonl", rows(0, 3));
    write("metrics.jsonl/metrics.csv", "step,val_loss\n1,2\n2,1\n");
    mkdirSync(join(root, "events.out.tfevents.1"));
    mkdirSync(join(root, "run.wandb"));
    const index = await open();
    assert.equal(index.runs().length, 2);
    assert.deepEqual(index.problems(), []);
  });

  it("names a file that may not be read, and reads it once it may", async function () {
    if (getuid?.() === 0) {
      console.warn("SKIPPED: root may read everything");
      this.skip();
    }
    const path = write("a/metrics.jsonl", rows(0, 3));
    write("b/metrics.jsonl", rows(0, 3));
    chmodSync(path, 0);
    const index = await open();
    assert.equal(index.runs().length, 1);
    assert.match(index.problems()[0]?.message ?? "", /cannot be read: .*permission/i);
    chmodSync(path, 0o644);
    appendFileSync(path, rows(3, 4));
    await index.changed([path]);
    assert.equal(index.runs().length, 2);
    assert.deepEqual(index.problems(), []);
  });

  /** Does something to the disk in the midst of the first reading of a file, after its first bytes. */
  const meddling = (path: string, meddle: () => void): Source => {
    const source = createNodeSource();
    let met = false;
    return {
      ...source,
      read: async (at, start, length) => {
        const bytes = await source.read(at, start, length);
        if (at === path && !met) {
          met = true;
          meddle();
        }
        return bytes;
      },
    };
  };

  it("bears a file that shrinks while it is read, and reads what it is then", async () => {
    const path = write("metrics.jsonl", rows(0, 200_000));
    const index = await open(
      meddling(path, () => {
        truncateSync(path, rows(0, 100).length);
      }),
    );
    await index.changed([path]);
    assert.deepEqual(steps(index), [...Array(100).keys()]);
  });

  it("bears a file that grows while it is read", async () => {
    const path = write("metrics.jsonl", rows(0, 50_000));
    const index = await open(
      meddling(path, () => {
        appendFileSync(path, rows(50_000, 60_000));
      }),
    );
    await index.changed([path]);
    assert.equal(steps(index).length, 60_000);
  });

  it("bears a file that is replaced while it is read, and reads the new one", async () => {
    const path = write("metrics.jsonl", rows(0, 100_000, 5));
    const index = await open(
      meddling(path, () => {
        writeFileSync(`${path}.tmp`, rows(0, 120_000, 7));
        renameSync(`${path}.tmp`, path);
      }),
    );
    await index.changed([path]);
    const series = index.runs()[0]?.series("val_loss");
    assert.equal(series?.step.length, 120_000);
    assert.ok(series.value.every((value) => value > 6));
  });

  it("bears a file that is written anew in its place while it is read", async () => {
    const path = write("metrics.jsonl", rows(0, 100_000, 5));
    const index = await open(
      meddling(path, () => {
        writeFileSync(path, rows(0, 120_000, 7));
      }),
    );
    await index.changed([path]);
    const values = index.runs()[0]?.series("val_loss")?.value;
    assert.equal(values?.length, 120_000);
    assert.ok(values.every((value) => value > 6));
  });

  it("names a file that is gone when it is to be read, and forgets it", async () => {
    write("a/metrics.jsonl", rows(0, 3));
    const gone = write("b/metrics.jsonl", rows(0, 3));
    const source = createNodeSource();
    const index = await open({
      ...source,
      list: async (folder) => {
        const entries = await source.list(folder);
        if (folder === dirname(gone)) rmSync(gone, { force: true });
        return entries;
      },
    });
    assert.equal(index.runs().length, 1);
    assert.match(index.problems()[0]?.message ?? "", /cannot be read/);
    await index.changed([gone]);
    await index.refresh();
    assert.deepEqual(index.problems(), []);
  });

  it("finds the run of a single MLflow run's folder", async () => {
    const id = "0123456789abcdef0123456789abcdef";
    write(`mlruns/7/${id}/meta.yaml`, `run_id: ${id}\nrun_name: wide\nstatus: 3\nlifecycle_stage: active\n`);
    write(`mlruns/7/${id}/metrics/train/loss`, "1700000000000 5 0\n1700000001000 4 1\n");
    write(`mlruns/7/${id}/metrics/lr`, "1700000000000 0.1 0\n");
    write(`mlruns/7/${id}/params/n_params`, "1000000");
    for (const at of ["", "mlruns", "mlruns/7", `mlruns/7/${id}`]) {
      const [run, ...others] = (await open(createNodeSource(), join(root, at))).runs();
      assert.deepEqual(others, [], at);
      assert.deepEqual([run?.name, run?.status, run?.facts.params?.value], ["wide", "finished", 1e6], at);
      assert.deepEqual([...(run?.series("train/loss")?.value ?? [])], [5, 4], at);
    }
  });

  it("asks for each file a few times and lists no folder when many change at once", async () => {
    const source = new MemorySource();
    const paths = Array.from({ length: 600 }, (_, i) => `/study/${i % 50}/run-${i}/metrics.jsonl`);
    for (const path of paths) source.write(path, rows(0, 2));
    const index = createLogIndex(source, [{ path: "/study", name: "study" }]);
    await index.open();
    for (const path of paths) source.append(path, rows(2, 3));
    source.stats = source.lists = 0;
    await index.changed(paths);
    assert.ok(source.stats <= 5 * paths.length, `${source.stats} calls of stat`);
    assert.equal(source.lists, 0);
    assert.equal(index.runs().filter((run) => run.series("val_loss")?.step.length === 3).length, 600);
  });
});
