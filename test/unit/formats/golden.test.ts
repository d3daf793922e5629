import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recognise } from "../../../src/core/formats/index";
import type { Format } from "../../../src/core/formats/format";
import type { Run, Scalar } from "../../../src/core/runs/run";
import { summarize } from "../../../src/core/runs/summarize";
import { openLibrary } from "../../../src/engine/library";
import { createNodeSource } from "../../../src/engine/nodeSource";
import { read, rowsOf } from "./collect";

/**
 * Every folder of test/data is a sample by a real writer (see test/data/make) with the reading expected of it, which the
 * script that made it wrote down from what it logged, not from what we read.
 */
interface ExpectedSeries {
  readonly points: number;
  /** null: the run has no steps. */
  readonly firstStep: number | null;
  readonly lastStep: number | null;
  readonly first: number;
  readonly last: number;
  readonly min: number;
}

interface ExpectedRun {
  readonly name: string;
  readonly params?: number;
  readonly tokens?: number;
  readonly flops?: number;
  readonly restarts?: number;
  readonly status?: string;
  readonly config?: Readonly<Record<string, Scalar>>;
  readonly problems?: readonly string[];
  readonly series: Readonly<Record<string, ExpectedSeries>>;
}

const ROOT = "test/data";
const samples = readdirSync(ROOT).filter((name) => name !== "make");

const close = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.abs(b);

function check(run: Run, expected: ExpectedRun): void {
  const { name } = expected;
  for (const key of ["params", "tokens", "flops"] as const) {
    const wanted = expected[key];
    if (wanted !== undefined)
      assert.ok(close(run.facts[key]?.value ?? NaN, wanted), `${name} ${key}: ${run.facts[key]?.value}`);
  }
  if (expected.restarts !== undefined) assert.equal(run.restarts, expected.restarts, `${name}: restarts`);
  if (expected.status !== undefined) assert.equal(run.status, expected.status, `${name}: status`);
  for (const [key, value] of Object.entries(expected.config ?? {}))
    assert.equal(run.config.get(key), value, `${name} ${key}`);
  for (const part of expected.problems ?? []) {
    assert.ok(
      run.problems.some((p) => p.message.includes(part)),
      `${name}: no problem "${part}"`,
    );
  }
  for (const [key, wanted] of Object.entries(expected.series)) {
    const series = run.series(key);
    assert.ok(series, `${name} has no ${key}, but ${run.metrics.map((m) => m.key).join(", ")}`);
    const got = summarize(series);
    for (const field of ["points", "firstStep", "lastStep", "first", "last", "min"] as const) {
      const value = wanted[field] ?? NaN;
      assert.ok(close(got[field], value), `${name} ${key} ${field}: ${got[field]}, expected ${value}`);
    }
  }
}

function logsOf(sample: string): { path: string; relative: string; bytes: Uint8Array; format: Format }[] {
  const base = join(ROOT, sample, "logs");
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = new Uint8Array(readFileSync(path));
      const relative = path.slice(base.length + 1);
      const format = recognise({
        path: relative,
        bytes: bytes.slice(0, 65536),
        whole: bytes.length <= 65536,
      });
      return format === undefined ? [] : [{ path, relative, bytes, format }];
    });
}

describe("golden samples", () => {
  for (const sample of samples) {
    describe(sample, () => {
      it("reads as its writer meant it", async () => {
        const { runs } = JSON.parse(readFileSync(join(ROOT, sample, "expected.json"), "utf8")) as {
          runs: ExpectedRun[];
        };
        const library = await openLibrary(createNodeSource(), [{ path: join(ROOT, sample, "logs"), name: sample }], {
          now: () => 9e15,
        });
        const found = library.runs();
        assert.deepEqual(found.map((run) => run.name).sort(), runs.map((run) => run.name).sort());
        for (const expected of runs) check(found.find((run) => run.name === expected.name) ?? assert.fail(), expected);
        assert.deepEqual(library.problems(), []);
      });

      it("reads the same in pieces of every size", () => {
        for (const { path, relative, bytes, format } of logsOf(sample)) {
          const all = read(format, bytes, Infinity, true, relative);
          const whole = rowsOf(all);
          // A file of a tracker's may hold no more than a setting or the run's name.
          assert.ok(whole.length > 0 || all.identity !== undefined, `${path}: no rows`);
          for (const piece of [1, 2, 3, 5, 7, 13, 64, 97, 1000, 4096]) {
            const again = read(format, bytes, piece, true, relative);
            assert.deepEqual(rowsOf(again), whole, `${path} in pieces of ${piece}`);
            assert.deepEqual(again.config, all.config, `${path} in pieces of ${piece}`);
          }
        }
      });

      it("gives no wrong number when cut anywhere", () => {
        for (const { path, relative, bytes, format } of logsOf(sample)) {
          const whole = rowsOf(read(format, bytes, Infinity, true, relative));
          for (let cut = 0; cut < bytes.length; cut += 97) {
            const rows = rowsOf(read(format, bytes.slice(0, cut), Infinity, false, relative));
            rows.forEach((row, i) => {
              for (const [key, value] of Object.entries(row)) {
                assert.ok(Object.is(value, whole[i]?.[key]), `${path} cut at ${cut}, row ${i}: ${key} is ${value}`);
              }
            });
          }
        }
      });
    });
  }
});
