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
    values: run.metrics.map(({ key }) => [
      key,
      [...(run.series(key)?.step ?? [])],
      [...(run.series(key)?.value ?? [])],
    ]),
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
  });
});
