import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openLogIndex } from "../../../src/engine/logFiles";
import { MemorySource } from "../engine/memorySource";

const bytesOf = (name: string) => new Uint8Array(readFileSync(`test/data/parquet/logs/${name}.parquet`));
const codecs = ["snappy-1M", "gzip-2M", "brotli-3M", "zstd-4M", "lz4-5M", "none-6M"];

const open = async (bytes: Uint8Array) => {
  const source = new MemorySource();
  source.write("/study/run.parquet", bytes);
  const index = await openLogIndex(source, [{ path: "/study", name: "study" }], { now: () => 9e15 });
  return { source, runs: index.runs(), problems: index.problems().map(({ message }) => message) };
};

describe("Parquet", () => {
  it("says that a file is cut off, and reads no wrong number of it", async () => {
    const whole = bytesOf("snappy-1M");
    for (let end = 4; end < whole.length; end += 97) {
      const { runs, problems } = await open(whole.slice(0, end));
      assert.equal(runs.length, 0);
      assert.match(problems.join(), /^not readable as Parquet: /, `cut at ${end}`);
    }
  });

  it("leaves a table without a loss packed", async () => {
    const { source, runs, problems } = await open(bytesOf("corpus"));
    assert.deepEqual([runs.length, problems], [0, []]);
    assert.ok(source.bytesRead < 3 * bytesOf("corpus").length);
  });

  it("names what is wrong with pages that are too large or hold more than their rows", async () => {
    for (const codec of codecs) {
      const bytes = bytesOf(codec);
      const before = process.memoryUsage().arrayBuffers;
      // Thrift's compact form of a page header: field 2 (i32) is the unpacked size; here it says 512 MiB.
      const at = headerAt(bytes);
      const bomb = bytes.slice();
      bomb.set([0x15, 0x80, 0x80, 0x80, 0x80, 0x04], at);
      const { problems } = await open(bomb);
      assert.match(problems.join(), /^not readable as Parquet: /, codec);
      assert.ok(process.memoryUsage().arrayBuffers - before < 64 << 20, codec);
    }
  });

  it("ends with a reading or a problem whatever byte is wrong", async () => {
    let problems = 0;
    for (const codec of codecs) {
      const bytes = bytesOf(codec);
      for (let k = 0; k < 60; k++) {
        const wrong = bytes.slice();
        const at = 4 + ((k * 2654435761) % (bytes.length - 8));
        wrong[at] = (wrong[at] ?? 0) ^ (1 << (k % 8));
        problems += (await open(wrong)).problems.length;
      }
    }
    assert.ok(problems > 50, `${problems}`);
  });
});

/** Where the first page's header has its unpacked size: after the magic number and the page's type. */
function headerAt(bytes: Uint8Array): number {
  assert.equal(bytes[4], 0x15);
  return 6;
}
