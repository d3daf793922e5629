import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Run, Series } from "../../../src/core/runs/run";
import { openLogIndex } from "../../../src/engine/logFiles";
import { createNodeSource } from "../../../src/engine/source/nodeSource";

/**
 * Real logs, where they lie beside the repository. `realLogs.json` is what `realLogs.py` reads of the same files with the readers
 * of others: Python's json, csv and re, TensorBoard's own EventFileLoader, pyarrow.
 */
const base = resolve("../shared/data/logs");
const present = existsSync(base);

/** Points, the last step, the last value (null: not finite), the sum of the finite values. */
type Expected = readonly [number, number | null, number | null, number];
interface OpenLm {
  readonly count: number;
  readonly sum: number;
  readonly params: number;
  readonly tokens: number;
}
const expected = JSON.parse(readFileSync("test/unit/engine/realLogs.json", "utf8")) as Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Expected>>>>>
>;

const read = async (folder: string): Promise<readonly Run[]> => {
  const index = await openLogIndex(createNodeSource(), [{ path: `${base}/${folder}`, name: folder }]);
  return index.runs();
};

const sumOf = (values: Iterable<number>) => [...values].filter(Number.isFinite).reduce((a, b) => a + b, 0);
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

function matches({ step, value }: Series, [points, lastStep, last, sum]: Expected): boolean {
  const end = value.at(-1) ?? NaN;
  return (
    value.length === points &&
    Object.is(step.at(-1), lastStep ?? NaN) &&
    (last === null ? !Number.isFinite(end) : end === last) &&
    close(sumOf(value), sum)
  );
}

const ends = (s: Series | undefined) => [s?.value.length, s?.step.at(-1), s?.value.at(-1)];

describe("real logs", () => {
  before(function () {
    if (present) return;
    console.warn(`SKIPPED: no real logs at ../shared/data/logs`);
    this.skip();
  });

  for (const [folder, byRun] of Object.entries(expected).filter(([name]) => name !== "openlm")) {
    it(`${folder}: every series is what others read of it`, async () => {
      const runs = await read(folder);
      assert.equal(runs.length, Object.keys(byRun).length);
      for (const [name, keys] of Object.entries(byRun)) {
        const named = runs.filter((run) => run.name === name || run.id.split("/").includes(name));
        for (const [key, wanted] of Object.entries(keys)) {
          const found = named.flatMap((run) => run.series(key) ?? []);
          assert.ok(
            found.some((series) => matches(series, wanted)),
            `${name} ${key}: ${JSON.stringify(found.map(ends))}, others read ${JSON.stringify(wanted)}`,
          );
        }
      }
    });
  }

  it("jsonl: sizes in names that are counts of tokens are no parameters", async () => {
    const runs = await read("jsonl");
    assert.ok(runs.every((run) => run.facts.params === undefined));
  });

  it("tfevents: four sizes, restarts merged, every step once, overflowed training losses named and not used", async () => {
    const runs = await read("tfevents");
    assert.deepEqual(
      runs.map(({ name, restarts }) => [name, restarts > 0]),
      ["base", "large", "xl", "xxl"].map((name) => [name, true]),
    );
    const key = "cross_ent_loss_per_all_target_tokens";
    for (const run of runs) {
      const quantity = (metric: string) => run.metrics.find((m) => m.key === metric)?.quantity;
      assert.equal(quantity(`training_eval/pile_r_denoiser/${key}`), "ce");
      assert.equal(quantity(`train/${key}`), "other");
      assert.equal(quantity("train/loss"), "other", "a batch's sum");
      const steps = run.series(`train/${key}`)?.step;
      assert.deepEqual(
        [...(steps ?? [])],
        Array.from({ length: 200 }, (_, i) => (i + 1) * 10_000),
      );
      const said = run.problems.map((p) => p.message).find((message) => message.includes("negative"));
      assert.match(said ?? "", /^\d+ of \d+ values of train\/cross_ent.* are negative/);
    }
  });

  it("openlm: a run a model, N and D of its training, every loss", async () => {
    const runs = await read("openlm");
    const models = expected["openlm"] as unknown as Readonly<Record<string, OpenLm>>;
    for (const [name, { count, sum, params, tokens }] of Object.entries(models)) {
      const run = runs.find((one) => one.name === name && one.formats.includes("open_lm-model"));
      const losses = (run?.metrics ?? []).filter(({ quantity }) => quantity === "ce");
      assert.equal(losses.length, count, name);
      assert.ok(close(sumOf(losses.map(({ key }) => run?.series(key)?.value[0] ?? NaN)), sum), name);
      assert.deepEqual([run?.facts.params?.value, run?.facts.tokens?.value], [params, tokens], name);
    }
    assert.equal(Object.keys(models).length, 34);
  });

  it("lightning_csv: the settings beside the table", async () => {
    const [lightning] = await read("lightning_csv");
    assert.equal(lightning?.config.get("learning_rate"), 6.25e-5);
  });
});
