import assert from "node:assert/strict";
import { hfPrinted } from "../../../src/core/formats/text/hfPrinted";
import { wandb } from "../../../src/core/formats/trackers/wandb";
import { assemble, type LogFile } from "../../../src/core/runs/assemble/assemble";
import type { Run } from "../../../src/core/runs/run";
import type { Builder } from "../../../src/core/runs/table/builder";
import { read } from "../formats/collect";
import { ascii, field, file, history, item } from "../formats/wandbFile";
import { log, made, type Row } from "./logs";

const steps = (run: Run | undefined, key: string): number[] => [...(run?.series(key)?.step ?? [])];
const said = (run: Run | undefined): string => run?.problems.map(({ message }) => message).join("\n") ?? "";

const runOf = (table: Builder, format: string): Run | undefined => {
  const path = `/logs/a/${format}`;
  const one: LogFile = { path, relative: `a/${format}`, root: "logs", format, table, modified: 0 };
  return assemble([one], [], { runPattern: "", now: 1e12 })[0];
};

describe("the step of W&B histories", () => {
  const metric = (...fields: Uint8Array[]) => field(12, joined(fields));
  const joined = (parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const row = (k: number) =>
    history(
      k,
      item("_step", String(k)),
      item("train/global_step", String(50 * (k + 1))),
      item("train/loss", String(5 - k)),
    );

  it("is the one that define_metric names, for all keys or for some", () => {
    const records = [metric(field(2, ascii("*")), field(4, ascii("train/global_step"))), row(0), row(1), row(2)];
    assert.deepEqual(steps(runOf(read(wandb, file(...records)), "wandb"), "train/loss"), [50, 100, 150]);
    const own = [
      metric(field(2, ascii("train/*")), field(4, ascii("train/it"))),
      metric(field(1, ascii("eval/loss")), field(4, ascii("eval/it"))),
      history(0, item("train/it", "10"), item("train/loss", "5")),
      history(1, item("eval/it", "7"), item("eval/loss", "4")),
      history(2, item("train/it", "20"), item("train/loss", "3")),
    ];
    const run = runOf(read(wandb, file(...own)), "wandb");
    assert.deepEqual([steps(run, "train/loss"), steps(run, "eval/loss"), run?.restarts], [[10, 20], [7], 0]);
  });

  it("is not the tokens that define_metric names", () => {
    const tokens = (k: number) => history(k, item("_step", String(k)), item("tokens", `${k}000`), item("loss", "3"));
    const records = [metric(field(2, ascii("*")), field(4, ascii("tokens"))), tokens(1), tokens(2)];
    const run = runOf(read(wandb, file(...records)), "wandb");
    assert.deepEqual([steps(run, "loss"), run?.facts.tokens?.value], [[1, 2], 2000]);
  });

  it("is a rising global_step beside _step, in tables of them too", () => {
    assert.deepEqual(steps(runOf(read(wandb, file(row(0), row(1))), "wandb"), "train/loss"), [50, 100]);
    const rows = [0, 1, 2, 3].map((k): Row => ({
      _step: k,
      _timestamp: 1.7e9 + k,
      "trainer/global_step": 100 * k + 99,
      train_loss: 4 - k,
      global_batch_size: 32,
      block_size: 128,
    }));
    const [run] = made(log("a/history.csv", rows));
    assert.deepEqual(steps(run, "train_loss"), [99, 199, 299, 399]);
    assert.equal(run?.facts.tokens?.value, 399 * 32 * 128);
  });

  it("stays _step beside a global_step that never counts", () => {
    const [run] = made(
      log(
        "a/h.csv",
        [1, 2, 3].map((k) => ({ _step: k, "trainer/global_step": 0, loss: 4 - k })),
      ),
    );
    assert.deepEqual(steps(run, "loss"), [1, 2, 3]);
  });
});

describe("a step that starts again with each epoch", () => {
  const epochs = (name: string, first: number, every: number, count: number): Row[] =>
    [0, 1, 2].flatMap((epoch) =>
      Array.from({ length: count }, (_, k): Row => ({ epoch, [name]: first + k * every, loss: 5 - epoch - k / count })),
    );

  for (const name of ["step", "iter", "batch", "batch_idx"])
    it(`goes on from epoch to epoch: ${name}`, () => {
      const [run] = made(log("a/log.csv", epochs(name, 0, 10, 10)));
      assert.deepEqual(steps(run, "loss").slice(8, 12), [80, 90, 100, 110]);
      assert.deepEqual([steps(run, "loss").length, run?.restarts], [30, 0]);
      assert.match(said(run), /starts again with each epoch: counted on, 100 steps an epoch/);
    });

  it("has as many steps an epoch as the rows tell", () => {
    assert.deepEqual(steps(made(log("a/l.csv", epochs("step", 1, 1, 4)))[0], "loss").at(-1), 12);
    assert.deepEqual(steps(made(log("a/l.csv", epochs("step", 0, 1, 4)))[0], "loss").at(-1), 11);
    assert.deepEqual(steps(made(log("a/l.csv", epochs("step", 50, 50, 4)))[0], "loss").at(-1), 600);
    // 0, 100, 200, 237: the last batch of an epoch of 238 is logged beside every hundredth.
    const odd = [0, 1].flatMap((epoch) => [0, 100, 200, 237].map((step): Row => ({ epoch, step, loss: 5 - epoch })));
    assert.deepEqual(steps(made(log("a/l.csv", odd))[0], "loss").at(-1), 475);
  });

  it("is the global step where one stands beside it", () => {
    const rows = epochs("step", 0, 1, 4).map((row, i): Row => ({ ...row, global_step: i * 7 }));
    const [run] = made(log("a/l.csv", rows));
    assert.deepEqual(steps(run, "loss").at(-1), 77);
  });

  it("still restarts where it falls within an epoch", () => {
    const rows = [1, 2, 3, 4, 3, 4, 5].map((step, i): Row => ({ epoch: 0, step, loss: 9 - i }));
    assert.equal(made(log("a/l.csv", rows))[0]?.restarts, 1);
  });
});

describe("an epoch as the last resort", () => {
  it("never makes tokens", () => {
    const rows = [1, 2, 3].map((epoch): Row => ({ epoch, loss: 4 - epoch, tokens_per_step: 1000 }));
    const [run] = made(log("a/log.csv", rows));
    assert.deepEqual([steps(run, "loss"), run?.facts.tokens], [[1, 2, 3], undefined]);
    assert.match(said(run), /tokens seen \(D\) unknown/);
  });
});

describe("Hugging Face's output redirected to a file", () => {
  const bar = (step: number) => `\r ${step}%|#   | ${step}/300 [00:01<00:09, 9it/s]`;
  const dict = (epoch: string) =>
    `{'loss': '${(4 - Number(epoch) / 3).toFixed(3)}', 'grad_norm': '1', 'epoch': '${epoch}'}`;
  /** 30 rows in three clumps, each behind one state of the bar; four digits of the epoch. */
  const clumps = (end: string): string =>
    [1, 2, 3]
      .map((epoch) => {
        const rows = Array.from({ length: 10 }, (_, k) =>
          dict(String(Number((epoch - 1 + (k + 1) / 10).toPrecision(4)))),
        );
        return `${bar(100 * epoch - 7)}${bar(100 * epoch)}${rows.join("\n")}\n{'eval_loss': '3.1', 'eval_runtime': '1', 'epoch': '${epoch}'}\n`;
      })
      .join("") + end;

  it("has the steps of its epochs, exactly", () => {
    const whole = clumps(`{'train_runtime': '9.1', 'train_loss': '3.3', 'epoch': '3'}\n`);
    const run = runOf(read(hfPrinted, whole), "hf-printed");
    assert.deepEqual(
      steps(run, "loss"),
      Array.from({ length: 30 }, (_, k) => 10 * (k + 1)),
    );
    assert.deepEqual(steps(run, "eval_loss"), [100, 200, 300]);
    assert.equal(run?.restarts, 0);
  });

  it("has them while it runs, by the evaluations during which the bar stands still", () => {
    const run = runOf(read(hfPrinted, clumps("")), "hf-printed");
    assert.deepEqual(steps(run, "loss").slice(-2), [290, 300]);
  });

  it("rounds an epoch of two decimals to the logging interval", () => {
    // 7 of 1001 steps an epoch: 0.00699 is printed 0.01.
    const rows = Array.from({ length: 40 }, (_, k) => dict(String(Number(((k + 1) * (25 / 1001)).toFixed(2)))));
    const text = `\r 1%|#   | 1000/1001 [00:01<00:09, 9it/s]${rows.join("\n")}\n{'train_runtime': '9', 'train_loss': '3', 'epoch': '1.0'}\n`;
    assert.deepEqual(
      steps(runOf(read(hfPrinted, text), "hf-printed"), "loss"),
      Array.from({ length: 40 }, (_, k) => 25 * (k + 1)),
    );
  });
});

describe("rows out of order", () => {
  const curve = Array.from({ length: 40 }, (_, k): Row => ({ step: 10 * k, loss: 5 - k / 10 }));

  it("are no restart where they repeat rows", () => {
    const twice = [0, 1, 2, 3].flatMap((k) => [
      ...curve.slice(k * 10, k * 10 + 10),
      ...curve.slice(k * 10, k * 10 + 10),
    ]);
    const [run] = made(log("a/l.csv", twice));
    assert.deepEqual([steps(run, "loss").length, run?.restarts], [40, 0]);
    assert.match(said(run), /40 of 80 rows repeat rows before them/);
    assert.deepEqual(run?.rowAtLine("/logs/a/l.csv", 2)?.step, 0);
    assert.equal(run.rowAtLine("/logs/a/l.csv", 22)?.step, 100);
  });

  it("keep what a partly repeated block would have replaced", () => {
    const rows = [...curve.slice(0, 20), ...curve.slice(5, 8), ...curve.slice(20)];
    assert.equal(steps(made(log("a/l.csv", rows))[0], "loss").length, 40);
  });

  it("are sorted, not cut, where a table descends or is in no order", () => {
    const shuffled = curve.map((_, k) => curve[(k * 17) % 40] ?? {});
    for (const rows of [[...curve].reverse(), shuffled]) {
      const [run] = made(log("a/l.csv", rows));
      assert.deepEqual([steps(run, "loss").length, run?.restarts], [40, 0]);
      assert.equal(run?.series("loss")?.value.at(-1), 5 - 39 / 10);
      assert.match(said(run), /step goes back \d+ times in 40 rows, which is no log/);
      assert.equal(run.rowAtLine("/logs/a/l.csv", 2)?.values.get("loss"), rows[0]?.["loss"]);
    }
  });

  it("get a problem line where a file begins before another of the run ends", () => {
    const later = curve.slice(15).map((row) => ({ ...row, loss: Number(row["loss"]) + 0.01 }));
    const [restarted] = made(log("a/log.csv", curve.slice(0, 20)), log("a/metrics.csv", later));
    assert.equal(restarted?.restarts, 1);
    assert.deepEqual(
      restarted.problems
        .filter(({ message }) => message.includes("restart"))
        .map(({ file: at, line, message }) => [at, line, message]),
      [
        [
          "/logs/a/metrics.csv",
          2,
          "begins at step 150, though log.csv goes up to 190: read as a restart, its rows replace the earlier ones from there",
        ],
      ],
    );
  });

  it("are no restart where a last evaluation has a file of its own", () => {
    const rows = [10, 20, 30].map((step): Row => ({ step, loss: 4 - step / 10, eval_loss: 3 }));
    const [run] = made(log("a/log.csv", rows), log("a/metrics.csv", [{ step: 30, eval_loss: 2.9 }]));
    assert.deepEqual(
      [run?.restarts, steps(run, "loss"), run?.series("eval_loss")?.value.at(-1)],
      [0, [10, 20, 30], 2.9],
    );
  });
});
