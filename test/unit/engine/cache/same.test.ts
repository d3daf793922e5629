import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createReadingCache } from "../../../../src/engine/cache/cache";
import { openLogIndex } from "../../../../src/engine/logFiles";
import type { LogIndex } from "../../../../src/engine/logIndex";
import { createNodeSource } from "../../../../src/engine/source/nodeSource";
import type { Source } from "../../../../src/engine/source/source";
import { MemoryStore } from "./memoryStore";
import { told } from "./told";

/** The files of a disk, with a count of the bytes that were read. */
function counted(): Source & { bytes: number } {
  const source = createNodeSource();
  const counting = {
    ...source,
    bytes: 0,
    async read(path: string, start: number, length: number) {
      const bytes = await source.read(path, start, length);
      counting.bytes += bytes.length;
      return bytes;
    },
  };
  return counting;
}

const now = () => 9e15;

/** Reads a folder, keeps it, and reads it again by what was kept. */
async function twice(
  folder: string,
): Promise<{ fresh: LogIndex; again: LogIndex; store: MemoryStore; reread: number }> {
  const source = counted();
  const store = new MemoryStore();
  const open = async (): Promise<LogIndex> => {
    const cache = createReadingCache({ source, store, build: "1", limit: 1e9, smallest: 1 });
    return openLogIndex(source, [{ path: folder, name: "study" }], { now, cache });
  };
  const fresh = await open();
  await fresh.writeCache(() => false);
  source.bytes = 0;
  const again = await open();
  return { fresh, again, store, reread: source.bytes };
}

describe("a kept reading is the fresh reading", () => {
  const root = "test/data";
  for (const sample of readdirSync(root).filter((name) => existsSync(join(root, name, "logs"))))
    it(`of ${sample}`, async () => {
      const { fresh, again, store } = await twice(resolve(root, sample, "logs"));
      assert.ok(store.entries.size > 0, "something is kept");
      assert.deepStrictEqual(told(again), told(fresh));
      await again.writeCache(() => false);
      assert.equal(store.writes, store.entries.size, "what was kept is not written again");
    });

  const real = resolve("../shared/data/logs");
  for (const folder of ["hf_trainer", "jsonl", "lightning_csv", "llmc", "megatron", "openlm", "tfevents"])
    it(`of real logs: ${folder}`, async function () {
      if (!existsSync(join(real, folder))) {
        console.warn(`SKIPPED: no real logs at ../shared/data/logs/${folder}`);
        this.skip();
      }
      const { fresh, again, reread } = await twice(join(real, folder));
      assert.deepStrictEqual(told(again), told(fresh));
      const files = again.files();
      assert.ok(reread <= files * 4096 + 1e6, `${reread} bytes of ${files} files read again`);
    });
});
