import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Run, Scalar } from "../../../src/core/runs/run";
import { summarize } from "../../../src/core/runs/assemble/summarize";
import { openLogIndex } from "../../../src/engine/logFiles";
import { createNodeSource } from "../../../src/engine/source/nodeSource";
import { sampleRoot, samples } from "./samples";

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

describe("golden samples", () => {
  for (const sample of samples) {
    describe(sample, () => {
      it("reads as its writer meant it", async () => {
        const { runs } = JSON.parse(readFileSync(join(sampleRoot, sample, "expected.json"), "utf8")) as {
          runs: ExpectedRun[];
        };
        const index = await openLogIndex(
          createNodeSource(),
          [{ path: join(sampleRoot, sample, "logs"), name: sample }],
          {
            now: () => 9e15,
          },
        );
        const found = index.runs();
        assert.deepEqual(found.map((run) => run.name).sort(), runs.map((run) => run.name).sort());
        for (const expected of runs) check(found.find((run) => run.name === expected.name) ?? assert.fail(), expected);
        assert.deepEqual(index.problems(), []);
      });
    });
  }
});
