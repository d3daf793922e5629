/**
 * How fast logs are read, against peers in the same process on the same bytes, by turns, as the machine's own speed drifts:
 * medians of five, on the clock and in processor time. Inputs are seeded and made here. Also: what a column costs in memory.
 * `ISOFLOP_BENCH_SCALE=0.1` makes the inputs a tenth as large.
 */
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { argv, cpuUsage, env, memoryUsage } from "node:process";
import { csv } from "../../src/core/formats/csv/csv";
import type { Format } from "../../src/core/formats/format";
import { jsonl } from "../../src/core/formats/json/jsonl";
import { tfevents } from "../../src/core/formats/tensorboard/tfevents";
import { Builder } from "../../src/core/runs/table/builder";
import { events, jsonLines, jsonLinesNonFinite, table } from "./formats/inputs";
import { decodedByPbf, parsedByJson, parsedByJsonNonFinite, parsedByPapa, pieces } from "./formats/peers";
import { say } from "./say";

const rounds = 5;
const scale = Number(env["ISOFLOP_BENCH_SCALE"] ?? 1);
const megabytes = (count: number) => count * 1e6 * scale;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

interface Times {
  readonly clock: number[];
  readonly processor: number[];
}

function timed(into: Times, work: () => void): void {
  globalThis.gc?.();
  const start = performance.now();
  const before = cpuUsage();
  work();
  const { user, system } = cpuUsage(before);
  into.clock.push(performance.now() - start);
  into.processor.push((user + system) / 1e3);
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

const newTimes = (): Times => ({ clock: [], processor: [] });

/** All by turns, so that a slow moment of the machine is shared. */
function compare(
  label: string,
  bytes: Uint8Array,
  format: Format,
  peers: Readonly<Record<string, (b: Uint8Array) => number>>,
): void {
  const mine = newTimes();
  const theirs = Object.entries(peers).map(([name, read]) => ({ name, read, times: newTimes() }));
  // The first turn warms the compiler.
  for (let turn = -1; turn < rounds; turn++) {
    let rows = 0;
    timed(turn < 0 ? newTimes() : mine, () => {
      rows = ours(format, bytes).rows;
    });
    for (const { read, times } of theirs) {
      timed(turn < 0 ? newTimes() : times, () => {
        assert.equal(read(bytes), rows);
      });
    }
  }
  const rate = (ms: readonly number[]) => bytes.length / 1e3 / median(ms);
  say(`${label}, ${(bytes.length / 1e6).toFixed(0)} MB`, rate(mine.clock), "MB/s");
  for (const { name, times } of theirs) {
    const ratio = (of: keyof Times) => median(times[of].map((ms, i) => ms / (mine[of][i] ?? NaN)));
    say(`  ${name}`, rate(times.clock), "MB/s");
    say("    times as fast", ratio("clock"), "×");
    say("    times as little processor time", ratio("processor"), "×");
  }
}

function memoryOf(built: () => Builder): void {
  globalThis.gc?.();
  const before = memoryUsage().arrayBuffers;
  const { columns } = built();
  globalThis.gc?.();
  const held = memoryUsage().arrayBuffers - before;
  const values = columns.reduce((sum, column) => sum + (column.numbers?.length ?? column.texts?.codes.length ?? 0), 0);
  say(`memory of ${values} values, each`, held / values, "bytes", 9);
}

const works: Readonly<Record<string, () => void>> = {
  jsonl() {
    const bytes = jsonLines(megabytes(300));
    compare("JSON Lines", bytes, jsonl, { "JSON.parse": parsedByJson });
    memoryOf(() => ours(jsonl, bytes));
  },
  nonfinite() {
    const bytes = jsonLinesNonFinite(megabytes(300));
    compare("JSON Lines with NaN and Infinity", bytes, jsonl, {
      "JSON.parse, null in their place": parsedByJsonNonFinite,
    });
  },
  csv() {
    compare("CSV", table(megabytes(160)), csv, {
      "papaparse, fast mode, texts only": (bytes) => parsedByPapa(bytes, false),
      "papaparse, fast mode, numbers": (bytes) => parsedByPapa(bytes, true),
    });
  },
  tfevents() {
    compare("event files with CRC", events(megabytes(300)), tfevents, {
      "pbf, without CRC": (bytes) => decodedByPbf(bytes, false),
      "pbf, and our CRC": (bytes) => decodedByPbf(bytes, true),
    });
  },
};

// `… formats.bench.mjs csv` runs one.
for (const [name, work] of Object.entries(works)) if (argv[2] === undefined || argv[2] === name) work();
