/**
 * How fast logs are read, against peers in the same process on the same bytes (medians of 5, by turns, as the machine's own
 * speed drifts): JSON Lines against chunks + `JSON.parse`, CSV against `split` + `Number`, event files against the same frames
 * decoded field by field without checksums. Inputs are seeded and made here. Also: what a column costs in memory.
 */
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { maskedCrc } from "../../src/core/formats/crc";
import { csv } from "../../src/core/formats/csv";
import type { Format } from "../../src/core/formats/format";
import { jsonl } from "../../src/core/formats/jsonl";
import { Fields } from "../../src/core/formats/protobuf";
import { tfevents } from "../../src/core/formats/tfevents";
import { Builder } from "../../src/core/runs/builder";
import { random } from "../../src/core/stats/random";
import { say } from "./say";

const piece = 1 << 20;
const uniform = random(1);

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function pieces(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / piece) }, (_, k) => bytes.subarray(k * piece, (k + 1) * piece));
}

function ours(format: Format, bytes: Uint8Array): Builder {
  const builder = new Builder("bench");
  const parser = format.parser(builder, "bench");
  let done = 0;
  for (const part of pieces(bytes)) {
    parser.push(part);
    done += part.length;
    builder.expect((builder.rows / done) * bytes.length * 1.02);
  }
  parser.flush();
  parser.end();
  assert.deepEqual(builder.problems, []);
  return builder;
}

/** Both by turns, so that a slow moment of the machine is shared. */
function compare(label: string, bytes: Uint8Array, format: Format, peerName: string, peer: () => number): void {
  const a: number[] = [];
  const b: number[] = [];
  let rows = 0;
  for (let turn = 0; turn < 6; turn++) {
    const mine = timed(() => {
      rows = ours(format, bytes).rows;
    });
    const theirs = timed(() => {
      assert.equal(peer(), rows);
    });
    // The first turn warms the compiler.
    if (turn > 0) {
      a.push(mine);
      b.push(theirs);
    }
  }
  const rate = (ms: number) => bytes.length / 1e3 / ms;
  say(`${label}, ${(bytes.length / 1e6).toFixed(0)} MB`, rate(median(a)), "MB/s");
  say(`  ${peerName}`, rate(median(b)), "MB/s");
  say(`  times as fast`, median(b.map((ms, i) => ms / (a[i] ?? NaN))), "×");
}

const fields = (step: number) => ({
  step,
  tokens_seen: step * 491520,
  loss: 3 + uniform(),
  val_loss: 3.1 + uniform(),
  lr: 3e-4 * uniform(),
  grad_norm: uniform(),
  mfu: 0.4 + uniform() * 0.1,
  dt_ms: 100 + uniform() * 10,
  tokens_per_second: 123456 + Math.floor(uniform() * 1000),
  memory_gb: 40.5,
  wall_time_sec: step * 0.1 + uniform(),
});

function jsonLines(size: number): Uint8Array {
  const lines: string[] = [];
  for (let step = 1, length = 0; length < size; step++) {
    const line = `${JSON.stringify({ run_name: "study-1.6B", ...fields(step) })}\n`;
    length += line.length;
    lines.push(line);
  }
  return new TextEncoder().encode(lines.join(""));
}

function parsedByJson(bytes: Uint8Array): number {
  const decoder = new TextDecoder();
  let tail = "";
  let rows = 0;
  for (const part of pieces(bytes)) {
    const lines = (tail + decoder.decode(part, { stream: true })).split("\n");
    tail = lines.pop() ?? "";
    for (const line of lines) if (typeof (JSON.parse(line) as { step: unknown }).step === "number") rows++;
  }
  return rows;
}

function table(size: number): Uint8Array {
  const lines = [Object.keys(fields(0)).join(",")];
  for (let step = 1, length = 0; length < size; step++) {
    const line = Object.values(fields(step)).join(",");
    length += line.length + 1;
    lines.push(line);
  }
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

function splitIntoNumbers(bytes: Uint8Array): number {
  const decoder = new TextDecoder();
  let tail = "";
  let rows = -1;
  let sum = 0;
  for (const part of pieces(bytes)) {
    const lines = (tail + decoder.decode(part, { stream: true })).split("\n");
    tail = lines.pop() ?? "";
    for (const line of lines) {
      for (const cell of line.split(",")) sum += Number(cell);
      rows++;
    }
  }
  assert.ok(sum !== 0);
  return rows;
}

function events(size: number): Uint8Array {
  const tags = ["train/loss", "train/lr", "train/grad_norm", "perf/tps"].map((tag) => new TextEncoder().encode(tag));
  const bytes = new Uint8Array(size + 4096);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let step = 1; at < size; step++) {
    for (const tag of tags) {
      const start = at;
      at += 12;
      bytes[at] = 9;
      view.setFloat64(at + 1, 1.7e9 + step, true);
      bytes[at + 9] = 16;
      at += 10;
      for (let rest = step; ; rest = Math.floor(rest / 128)) {
        bytes[at++] = (rest & 127) | (rest > 127 ? 128 : 0);
        if (rest < 128) break;
      }
      bytes.set([42, tag.length + 9, 10, tag.length + 7, 10, tag.length, ...tag, 21], at);
      at += 7 + tag.length;
      view.setFloat32(at, 3 + uniform(), true);
      at += 4;
      view.setUint32(start, at - start - 12, true);
      view.setUint32(start + 8, maskedCrc(bytes, start, start + 8), true);
      view.setUint32(at, maskedCrc(bytes, start + 12, at), true);
      at += 4;
    }
  }
  return bytes.subarray(0, at);
}

/** Frames decoded by a reader of protobuf fields, into rows of four values. */
function decodedByFields(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: Record<string, number[]> = {};
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at, true);
    const event = new Fields(bytes, at + 12, at + 12 + length);
    while (event.next()) {
      if (event.field !== 5) {
        event.skip();
        continue;
      }
      const summary = event.message();
      while (summary.next()) {
        const value = summary.message();
        let tag = "";
        while (value.next()) {
          if (value.field === 1) tag = value.text();
          else (values[tag] ??= []).push(value.float());
        }
        count++;
      }
    }
    at += 16 + length;
  }
  return count / 4;
}

const megabyte = 1e6;
{
  const bytes = jsonLines(60 * megabyte);
  compare("JSON Lines", bytes, jsonl, "JSON.parse", () => parsedByJson(bytes));
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  const built = ours(jsonl, bytes);
  globalThis.gc?.();
  const held = process.memoryUsage().arrayBuffers - before;
  const values = built.columns.reduce(
    (sum, column) => sum + (column.numbers?.length ?? column.texts?.codes.length ?? 0),
    0,
  );
  say(`memory of ${values} values, each`, held / values, "bytes", 9);
}
{
  const bytes = table(40 * megabyte);
  compare("CSV", bytes, csv, "split + Number", () => splitIntoNumbers(bytes));
}
{
  const bytes = events(40 * megabyte);
  compare("event files with CRC", bytes, tfevents, "fields, no CRC", () => decodedByFields(bytes));
}
