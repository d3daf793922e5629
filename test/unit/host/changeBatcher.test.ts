import assert from "node:assert/strict";
import { batchChanges } from "../../../src/host/changeBatcher";
import { FakeClock, settled } from "../fakeClock";

describe("host/changeBatcher", () => {
  const start = () => {
    const clock = new FakeClock();
    const reports: (readonly string[])[] = [];
    const done: (() => void)[] = [];
    const batcher = batchChanges((paths) => {
      reports.push(paths);
      return new Promise<void>((resolve) => done.push(resolve));
    }, clock);
    return { clock, reports, done, batcher };
  };

  it("reports what changes within a moment together, each path once", () => {
    const { clock, reports, batcher } = start();
    for (const path of ["/a", "/b", "/a"]) batcher.add(path);
    clock.advance(99);
    assert.deepEqual(reports, []);
    clock.advance(1);
    assert.deepEqual(reports, [["/a", "/b"]]);
  });

  it("gathers what changes while a report is being read", async () => {
    const { clock, reports, done, batcher } = start();
    batcher.add("/a");
    clock.advance(100);
    batcher.add("/b");
    clock.advance(10_000);
    batcher.add("/c");
    assert.equal(reports.length, 1);
    done[0]?.();
    await settled();
    clock.advance(100);
    assert.deepEqual(reports, [["/a"], ["/b", "/c"]]);
  });

  it("reports nothing after it was closed, also when a report ends later", async () => {
    const { clock, reports, done, batcher } = start();
    batcher.add("/a");
    clock.advance(100);
    batcher.add("/b");
    batcher.close();
    done[0]?.();
    await settled();
    batcher.add("/c");
    clock.advance(10_000);
    assert.deepEqual(reports, [["/a"]]);
    assert.equal(clock.waiting, 0);
  });
});
