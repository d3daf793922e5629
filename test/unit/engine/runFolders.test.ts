import assert from "node:assert/strict";
import type { LogFile } from "../../../src/core/runs/assemble/assemble";
import { openLogIndex } from "../../../src/engine/logFiles";
import { log, made } from "../runs/logs";
import { MemorySource } from "./memorySource";

/** Which files of a folder are views of one run, and which are of none. */

const steps = [10, 20, 30, 40];
const curve = (path: string, key: string, extra: Partial<LogFile> = {}, last = 40): LogFile => ({
  ...log(
    path,
    steps.filter((step) => step <= last).map((step) => ({ step, [key]: 5 - step / 100 })),
  ),
  ...extra,
});
const events = { nameless: true, format: "tensorboard", rank: 1 };
const history = { repeats: true, format: "trainer-state", rank: 2 };

const read = async (files: Readonly<Record<string, string>>) => {
  const source = new MemorySource();
  for (const [path, text] of Object.entries(files)) source.write(`/logs/${path}`, text);
  const index = await openLogIndex(source, [{ path: "/logs", name: "logs" }], { now: () => 1.8e12 });
  return { runs: index.runs(), problems: index.problems() };
};

describe("an output folder of Hugging Face's Trainer", () => {
  const writer = "out/runs/Dec15_07-29-26_host/events.out.tfevents.1";

  it("is one run, whose metrics have one key each", () => {
    const runs = made(
      curve("out/checkpoint-40/trainer_state.json", "loss", history),
      curve("out/checkpoint-20/trainer_state.json", "loss", history, 20),
      curve(writer, "train/loss", events),
    );
    assert.deepEqual(
      runs.map((run) => [run.name, run.metrics.map(({ key }) => key), run.series("loss")?.value.length]),
      [["out", ["loss"], 4]],
    );
  });

  it("is read from its event files where they are ahead of the last checkpoint", () => {
    const runs = made(
      curve("out/checkpoint-20/trainer_state.json", "loss", history, 20),
      curve(writer, "train/loss", events),
    );
    assert.deepEqual(
      runs.map((run) => run.metrics.map(({ key }) => [key, run.series(key)?.value.length])),
      [[["train/loss", 4]]],
    );
  });

  it("has checkpoints that are called last and best", () => {
    for (const name of ["last-checkpoint", "checkpoint-last", "best"]) {
      const runs = made(
        curve(`out/${name}/trainer_state.json`, "loss", history),
        curve("out/trainer_state.json", "loss", history),
      );
      assert.deepEqual(
        runs.map((run) => run.name),
        ["out"],
      );
    }
  });

  it("is none where a script wrote its runs to TensorBoard's own folder", () => {
    const runs = made(
      ...["Dec15_07-29-26_host", "Dec16_07-29-26_host"].map((name) => curve(`p/runs/${name}/events`, "loss", events)),
    );
    assert.equal(runs.length, 2);
  });
});

describe("folders of add_scalars", () => {
  it("are one run with roles", () => {
    const [run, ...others] = made(
      curve("a/events.1", "lr", events),
      curve("a/loss_train/events.1", "loss", events),
      curve("a/loss_val/events.1", "loss", events),
    );
    assert.equal(others.length, 0);
    assert.deepEqual(
      run?.metrics.filter(({ quantity }) => quantity === "ce").map(({ role, domain }) => [role, domain]),
      [
        ["train", undefined],
        ["eval", undefined],
      ],
    );
  });
});

describe("charts exported from W&B", () => {
  it("are one run for each that they show", async () => {
    const chart = (metric: string) =>
      [
        `"Step",${["a", "b"].map((run) => `"${run} - ${metric}","${run} - ${metric}__MIN","${run} - ${metric}__MAX"`).join()}`,
        ...steps.map((step) => `"${step}","${5 - step / 100}","1","9","${4 - step / 100}","1","9"`),
      ].join("\n");
    const { runs } = await read({
      "wandb_export_2024-01-01T10_00_00.000+01_00.csv": chart("train/loss"),
      "wandb_export_2024-01-01T10_01_00.000+01_00.csv": chart("eval/loss"),
    });
    assert.deepEqual(
      runs.map((run) => [run.name, run.metrics.map(({ key }) => key).sort()]),
      ["a", "b"].map((name) => [name, ["eval/loss", "train/loss"]]),
    );
  });
});

describe("what is no run", () => {
  it("is a task of a dictionary of results", async () => {
    const tasks = { arc_easy: { acc: 0.3, acc_norm: 0.31 }, hellaswag: { acc: 0.3 }, piqa: { acc: 0.6 } };
    assert.deepEqual(
      (await read({ "m/results.json": JSON.stringify(tasks), "m/config.json": '{"n_params": 5000000}' })).runs,
      [],
    );
    const models = { "gpt-4M": { loss: 4 }, "gpt-16M": { loss: 3 } };
    assert.equal((await read({ "models.json": JSON.stringify(models) })).runs.length, 2);
  });

  it("is a list of checkpoints", async () => {
    const list = steps.map((step) => ({ step, path: `ckpt/step-${step}.pt`, loss: 3 }));
    assert.deepEqual((await read({ "checkpoints.json": JSON.stringify(list) })).runs, []);
  });
});
