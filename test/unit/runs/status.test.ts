import assert from "node:assert/strict";
import { openLogIndex } from "../../../src/engine/logFiles";
import { MemorySource } from "../engine/memorySource";

const minute = 60_000;
const hour = 60 * minute;

/** The status of the one run of these files, so many milliseconds after the last of them changed, and when it lapses. */
async function statusOf(
  files: Readonly<Record<string, string>>,
  after: number,
): Promise<{ status: string | undefined; left: number }> {
  const source = new MemorySource();
  for (const [name, text] of Object.entries(files)) source.write(`/logs/a/${name}`, text);
  const now = source.clock + after;
  const [run] = (await openLogIndex(source, [{ path: "/logs", name: "logs" }], { now: () => now })).runs();
  return { status: run?.status, left: (run?.until ?? Infinity) - now };
}

/** A log with a row every so many seconds, by a clock of its own. */
const log = (rows: number, seconds: number, unit = 1): string =>
  Array.from(
    { length: rows },
    (_, i) => `{"step":${i + 1},"timestamp":${(1.7e9 + i * seconds) * unit},"loss":${5 - i / 100}}\n`,
  ).join("");
const bare = log(20, 1).replaceAll(/"timestamp":\d+,/g, "");

describe("status of a run", () => {
  const check = async (files: Readonly<Record<string, string>>, at: readonly (readonly [number, string])[]) => {
    for (const [after, wanted] of at)
      assert.equal((await statusOf(files, after)).status, wanted, `${after / minute} min`);
  };

  it("runs while it grows, is stalled for a day, and then not known", async () => {
    await check({ "metrics.jsonl": bare }, [
      [0, "running"],
      [4 * minute, "running"],
      [6 * minute, "stalled"],
      [23 * hour, "stalled"],
      [25 * hour, "unknown"],
    ]);
  });

  it("waits ten times as long as its rows usually take, whatever the unit of its clock", async () => {
    for (const unit of [1, 1e3, 1e9])
      await check({ "metrics.jsonl": log(20, 120, unit) }, [
        [19 * minute, "running"],
        [21 * minute, "stalled"],
      ]);
    await check({ "metrics.jsonl": log(20, 0.5) }, [
      [4 * minute, "running"],
      [6 * minute, "stalled"],
    ]);
  });

  it("stays stalled while it is known that it has not ended", async () => {
    const planned = { "metrics.jsonl": bare, "config.json": '{"max_steps": 100}' };
    await check(planned, [
      [minute, "running"],
      [6 * minute, "stalled"],
      [9000 * hour, "stalled"],
    ]);
    await check({ ...planned, "config.json": '{"max_steps": 20}' }, [
      [0, "finished"],
      [9000 * hour, "finished"],
    ]);
  });

  it("says when it will be another one", async () => {
    assert.equal((await statusOf({ "metrics.jsonl": bare }, minute)).left, 4 * minute);
    assert.equal((await statusOf({ "metrics.jsonl": bare }, 10 * minute)).left, 24 * hour - 10 * minute);
    assert.equal((await statusOf({ "metrics.jsonl": bare }, 25 * hour)).left, Infinity);
  });

  it("gives a log that is written at each checkpoint hours, and results no status", async () => {
    const rows = [10, 20, 30].map((step) => ({ step, loss: 5 - step / 100, epoch: 1 }));
    const state = JSON.stringify({ global_step: 30, max_steps: 1000, log_history: rows });
    await check({ "trainer_state.json": state }, [
      [2 * hour, "running"],
      [4 * hour, "stalled"],
    ]);
    await check({ "results.csv": "run,N,D,loss\na,1e8,2e9,3.1\n" }, [
      [0, "unknown"],
      [9000 * hour, "unknown"],
    ]);
  });

  it("is another one when time has passed and the index is told so", async () => {
    const source = new MemorySource();
    source.write("/logs/a/metrics.jsonl", bare);
    let now = source.clock;
    const index = await openLogIndex(source, [{ path: "/logs", name: "logs" }], { now: () => now });
    assert.equal(index.runs()[0]?.status, "running");
    now = index.runs()[0]?.until ?? NaN;
    index.expire();
    assert.equal(index.runs()[0]?.status, "stalled");
  });
});
