import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Run, Series } from "../../../src/core/runs/run";
import { openLibrary } from "../../../src/engine/library";
import { createNodeSource } from "../../../src/engine/nodeSource";

/**
 * Real logs, where they lie beside the repository. What is expected was read from the same files by other means: Python's json
 * and re, TensorBoard's own EventFileLoader; restarts resolved by the rule that the later row wins from its step on.
 */
const base = resolve("../shared/data/logs");
const present = existsSync(base);

const read = async (folder: string): Promise<readonly Run[]> => {
  const library = await openLibrary(createNodeSource(), [{ path: `${base}/${folder}`, name: folder }]);
  return library.runs();
};

function series(run: Run | undefined, key: string): Series {
  const found = run?.series(key);
  assert.ok(found, `no ${key} in ${run?.name}, but ${run?.metrics.map((m) => m.key).join(", ")}`);
  return found;
}

const ends = (s: Series) => [s.value.length, s.step.at(-1), s.value.at(-1)];

describe("real logs", () => {
  before(function () {
    if (present) return;
    console.warn(`SKIPPED: no real logs at ../shared/data/logs`);
    this.skip();
  });

  it("JSON Lines of sixty files, 61 runs: every validation loss, restarts resolved, NaN kept", async () => {
    const runs = await read("jsonl/lenardst");
    const all = runs.map((run) => series(run, "val_loss"));
    assert.equal(runs.length, 61);
    assert.equal(
      all.reduce((sum, s) => sum + s.value.length, 0),
      1316,
    );
    const last = all.map((s) => s.value.at(-1) ?? NaN);
    assert.equal(last.filter((v) => !Number.isFinite(v)).length, 1);
    const sum = last.filter(Number.isFinite).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - 125.9938187777996) < 1e-9, String(sum));
    assert.ok(
      runs.every((run) => run.facts.params === undefined),
      "327m are tokens, as tokens_seen shows",
    );
  });

  it("llm.c, trainer_state.json and Megatron output", async () => {
    const [llmc] = await read("llmc");
    assert.deepEqual(ends(series(llmc, "trl")), [19552, 19551, 3.2813]);
    assert.deepEqual(ends(series(llmc, "tel")), [80, 19552, 3.2731]);
    const hf = await read("hf_trainer");
    assert.equal(hf.length, 1, "seventeen checkpoints are copies of one run");
    assert.deepEqual(ends(series(hf[0], "loss")), [866, 8660, 0.1333]);
    const megatron = await read("megatron");
    assert.deepEqual(
      megatron.map((run) => [...ends(series(run, "lm loss")), ...ends(series(run, "lm loss validation"))]),
      [
        [18, 3600, 8.117616, 35, 3500, 8.28322],
        [39, 7800, 7.240108, 79, 7900, 7.161526],
        [39, 7800, 6.667891, 79, 7900, 6.670492],
        [38, 7600, 6.943269, 75, 7500, 6.607702],
        [13, 2600, 15.6765, 26, 2600, 20.20264],
      ],
    );
  });

  it("t5x event files: four sizes, restarts merged, evaluations right, overflowed training losses named", async () => {
    const runs = await read("tfevents");
    assert.deepEqual(
      runs.map((run) => run.name),
      ["base", "large", "xl", "xxl"],
    );
    const key = "training_eval/pile_r_denoiser/cross_ent_loss_per_all_target_tokens";
    assert.deepEqual(
      runs.map((run) => ends(series(run, key))),
      [
        [201, 2000000, 0.9021487236022949],
        [201, 2000000, 0.7837441563606262],
        [201, 2000000, 0.6453057527542114],
        [201, 2000000, 0.6055353879928589],
      ],
    );
    assert.deepEqual(
      runs.map(
        (run) =>
          /^(\d+) of \d+ values of train\/cross_ent.* are negative/.exec(
            run.problems.map((p) => p.message).find((m) => m.includes("negative")) ?? "",
          )?.[1],
      ),
      ["200", "202", "201", "208"],
    );
    for (const run of runs)
      assert.equal(run.metrics.find((m) => m.key === "train/loss")?.quantity, "other", "a batch's sum");
  });

  it("the open_lm release: a run a model, N and D of its training", async () => {
    const runs = (await read("openlm")).filter((run) => run.formats.includes("open_lm-model"));
    assert.equal(runs.length, 34);
    assert.equal(
      runs.reduce((sum, run) => sum + (run.facts.params?.value ?? NaN), 0),
      14595600640,
    );
    const sum = runs.reduce((total, run) => total + (series(run, "loss/c4_val").value[0] ?? NaN), 0);
    assert.ok(Math.abs(sum - 125.0554194246034) < 1e-9);
  });

  it("Lightning's CSV, a chart exported from W&B, and evaluation results", async () => {
    const [lightning] = await read("lightning_csv");
    assert.deepEqual(ends(series(lightning, "loss")), [50, 2499, 2.243922710418701]);
    assert.equal(lightning?.config.get("learning_rate"), 6.25e-5);
    const exported = await read("wandb_csv_export");
    assert.equal(exported.length, 10);
    assert.deepEqual(ends(series(exported[0], "test-tokens/avg_loss")), [10, 2048000, 6.793429632186889]);
    const evaluated = await read("lm_eval");
    assert.equal(series(evaluated[0], "eval/lambada/ppl").value[0], 12.583447597222621);
  });
});
