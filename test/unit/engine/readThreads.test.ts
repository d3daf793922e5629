import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openLogIndex } from "../../../src/engine/logFiles";
import { createFileReader } from "../../../src/engine/read/fileReader";
import { readFile } from "../../../src/engine/read/readFile";
import { newReading, type Reading } from "../../../src/engine/read/reading";
import type { ReadThreads } from "../../../src/engine/read/readThreads";
import { createReadThreads } from "../../../src/engine/read/readThreads";
import { packReading, unpackReading } from "../../../src/engine/read/readWire";
import { MemorySource } from "./memorySource";

const options = { now: () => 9e15, cancelled: () => false, onBytes: () => undefined };
const roots = [{ path: "/study", name: "study" }];

/** Threads that are none: what they would send goes through the same copying. */
function threadsOf(source: MemorySource, size: number) {
  const seen = { most: 0, read: [] as string[], closed: 0 };
  let busy = 0;
  const threads: ReadThreads = {
    size,
    async read({ found, stat }) {
      seen.most = Math.max(seen.most, ++busy);
      seen.read.push(found.path);
      const reading = newReading(found, stat);
      await readFile(source, reading, options);
      busy--;
      if (found.path.includes("deadly")) throw new Error("out of memory");
      const { answer, buffers } = packReading(reading);
      return structuredClone(answer, { transfer: buffers });
    },
    close: () => seen.closed++,
  };
  return { threads, seen };
}

const content = ({ logs, config, problem, offset, complete, whole }: Reading) => ({
  logs: logs.map(({ table, ...log }) => {
    const { columns, ...rest } = table.snapshot();
    const plain = columns.map(({ key, numbers, texts }) => ({
      key,
      numbers: numbers && { ...numbers, values: [...numbers.values.all()] },
      texts: texts && { ...texts, codes: { ...texts.codes, values: [...texts.codes.values.all()] } },
    }));
    return { ...log, columns: plain, ...rest, jumps: [...rest.jumps] };
  }),
  ...{ config, problem, offset, complete, whole },
});

describe("reading in threads", () => {
  it("gives every sample as reading it here does", async () => {
    let logs = 0;
    for (const name of readdirSync("test/data", { recursive: true, encoding: "utf8" })) {
      const path = join("test/data", name);
      if (!path.includes("logs/")) continue;
      const bytes = await Promise.resolve()
        .then(() => readFileSync(path))
        .catch(() => undefined);
      if (bytes === undefined) continue;
      const source = new MemorySource();
      source.write(`/study/${name}`, new Uint8Array(bytes));
      const found = { path: `/study/${name}`, relative: name, root: roots[0]! };
      const [here, there, moved] = Array.from({ length: 3 }, () =>
        newReading(found, { kind: "file", size: bytes.length, modified: 1, identity: "" }),
      );
      for (const reading of [here!, there!]) await readFile(source, reading, options);
      const { answer, buffers } = packReading(there!);
      unpackReading(structuredClone(answer, { transfer: buffers }), moved!);
      assert.deepEqual(content(moved!), content(here!), name);
      logs += moved!.logs.length;
    }
    assert.ok(logs > 50, `${logs}`);
  });

  const large = (loss: number) => `${`{"step":1,"loss":${loss}}\n`.repeat(60_000)}{"step":2,"loss":${loss}}\n`;
  const study = (count: number) => {
    const source = new MemorySource();
    for (let k = 0; k < count; k++) source.write(`/study/run-${k}/metrics.jsonl`, large(k));
    source.write("/study/small/metrics.jsonl", '{"step":1,"loss":3}\n');
    return source;
  };

  it("happens for large files only, so many at a time, and reads the same runs", async () => {
    const source = study(7);
    const { threads, seen } = threadsOf(source, 2);
    const index = await openLogIndex(source, roots, { ...options, threads });
    const alone = await openLogIndex(source, roots, options);
    const shown = (of: typeof index) => of.runs().map((run) => [run.name, [...(run.series("loss")?.value ?? [])]]);
    assert.deepEqual(shown(index), shown(alone));
    assert.ok(seen.most === 2 && seen.read.length >= 4 && seen.read.length < 7, JSON.stringify(seen));
    assert.ok(!seen.read.some((path) => path.includes("small")));
    assert.ok(seen.closed > 0);
    source.append("/study/run-3/metrics.jsonl", '{"step":3,"loss":0.5}\n');
    await index.changed(["/study/run-3/metrics.jsonl"]);
    assert.equal(index.runs()[3]?.series("loss")?.value.at(-1), 0.5);
  });

  it("leaves out, by name, a file in which its thread ended, and reads the rest", async () => {
    const source = study(2);
    source.write("/study/deadly/metrics.jsonl", large(9));
    const { threads } = threadsOf(source, 3);
    const read = createFileReader(source, options, { ...threads, size: 3 });
    const readings = ["deadly", "run-0", "run-1"].map((name) => {
      const path = `/study/${name}/metrics.jsonl`;
      const size = source.files.get(path)?.bytes.length ?? 0;
      return newReading(
        { path, relative: path.slice(7), root: roots[0]! },
        { kind: "file", size, modified: 1, identity: "" },
      );
    });
    // The first is read here: the threads take those after it.
    await Promise.all([readings[1]!, readings[0]!, readings[2]!].map(read));
    assert.match(readings[0]!.problem?.message ?? "", /could not be read, and is left out: out of memory/);
    assert.deepEqual(
      readings.map(({ logs }) => logs.length),
      [0, 1, 1],
    );
  });

  it("has a thread a core, less the engine's, and eight at most", () => {
    assert.equal(createReadThreads("none", 1), undefined);
    assert.equal(createReadThreads("none", 2)?.size, 1);
    assert.equal(createReadThreads("none", 64)?.size, 8);
  });
});
