import assert from "node:assert/strict";
import { createReadingCache } from "../../../../src/engine/cache/cache";
import { openLogIndex } from "../../../../src/engine/logFiles";
import type { LogIndex } from "../../../../src/engine/logIndex";
import { MemorySource } from "../memorySource";
import { MemoryStore } from "./memoryStore";
import { told } from "./told";

const path = "/logs/run-1B/metrics.jsonl";
const rows = (from: number, to: number, loss = 5): string =>
  Array.from({ length: to - from }, (_, i) => `{"step":${from + i},"val_loss":${loss - (from + i) / 1000}}\n`).join("");

/** Long after every change of the files. */
const later = 1_800_000_000_000;

class Study {
  readonly source = new MemorySource();
  readonly store = new MemoryStore();
  build = "1";
  limit = 1e9;
  now = later;
  root = "/logs";

  constructor() {
    this.source.write(path, rows(0, 900));
  }

  /** A session of its own. */
  async open(cancelled?: () => boolean): Promise<LogIndex> {
    const { source, store, build, limit } = this;
    const cache = createReadingCache({ source, store, build, limit, smallest: 100 });
    const options = { cache, now: () => this.now, ...(cancelled === undefined ? {} : { cancelled }) };
    return openLogIndex(source, [{ path: this.root, name: "logs" }], options);
  }

  /** Bytes of logs that a session reads. */
  async bytes(): Promise<number> {
    this.source.bytesRead = 0;
    await this.open();
    return this.source.bytesRead;
  }

  /** The same, of a session whose reading is compared with one without a cache. */
  async reread(): Promise<number> {
    const bytes = await this.bytes();
    const index = await this.open();
    const fresh = await openLogIndex(this.source, [{ path: this.root, name: "logs" }], { now: () => this.now });
    assert.deepStrictEqual(told(index), told(fresh));
    return bytes;
  }

  get size(): number {
    return this.source.files.get(path)?.bytes.length ?? NaN;
  }
}

async function kept(): Promise<Study> {
  const study = new Study();
  await (await study.open()).writeCache(() => false);
  assert.equal(study.store.entries.size, 1);
  return study;
}

describe("engine/cache", () => {
  it("reads no more of a kept file than its first bytes", async () => {
    assert.equal(await (await kept()).reread(), 4096);
  });

  it("reads again what changed: its size, its time, its first bytes", async () => {
    const study = await kept();
    study.source.append(path, rows(900, 901));
    assert.ok((await study.reread()) > study.size);
    const other = await kept();
    const before = other.source.files.get(path);
    assert.ok(before);
    other.source.write(path, rows(0, 900, 6));
    assert.ok((await other.reread()) > other.size, "the time of change");
    const { modified } = before;
    other.source.files.set(path, { ...before, bytes: new TextEncoder().encode(rows(0, 900, 6)), modified });
    assert.ok((await other.reread()) > other.size, "the first bytes");
  });

  it("believes no other build and no other place below the root", async () => {
    const study = await kept();
    study.build = "2";
    assert.ok((await study.reread()) >= study.size);
    study.build = "1";
    study.root = "/logs/run-1B";
    assert.ok((await study.reread()) >= study.size);
    study.root = "/logs";
    assert.equal(await study.reread(), 4096);
  });

  it("reads again what is torn or damaged in any byte", async () => {
    const study = await kept();
    const [name = "", entry] = [...study.store.entries][0] ?? [];
    assert.ok(entry);
    const { bytes } = entry;
    for (let cut = 0; cut < bytes.length; cut += 97) {
      study.store.entries.set(name, { ...entry, bytes: bytes.slice(0, cut) });
      assert.ok((await study.bytes()) >= study.size, `cut at ${cut}`);
    }
    for (let at = 0; at < bytes.length; at += 41) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      study.store.entries.set(name, { ...entry, bytes: damaged });
      assert.ok((await study.bytes()) >= study.size, `a bit at ${at}`);
    }
    study.store.entries.set(name, entry);
    assert.equal(await study.reread(), 4096);
  });

  it("reads the file when the store fails, and keeps nothing without a word", async () => {
    const study = await kept();
    study.store.fails = true;
    assert.ok((await study.reread()) >= study.size);
    await (await study.open()).writeCache(() => false);
  });

  it("goes on with a file that grows after it was taken from the cache, and keeps it once it is quiet", async () => {
    const study = await kept();
    const index = await study.open();
    study.source.append(path, rows(900, 950));
    study.now = study.source.clock + 1000;
    await index.changed([path]);
    assert.equal(index.runs()[0]?.series("val_loss")?.step.length, 950);
    await index.writeCache(() => false);
    assert.equal(study.store.writes, 1, "it may still be growing");
    study.now = later;
    await index.writeCache(() => false);
    assert.equal(study.store.writes, 2);
    assert.equal(await study.reread(), 4096);
  });

  it("keeps nothing of a reading that was cancelled, torn, in trouble or gone on", async () => {
    const cancelled = new Study();
    cancelled.source.write(path, rows(0, 3000));
    let asked = 0;
    const part = await cancelled.open(() => ++asked > 1);
    await part.writeCache(() => false);
    assert.equal(cancelled.store.writes, 0, "cancelled");

    const torn = new Study();
    torn.source.write(path, rows(0, 900) + '{"step":900,"val_');
    torn.now = torn.source.clock;
    const waiting = await torn.open();
    torn.now = later;
    await waiting.writeCache(() => false);
    assert.equal(torn.store.writes, 0, "the rest of its last line may still come");

    const unreadable = new Study();
    unreadable.source.unreadable.add(path);
    await (await unreadable.open()).writeCache(() => false);
    assert.equal(unreadable.store.writes, 0, "unreadable");

    const changed = new Study();
    const index = await changed.open();
    changed.source.append(path, rows(900, 901));
    await index.writeCache(() => false);
    assert.equal(changed.store.writes, 0, "it changed since");

    const stopped = new Study();
    await (await stopped.open()).writeCache(() => true);
    assert.equal(stopped.store.writes, 0, "stopped");
  });

  it("stays within its room: what was used longest ago goes, what is used now stays", async () => {
    const study = await kept();
    const each = [...study.store.entries.values()][0]?.bytes.length ?? NaN;
    study.limit = each * 3.5;
    for (const name of ["b", "c", "d", "e", "f"]) study.source.write(`/${name}/x/metrics.jsonl`, rows(0, 900));
    const names = (): Set<string> => new Set(study.store.entries.keys());
    const visit = async (root: string): Promise<void> => {
      study.root = root;
      await (await study.open()).writeCache(() => false);
    };
    await visit("/b");
    await visit("/c");
    assert.equal(names().size, 3);
    await visit("/logs"); // Read, so used.
    const before = names();
    await visit("/d");
    assert.equal(names().size, 3);
    study.root = "/logs";
    assert.equal(await study.reread(), 4096, "it was used after /b");
    study.root = "/b";
    assert.ok((await study.reread()) >= study.size, "/b made room");
    assert.notDeepEqual(names(), before);
    // A study larger than the room keeps a part, and the same part.
    for (let i = 0; i < 6; i++) study.source.write(`/large/${i}/metrics.jsonl`, rows(0, 900));
    await visit("/large");
    const part = names();
    assert.equal(part.size, 3);
    await visit("/large");
    assert.deepEqual(names(), part);
    study.limit = each * 1.5;
    await visit("/nowhere");
    assert.equal(names().size, 1, "less room than before");
  });
});
