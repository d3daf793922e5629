import assert from "node:assert/strict";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { Run } from "../../../src/core/runs/run";
import { MemorySource } from "./memorySource";

const roots = [{ path: "/study", name: "study" }];
const seen = (runs: readonly Run[]) =>
  runs.map((run) => ({
    name: run.name,
    formats: run.formats,
    problems: run.problems.map(({ message }) => message),
    values: run.metrics.map(({ key }) => {
      const series = run.series(key);
      return [key, [...(series?.step ?? [])], [...(series?.value ?? [])]];
    }),
  }));

/** Reads a text in pieces as it grows, and demands after each what a fresh reading of so much gives. */
async function grow(path: string, text: string, cuts: readonly number[]): Promise<void> {
  const source = new MemorySource();
  source.write(path, text.slice(0, cuts[0]));
  const clock = { now: () => source.clock };
  const index = await openLogIndex(source, roots, clock);
  for (const [k, cut] of cuts.entries()) {
    if (k > 0) source.append(path, text.slice(cuts[k - 1], cut));
    await index.changed([path]);
    const fresh = await openLogIndex(source, roots, clock);
    assert.deepEqual(seen(index.runs()), seen(fresh.runs()), `${path} at ${cut}`);
    assert.deepEqual(
      index.problems().map(({ message }) => message),
      fresh.problems().map(({ message }) => message),
    );
  }
}

const every = (text: string, by: number) => Array.from({ length: Math.ceil(text.length / by) }, (_, k) => (k + 1) * by);

describe("a growing file ends as a fresh one", () => {
  // A few dictionaries were taken for JSON Lines, and the log stayed so: no run until Refresh.
  it("which begins with dictionaries of Python", async () => {
    const rows = Array.from(
      { length: 40 },
      (_, k) => `{'loss': ${3 - k / 100}, 'learning_rate': 0.001, 'epoch': ${k / 40}}\n`,
    );
    const bar = Array.from({ length: 40 }, (_, k) => `\r  2%|▏ | ${k + 1}/40 [00:01<00:40]\n`);
    const text = rows.map((row, k) => `${row}${bar[k] ?? ""}`).join("");
    await grow("/study/run/train.out", text, every(text, 70));
  });

  it("which is a table of text first", async () => {
    const text = `name: a\nseed: 1\n${Array.from({ length: 30 }, (_, k) => `iter ${k}: loss ${3 - k / 10}, time 10.00ms, mfu 1.00%\n`).join("")}`;
    await grow("/study/run/train.log", text, every(text, 33));
  });

  it("whose quote is not closed yet", async () => {
    const text = `step,loss,note\n1,3,a\n2,2.5,"b\n${Array.from({ length: 150 }, (_, k) => `${k + 3},2,c\n`).join("")}`;
    await grow("/study/run/metrics.csv", text, every(text, 61));
  });

  it("which was truncated under its writer", async () => {
    const text = `${"\0".repeat(300)}{"step":1,"loss":3}\n{"step":2,"loss":2}\n${"\0".repeat(90)}{"step":3,"loss":1}\n`;
    await grow("/study/run/metrics.jsonl", text, every(text, 50));
    const large = `${"\0".repeat(3_000_000)}iter 1: loss 3.0, time 1.00ms, mfu 1.00%\niter 2: loss 2.0, time 1.00ms, mfu 1.00%\n`;
    await grow("/study/run/train.log", large, [1000, 2_999_999, 3_000_041, large.length]);
    const source = new MemorySource();
    source.write("/study/train.log", large);
    const index = await openLogIndex(source, roots, { now: () => source.clock });
    assert.deepEqual([...(index.runs()[0]?.series("loss")?.value ?? [])], [3, 2]);
  });
});

describe("a file whose time says little", () => {
  const rows = '{"step":1,"loss":3}\n{"step":2,"loss":2}\n';
  const open = (source: MemorySource) =>
    openLogIndex(source, [{ path: "/repo/logs", name: "logs" }], { now: () => source.clock });

  it("is no running log in a fresh clone, and one again once it grows", async () => {
    const source = new MemorySource();
    source.write("/repo/logs/a/metrics.jsonl", rows);
    source.write("/repo/logs/b/metrics.jsonl", rows);
    const before = await open(source);
    assert.deepEqual(
      before.runs().map(({ status }) => status),
      ["running", "running"],
    );
    source.write("/repo/.git/index", "DIRC");
    const index = await open(source);
    assert.deepEqual(
      index.runs().map(({ status }) => status),
      ["unknown", "unknown"],
    );
    source.append("/repo/logs/b/metrics.jsonl", '{"step":3,"loss":1}\n');
    await index.changed(["/repo/logs/b/metrics.jsonl"]);
    assert.deepEqual(
      index.runs().map(({ status }) => status),
      ["unknown", "running"],
    );
  });

  it("is read again where it could not be read, though it did not change", async () => {
    const source = new MemorySource();
    source.write("/repo/logs/a/metrics.jsonl", rows);
    source.unreadable.add("/repo/logs/a/metrics.jsonl");
    const index = await open(source);
    assert.equal(index.runs().length, 0);
    assert.match(index.problems()[0]?.message ?? "", /^cannot be read: /);
    assert.equal(await index.changed(["/repo/logs/a/metrics.jsonl"]), false);
    source.unreadable.clear();
    assert.equal(await index.refresh(), true);
    assert.equal(index.runs().length, 1);
    assert.deepEqual(index.problems(), []);
  });
});
