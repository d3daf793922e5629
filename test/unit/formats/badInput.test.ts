import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { csv } from "../../../src/core/formats/csv/csv";
import type { Format } from "../../../src/core/formats/format";
import { jsonl } from "../../../src/core/formats/json/jsonl";
import { nanogpt } from "../../../src/core/formats/text/scripts/nanogpt";
import { Builder } from "../../../src/core/runs/table/builder";
import { gunzip } from "../../../src/engine/read/gunzip";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { Source } from "../../../src/engine/source/source";
import { MemorySource } from "../engine/memorySource";
import { ascii, f64, field, file, frame, join, scalar, u32 } from "./eventFile";
import { maskedCrc } from "../../../src/core/formats/bytes/crc";
import { file as wandbFile, history, item } from "./wandbFile";

/** Each ends in a problem on the run that says what is wrong, with the rest read, in bounded time and memory. */

const roots = [{ path: "/logs", name: "logs" }];
const later = { now: () => 1_800_000_000_000 };

async function read(name: string, bytes: Uint8Array | string): Promise<{ steps: number[]; problems: string[] }> {
  const source = new MemorySource();
  source.write(`/logs/${name}`, bytes);
  const index = await openLogIndex(source, roots, later);
  const runs = index.runs();
  const problems = [...runs.flatMap((run) => run.problems), ...index.problems()].filter(({ kind }) => kind !== "hint");
  return {
    steps: runs.flatMap((run) => [...(run.series("loss")?.step ?? [])]),
    problems: problems.map(({ message }) => message),
  };
}

describe("bad input", () => {
  it("a wrong checksum of a record, and of a length", async () => {
    const [a, b, c] = [1, 2, 3].map((step) => scalar(step, "loss", 4 - step)) as [Uint8Array, Uint8Array, Uint8Array];
    const payload = b.slice();
    payload[30] = (payload[30] ?? 0) ^ 4;
    assert.deepEqual(await read("a/events.out.tfevents.1", file(a, payload, c)), {
      steps: [1, 3],
      problems: ["a record does not match its checksum: skipped"],
    });
    const length = b.slice();
    length[1] = 9;
    assert.deepEqual(await read("a/events.out.tfevents.1", file(a, length, c)), {
      steps: [1],
      problems: ["a record's length does not match its checksum: the rest of the file is not read"],
    });
    const block = wandbFile(
      history(1, item("loss", "3"), item("_step", "1")),
      history(2, item("loss", "2"), item("_step", "2")),
    );
    block[block.length - 3] = (block[block.length - 3] ?? 0) ^ 1;
    const found = await read("wandb/run-20240101_000000-x/run-x.wandb", block);
    assert.deepEqual(found.steps, [1]);
    assert.match(found.problems.join(), /checksum/);
  });

  it("a number without an end, and a field longer than its message", async () => {
    const endless = frame(join([9], f64(1), [16], new Uint8Array(11).fill(0x80), [1]));
    const tooLong = frame(join([9], f64(1), [16, 2, 42, 120], ascii("short")));
    const deep = frame(join([9], f64(1), [16, 2], field(5, join([10, 0xff, 0xff, 0xff, 0xff, 15], ascii("x")))));
    for (const [bad, why] of [
      [endless, /a record is malformed: a number is too long/],
      [tooLong, /a record is malformed: a field is longer than its message/],
      [deep, /a record is malformed: a field is longer than its message/],
    ] as const) {
      const found = await read("a/events.out.tfevents.1", file(scalar(1, "loss", 3), bad, scalar(3, "loss", 2)));
      assert.deepEqual(found.steps, [1, 3]);
      assert.match(found.problems.join(), why);
    }
  });

  it("a record that says it is 2^53 bytes long, rightly summed", async () => {
    const length = join(u32(0), u32(0x200000));
    const huge = join(length, u32(maskedCrc(length, 0, 8)), ascii("only this"));
    const found = await read("a/events.out.tfevents.1", join(file(scalar(1, "loss", 3)), huge));
    assert.deepEqual(found.steps, [1]);
    assert.match(found.problems.join(), /MiB is skipped/);
  });

  for (const [format, before, long, after] of [
    [jsonl, '{"step":1,"loss":3}\n', '{"step":2,"text":"', '"}\n{"step":3,"loss":2}\n'],
    [csv, "step,loss\n1,3\n", "2,", "\n3,2\n"],
    [
      nanogpt,
      "iter 1: loss 3.0, time 1.00ms, mfu 1.00%\n",
      "iter 2: loss ",
      "\niter 3: loss 2.0, time 1.00ms, mfu 1.00%\n",
    ],
  ] as const satisfies readonly (readonly [Format, string, string, string])[]) {
    it(`${format.label}: one line of 1 GB, never held`, function () {
      this.timeout(60_000);
      const table = new Builder("log");
      const parser = format.parser(table, "log");
      const piece = new Uint8Array(1 << 20).fill(120);
      parser.push(ascii(before + long));
      let most = 0;
      for (let k = 0; k < 1024; k++) {
        parser.push(piece);
        most = Math.max(most, parser.pending);
      }
      parser.push(ascii(after));
      parser.flush();
      parser.end();
      const column = table.columns.find(({ key }) => key === "step")?.numbers;
      assert.deepEqual(
        Array.from({ length: column?.length ?? 0 }, (_, i) => column?.at(i)),
        [1, 3],
      );
      assert.ok(most <= (16 << 20) + 1, `${most} bytes were held`);
      if (format !== nanogpt)
        assert.match(table.problems.map(({ message }) => message).join(), /line longer than 16 MiB: skipped/);
    });
  }

  it("a decompression bomb: stopped in proportion to its size, what came before it read", async function () {
    this.timeout(120_000);
    const rows = '{"step":1,"loss":3}\n{"step":2,"loss":2}\n';
    const zeros = gzipSync(Buffer.alloc(64 << 20));
    // Members of a gzip file follow each other: 2 GiB of zeros in 2 MB.
    const bomb = Buffer.concat([gzipSync(rows), ...Array.from({ length: 32 }, () => zeros)]);
    const source = new MemorySource();
    source.write("/logs/a/metrics.jsonl.gz", bomb);
    let out = 0;
    await assert.rejects(async () => {
      for await (const piece of gunzip(source, "/logs/a/metrics.jsonl.gz", bomb.length)) {
        assert.ok(piece.length <= 1 << 20);
        out += piece.length;
      }
    }, /unpacks to more than \d+ times its size/);
    assert.ok(out <= Math.max(256 << 20, bomb.length * 200) + (1 << 20), `${out} bytes came out of ${bomb.length}`);
    const index = await openLogIndex(source, roots, later);
    assert.deepEqual([...(index.runs()[0]?.series("loss")?.step ?? [])], [1, 2]);
    assert.match(
      index
        .problems()
        .map(({ message }) => message)
        .join(),
      /unpacks to more than/,
    );
  });

  it("a file that changes while it is read: what was read stands until it is read again", async () => {
    const memory = new MemorySource();
    const row = (step: number) => `{"step":${step},"loss":${5 - step / 1e6}}\n`;
    const text = Array.from({ length: 200_000 }, (_, i) => row(i + 100_000)).join("");
    memory.write("/logs/a.jsonl", text);
    let reads = 0;
    const source: Source = {
      list: (folder) => memory.list(folder),
      stat: (path) => memory.stat(path),
      read: async (path, start, length) => {
        const bytes = await memory.read(path, start, length);
        // Replaced by a shorter one, in the middle of being read.
        if (++reads === 3) memory.write("/logs/a.jsonl", row(1) + row(2));
        return bytes;
      },
    };
    const index = await openLogIndex(source, roots, later);
    for (const run of index.runs()) {
      const series = run.series("loss");
      for (const [i, step] of (series?.step ?? new Float64Array()).entries())
        assert.equal(series?.value[i], 5 - step / 1e6);
    }
    await index.changed(["/logs/a.jsonl"]);
    assert.deepEqual([...(index.runs()[0]?.series("loss")?.step ?? [])], [1, 2]);
  });
});
