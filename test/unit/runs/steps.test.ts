import assert from "node:assert/strict";
import { stepAtEnd } from "../../../src/core/runs/words/stepNames";
import { log, made, type Row } from "./logs";

describe("steps in names", () => {
  it("are read where a name ends in one", () => {
    assert.deepEqual(stepAtEnd("Gemstone-1024x28-step_00002385"), { run: "Gemstone-1024x28", step: 2385 });
    assert.deepEqual(stepAtEnd("m-step 500"), { run: "m", step: 500 });
    assert.deepEqual(stepAtEnd("pythia-1b_checkpoint_1000"), { run: "pythia-1b", step: 1000 });
    assert.deepEqual(stepAtEnd("out/a/checkpoint-40"), { run: "out/a", step: 40 });
    assert.deepEqual(stepAtEnd("a@step3000"), { run: "a", step: 3000 });
    for (const name of ["a-main", "70M", "footstep_3", "step_3", "lockstep 4", "a-step_", "a-steps", "late-1B"]) {
      assert.equal(stepAtEnd(name), undefined, name);
    }
  });

  it("make one run of a table's rows, in the order of the steps", () => {
    const rows: Row[] = [30, 10, 20].map((step) => ({ run_name: `m-8x2-step_000${step}`, val_loss: 4 - step / 10 }));
    const runs = made(
      log("evals.csv", [...rows, { run_name: "m-8x2-main", val_loss: 0.5 }, { run_name: "other", val_loss: 2 }]),
    );
    assert.deepEqual(runs.map(({ name }) => name).sort(), ["m-8x2", "m-8x2-main", "other"]);
    const run = runs.find(({ name }) => name === "m-8x2");
    const series = run?.series("val_loss");
    assert.deepEqual([...(series?.step ?? [])], [10, 20, 30]);
    assert.deepEqual([...(series?.value ?? [])], [3, 2, 1]);
    assert.equal(run?.restarts, 0);
  });

  it("leave runs of one checkpoint each as they are called", () => {
    const runs = made(
      log(
        "evals.csv",
        [1e8, 2e8, 3e8].map((n) => ({ run_name: `m${n}-step_9`, N: n, val_loss: 3 })),
      ),
    );
    assert.deepEqual(
      runs.map(({ name }) => name),
      ["m100000000-step_9", "m200000000-step_9", "m300000000-step_9"],
    );
  });
});

describe("a step that all rows share", () => {
  it("is where runs of one row stand", () => {
    const runs = made(
      log(
        "all.jsonl",
        ["a", "b"].map((run_name) => ({ run_name, step: 0, tokens_seen: 8192, val_loss: 9.5 })),
      ),
    );
    assert.deepEqual(
      runs.map((run) => [run.name, run.series("val_loss")?.step[0], run.series("val_loss")?.tokens?.[0]]),
      [
        ["a", 0, 8192],
        ["b", 0, 8192],
      ],
    );
  });
});

describe("rows without steps", () => {
  const train = Array.from({ length: 50 }, (_, i): Row => ({
    step: (i + 1) * 100,
    loss: 5 - i / 20,
    tokens_per_step: 1000,
  }));

  it("beside a log that has them stand nowhere on its axes, and the run says so", () => {
    const evals: Row[] = [4, 3.5, 3].map((ppl) => ({ val_loss: ppl }));
    const [run, ...more] = made(log("a/train.csv", train), log("a/eval.csv", evals));
    assert.equal(more.length, 0);
    const series = run?.series("val_loss");
    assert.ok(series);
    assert.deepEqual([...series.value], [4, 3.5, 3]);
    assert.ok(series.step.every(Number.isNaN));
    assert.equal(series.tokens, undefined, "row 2 is not step 2");
    assert.equal(run?.series("loss")?.tokens?.at(-1), 5e6);
    assert.match(run.problems.map((p) => p.message).join(), /eval.csv has no step column/);
  });

  it("keep the tokens that stand in the rows themselves, and lend them to no other", () => {
    const evals: Row[] = [1, 2, 3].map((k) => ({ tokens: k * 1e6, val_loss: 4 - k }));
    const [run] = made(
      log(
        "a/train.csv",
        train.map(({ step, loss }): Row => ({ step: step ?? 0, loss: loss ?? 0 })),
      ),
      log("a/eval.csv", evals),
    );
    assert.deepEqual([...(run?.series("val_loss")?.tokens ?? [])], [1e6, 2e6, 3e6]);
    assert.equal(run?.series("loss")?.tokens, undefined);
  });

  it("do not mix with the same metric of rows that have them", () => {
    const again: Row[] = [9, 8, 7].map((loss) => ({ loss }));
    const [run] = made(log("a/train.csv", train), log("a/history.csv", again));
    assert.equal(run?.series("loss")?.value.length, 50);
    assert.equal(run.restarts, 0);
  });
});

describe("a step that never counts up", () => {
  it("is none: the order of the rows is used, and the run says so", () => {
    const rows = (step: (i: number) => number): Row[] =>
      Array.from({ length: 6 }, (_, i) => ({ step: step(i), train_loss: 5 - i / 4, tokens: (i + 1) * 1e6 }));
    const stuck = rows(() => 0).map((row): Row => ({ run_name: "smoke_fix", ...row }));
    const fine = rows((i) => i * 10).map((row): Row => ({ run_name: "base", ...row }));
    for (const runs of [
      made(log("all.jsonl", [...stuck, ...fine])),
      made(
        log(
          "smoke_fix.jsonl",
          rows(() => 7),
        ),
      ),
    ]) {
      const run = runs.find(({ name }) => name === "smoke_fix");
      const series = run?.series("train_loss");
      assert.equal(series?.value.length, 6);
      assert.ok(series.step.every(Number.isNaN));
      assert.equal(series.tokens?.at(-1), 6e6);
      assert.match(run?.problems.map((p) => p.message).join() ?? "", /the logged step is [07] in all 6 rows/);
      assert.equal(run?.restarts, 0);
    }
  });

  it("is not looked for where few values stand at it: train and eval of the first step", () => {
    const [run] = made(
      log("a.jsonl", [
        { step: 0, loss: 5 },
        { step: 0, val_loss: 5.1 },
        { step: 0, val_bpb: 1.5 },
      ]),
    );
    assert.ok(run?.problems.every(({ message }) => !message.includes("the step stays")));
  });
});
