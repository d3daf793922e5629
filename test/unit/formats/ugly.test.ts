import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joined } from "node:path";
import type { Run } from "../../../src/core/runs/run";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { LogIndex } from "../../../src/engine/logIndex";
import { createNodeSource } from "../../../src/engine/source/nodeSource";
import { MemorySource } from "../engine/memorySource";
import { file as eventFile, scalar } from "./eventFile";
import { ascii, field, file as wandbFile, history, item, join } from "./wandbFile";

/** The ugly cases that real folders hold, each from the file on the disk to the series of its run. */

const roots = [{ path: "/logs", name: "logs" }];
const later = { now: () => 1_800_000_000_000 };

async function opened(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ source: MemorySource; index: LogIndex }> {
  const source = new MemorySource();
  for (const [name, content] of Object.entries(files)) source.write(`/logs/${name}`, content);
  return { source, index: await openLogIndex(source, roots, later) };
}
const runsOf = async (files: Readonly<Record<string, string | Uint8Array>>) => (await opened(files)).index.runs();

function points(run: Run | undefined, key: string): [number, number][] {
  const series = run?.series(key);
  assert.ok(series, `no ${key} in ${run?.name}, but ${run?.metrics.map((m) => m.key).join(", ")}`);
  return Array.from(series.step, (step, i) => [step, series.value[i] ?? NaN]);
}
const messages = (run: Run | undefined) => run?.problems.map(({ message }) => message).join("\n") ?? "";

describe("ugly cases", () => {
  it("1: a sum that overflowed gives negative losses in training, named and not used; the evaluation stands", async () => {
    const key = "cross_ent_loss_per_all_target_tokens";
    const [run] = await runsOf({
      "xl/train/events.out.tfevents.1": eventFile(...[1, 2, 3].map((step) => scalar(step, key, -0.5 * step))),
      "xl/training_eval/pile/events.out.tfevents.2": eventFile(
        ...[1, 2, 3].map((step) => scalar(step, key, 3 - step / 4)),
      ),
    });
    const quantity = (name: string) => run?.metrics.find((metric) => metric.key === name)?.quantity;
    assert.equal(quantity(`train/${key}`), "other");
    assert.equal(quantity(`training_eval/pile/${key}`), "ce");
    assert.deepEqual(points(run, `training_eval/pile/${key}`), [
      [1, 2.75],
      [2, 2.5],
      [3, 2.25],
    ]);
    assert.match(messages(run), /3 of 3 values of train\/.* are negative/);
  });

  it("2: files are told by their content: empty ones, Git LFS pointers and a LaTeX main.log are no logs", async () => {
    const latex =
      "This is pdfTeX, Version 3.14\n(./main.tex\nLaTeX2e <2023-11-01>\nOverfull \\hbox (3.2pt too wide) in paragraph\nstep 3 of loss\n";
    const { index } = await opened({
      "main.log": latex,
      "empty.jsonl": "",
      "big.csv": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n",
      "tiny.txt": "s:0 tel:11.0\ns:1 trl:10.5 lr:0.1 norm:2\n",
    });
    assert.deepEqual(
      index.runs().map(({ name }) => name),
      ["tiny"],
    );
    assert.deepEqual(
      index
        .problems()
        .map(({ file }) => file)
        .sort(),
      ["/logs/big.csv", "/logs/empty.jsonl"],
    );
  });

  it("3: a torn tail waits for its rest; a killed W&B run ends with its last block and has no end", async () => {
    const { source, index } = await opened({ "a.jsonl": '{"step":1,"loss":3}\n{"step":2,"lo' });
    assert.deepEqual(points(index.runs()[0], "loss"), [[1, 3]]);
    source.append("/logs/a.jsonl", 'ss":2.5}\n');
    await index.changed(["/logs/a.jsonl"]);
    assert.deepEqual(points(index.runs()[0], "loss"), [
      [1, 3],
      [2, 2.5],
    ]);
    assert.doesNotMatch(messages(index.runs()[0]), /cut off/);
    const events = eventFile(scalar(1, "loss", 3), scalar(2, "loss", 2));
    const [torn] = await runsOf({ "b/events.out.tfevents.1": events.slice(0, -5) });
    assert.deepEqual(points(torn, "loss"), [[1, 3]]);
    const rows = Array.from({ length: 2000 }, (_, i) =>
      history(i, item("loss", String(4 - i / 1000)), item("_step", String(i))),
    );
    const whole = wandbFile(field(17, join(field(1, ascii("abc")), field(8, ascii("killed")))), ...rows);
    const blocks = whole.slice(0, Math.floor(whole.length / 32768) * 32768);
    const [killed] = await runsOf({ "wandb/run-20240101_000000-abc/run-abc.wandb": blocks });
    const read = points(killed, "loss");
    assert.ok(read.length > 500 && read.length < 2000);
    for (const [step, value] of read) assert.equal(value, 4 - step / 1000);
    assert.equal(killed?.status, "unknown");
  });

  it("4: NaN, Infinity and quoted numbers are values; `nanms` and `(+nanz)` are in nobody's way", async () => {
    const runs = await runsOf({
      "a.jsonl":
        '{"step":1,"loss":NaN,"lr":"1e-3"}\n{"step":2,"loss":"NaN","lr":"2e-3"}\n{"step":3,"loss":-Infinity}\n{"step":4,"loss":"2.5"}\n',
      "b.txt":
        "step:0/100 val_loss:10.5 train_time:0ms step_avg:nanms\nstep:50/100 val_loss:5.25 train_time:9ms step_avg:0.2ms\n",
      "c.log":
        "step    1/100 | loss 11.0 (+nanz)| norm 2.0 (+nanz)| lr 1.0e-04 | 9 ms | 1% bf16 MFU | 524 tok/s\nstep    2/100 | loss nan (+1.0z)| norm nan (+nanz)| lr 2.0e-04 | 9 ms | 1% bf16 MFU | 524 tok/s\n",
      "d.txt": "iter 1: loss nan, time 1.00ms, mfu -100.00%\niter 2: loss 3.5, time 1.00ms, mfu 30.00%\n",
    });
    const by = (name: string) => runs.find((run) => run.name === name);
    assert.deepEqual(points(by("a"), "loss"), [
      [1, NaN],
      [2, NaN],
      [3, -Infinity],
      [4, 2.5],
    ]);
    assert.deepEqual(points(by("a"), "lr"), [
      [1, 1e-3],
      [2, 2e-3],
    ]);
    assert.deepEqual(points(by("b"), "val_loss"), [
      [0, 10.5],
      [50, 5.25],
    ]);
    assert.deepEqual(points(by("c"), "loss"), [
      [1, 11],
      [2, NaN],
    ]);
    assert.deepEqual(points(by("d"), "loss"), [
      [1, NaN],
      [2, 3.5],
    ]);
    assert.match(messages(by("a")), /loss/);
  });

  it("5: 4,194,304 · 46.6K · 1.25E+01 · mfu -100% · n/a", async () => {
    const runs = await runsOf({
      "a.log":
        "[2024-01-01 00:00:00] iteration: 1 / 100 | consumed_tokens: 46.6K | global_batch_size: 512 | lm_loss: 1.25E+01 | lr: 1e-4\n" +
        "[2024-01-01 00:00:01] iteration: 2 / 100 | consumed_tokens: 93.2K | global_batch_size: 512 | lm_loss: 9.5 | lr: 1e-4\n",
      "b.log":
        "[step=10/100]\n    train/CrossEntropyLoss=9.331\n    throughput/total_tokens=4,194,304\n[step=20/100]\n    train/CrossEntropyLoss=8.5\n    throughput/total_tokens=8,388,608\n",
      "c.log":
        "Epoch 1 | iter 1 step 1 | loss train: 4.5, val: n/a | iter time: 12.30 ms (step)\nEpoch 1 | iter 2 step 2 | loss train: 4.25, val: 4.75 | iter time: 12.30 ms (step)\n",
    });
    const by = (name: string) => runs.find((run) => run.name === name);
    assert.deepEqual(points(by("a"), "lm_loss"), [
      [1, 12.5],
      [2, 9.5],
    ]);
    assert.equal(by("a")?.facts.tokens?.value, 93_200);
    assert.equal(by("b")?.facts.tokens?.value, 8_388_608);
    assert.deepEqual(
      by("c")
        ?.metrics.filter(({ quantity }) => quantity === "ce")
        .map(({ key }) => points(by("c"), key).length),
      [2, 1],
    );
  });

  it("6: where the step falls the later rows win; equal steps count once; a second run in the file takes over", async () => {
    const rows = (from: number, to: number, add: number) =>
      Array.from({ length: to - from }, (_, i) => `{"step":${from + i},"loss":${from + i + add}}\n`).join("");
    const runs = await runsOf({
      "restart.jsonl": rows(0, 10, 0) + rows(5, 15, 100),
      "double.jsonl": '{"step":1,"loss":9}\n{"step":2,"loss":8}\n{"step":2,"loss":7}\n{"step":3,"loss":6}\n',
      "again.jsonl": rows(0, 10, 0) + rows(0, 4, 100),
    });
    const by = (name: string) => runs.find((run) => run.name === name);
    assert.deepEqual(
      points(by("restart"), "loss"),
      Array.from({ length: 15 }, (_, i) => [i, i < 5 ? i : i + 100]),
    );
    assert.equal(by("restart")?.restarts, 1);
    assert.match(messages(by("restart")), /step falls from 9 to 5/);
    assert.deepEqual(points(by("double"), "loss"), [
      [1, 9],
      [2, 7],
      [3, 6],
    ]);
    assert.deepEqual(points(by("again"), "loss"), [
      [0, 100],
      [1, 101],
      [2, 102],
      [3, 103],
    ]);
  });

  it("7: a W&B id that comes again weeks later for one evaluation is the same run", async () => {
    const run = (name: string, ...rows: Uint8Array[]) =>
      wandbFile(field(17, join(field(1, ascii("abc")), field(8, ascii(name)))), ...rows);
    const steps = [1, 2, 3].map((step) => history(step, item("loss", String(4 - step)), item("_step", String(step))));
    const runs = await runsOf({
      "wandb/run-20240101_000000-abc/run-abc.wandb": run("trained", ...steps),
      "wandb/run-20240220_000000-abc/run-abc.wandb": run("", history(4, item("eval/loss", "1.5"), item("_step", "4"))),
    });
    assert.deepEqual(
      runs.map(({ name }) => name),
      ["trained"],
    );
    assert.deepEqual(points(runs[0], "loss"), [
      [1, 3],
      [2, 2],
      [3, 1],
    ]);
    assert.deepEqual(points(runs[0], "eval/loss"), [[4, 1.5]]);
  });

  it("8: a table that is rewritten with a new column, shrinks, or is replaced is read again", async () => {
    const { source, index } = await opened({ "a/metrics.csv": "step,train_loss\n1,4\n2,3.5\n" });
    const now = async (text: string) => {
      source.write("/logs/a/metrics.csv", text);
      await index.changed(["/logs/a/metrics.csv"]);
      return points(index.runs()[0], "train_loss");
    };
    assert.deepEqual(await now("step,train_loss,val_loss\n1,4,\n2,3.5,3.75\n3,3,\n"), [
      [1, 4],
      [2, 3.5],
      [3, 3],
    ]);
    assert.deepEqual(points(index.runs()[0], "val_loss"), [[2, 3.75]]);
    assert.deepEqual(await now("step,train_loss\n1,9\n"), [[1, 9]]);
    source.remove("/logs/a/metrics.csv");
    assert.deepEqual(await now("step,train_loss\n1,8\n2,7\n3,6\n4,5\n"), [
      [1, 8],
      [2, 7],
      [3, 6],
      [4, 5],
    ]);
  });

  it("9: training and evaluation of one step stand in rows of their own", async () => {
    const [run] = await runsOf({
      "a/metrics.csv": "epoch,step,train_loss,val_loss\r\n0,9,3.5,\r\n0,9,,3.75\r\n1,19,3.25,\r\n1,19,,3.5\r\n",
    });
    assert.deepEqual(points(run, "train_loss"), [
      [9, 3.5],
      [19, 3.25],
    ]);
    assert.deepEqual(points(run, "val_loss"), [
      [9, 3.75],
      [19, 3.5],
    ]);
    assert.equal(run?.restarts, 0);
  });

  it("10: Megatron's rows without a loss, ranks in front of lines, many ranks in one file", async () => {
    const line = (rank: number, step: number, loss: string) =>
      `${rank}:  iteration ${step}/ 100 | consumed samples: ${step * 8} | elapsed time per iteration (ms): 9.0 | learning rate: 1.0E-04 | global batch size: 8 |${loss} number of skipped iterations: 0 | number of nan iterations: 0 |\n`;
    const titan = (rank: number, step: number, loss: number) =>
      `[rank${rank}]:[titan] 2024-01-01 00:00:00,000 - root - INFO - step: ${step}  loss: ${loss}  grad_norm: 1.0  memory: 9.9GiB(9%)  tps: 7,034  mfu: 30%\n`;
    const runs = await runsOf({
      "a.log": line(0, 1, "") + line(0, 2, " lm loss: 9.5E+00 |") + line(0, 3, " lm loss: 9.0E+00 |"),
      "b.log": [1, 2].flatMap((step) => [0, 1, 2].map((rank) => titan(rank, step, 10 - step))).join(""),
    });
    const by = (name: string) => runs.find((run) => run.name === name);
    assert.deepEqual(points(by("a"), "lm loss"), [
      [2, 9.5],
      [3, 9],
    ]);
    assert.deepEqual(points(by("b"), "loss"), [
      [1, 9],
      [2, 8],
    ]);
    assert.equal(by("b")?.restarts, 0);
  });

  it("11: progress bars, colours, a line of 71 kB, generated text and source code", async () => {
    const bar = (k: number) => `\r ${k}%|${"█".repeat(k % 10)}| ${k}/100 [00:01<00:09, 1.1it/s]`;
    const runs = await runsOf({
      "a.out": `${[1, 2, 3].map(bar).join("")}\r{'loss': '2.5', 'learning_rate': '0.001', 'epoch': '0.1'}\n${bar(4)}\r{'loss': 2.25, 'learning_rate': 0.002, 'epoch': 0.2}\n`,
      "b.log":
        "\u001b[31mstep: 1\u001b[0m  loss: 9.5  \u001b[32mgrad_norm: 1.0\u001b[0m  memory: 9GiB(9%)  tps: 7,034  mfu: 1%\nstep: 2  \u001b[1mloss: 8.5\u001b[0m  grad_norm: 1.0  memory: 9GiB(9%)  tps: 7,034  mfu: 1%\n",
      "c.txt": `iter 1: loss 3.5, time 1.00ms, mfu 1.00%\n${"Once upon a time the loss was 1.0 and step 9. ".repeat(1600)}\niter 2: loss 3.25, time 1.00ms, mfu 1.00%\n`,
      "d.txt": `print(f"step:{step}/{n} val_loss:{val_loss:.4f}")\nloss = 3 # step 5: loss 9\n${"x = 1\n".repeat(100)}step:125/250 val_loss:5.25 train_time:9ms step_avg:1ms\nstep:250/250 val_loss:4.5 train_time:9ms step_avg:1ms\n`,
    });
    const by = (name: string) => runs.find((run) => run.name === name);
    assert.deepEqual(
      points(by("a"), "loss").map(([, value]) => value),
      [2.5, 2.25],
    );
    assert.deepEqual(points(by("b"), "loss"), [
      [1, 9.5],
      [2, 8.5],
    ]);
    assert.deepEqual(points(by("c"), "loss"), [
      [1, 3.5],
      [2, 3.25],
    ]);
    assert.deepEqual(points(by("d"), "val_loss"), [
      [125, 5.25],
      [250, 4.5],
    ]);
  });

  it("12: an x of samples is not taken for one of steps", async () => {
    const [run] = await runsOf({
      "a/Train_Samples_train_loss.csv": "step,train_loss\n8,4\n16,3\n24,2\n",
      "a/config.json": '{"train_batch_size": 8, "seq_len": 16}',
    });
    assert.equal(run?.facts.tokens?.value, 24 * 16, "samples × sequence length, not steps × tokens a step");
  });

  it("13: 256 metrics, one a position, in one run", async () => {
    const row = (step: number) =>
      JSON.stringify({
        step,
        ...Object.fromEntries(Array.from({ length: 256 }, (_, k) => [`loss_at/${k}`, 5 - k / 256 - step / 100])),
        val_loss: 3 - step / 10,
      });
    const [run] = await runsOf({ "a.jsonl": `${[1, 2, 3].map(row).join("\n")}\n` });
    assert.deepEqual(points(run, "val_loss"), [
      [1, 2.9],
      [2, 2.8],
      [3, 2.7],
    ]);
    assert.deepEqual(
      points(run, "loss_at/255"),
      [1, 2, 3].map((step) => [step, 5 - 255 / 256 - step / 100]),
    );
    assert.ok((run?.metrics.length ?? 0) >= 257);
  });

  it("14: links and copies count once, cycles end, a folder may be called like a log, paths may hold `?` and blanks", async function () {
    const base = mkdtempSync(joined(tmpdir(), "isoflop ugly-"));
    try {
      const rows = Array.from({ length: 30 }, (_, i) => `{"step":${i},"loss":${5 - i / 10}}\n`).join("");
      const write = (name: string, text: string) => {
        mkdirSync(joined(base, name, ".."), { recursive: true });
        writeFileSync(joined(base, name), text);
      };
      write("runs/one/metrics.jsonl", rows);
      write("backup/one/metrics.jsonl", rows);
      write("what a run #2 (x)/log.jsonl", rows.replaceAll('"loss":5', '"loss":6'));
      mkdirSync(joined(base, "dir.tfevents.1"));
      symlinkSync(joined(base, "runs", "one"), joined(base, "runs", "latest-run"));
      symlinkSync(base, joined(base, "runs", "cycle"));
      const index = await openLogIndex(createNodeSource(), [{ path: base, name: "base" }], later);
      assert.deepEqual(
        index
          .runs()
          .map(({ name }) => name)
          .sort(),
        ["one", "what a run #2 (x)"],
      );
      assert.deepEqual(index.problems(), []);
    } finally {
      rmSync(base, { recursive: true });
    }
    const [odd] = await runsOf({ "is it?/a b/metrics.jsonl": '{"step":1,"loss":2}\n' });
    assert.deepEqual(points(odd, "loss"), [[1, 2]]);
  });

  it("15: a run of settings alone is no run of nothing: neither listed as one nor a failure", async () => {
    const { index } = await opened({
      "a/config.json": '{"n_layer": 2, "n_embd": 64}',
      "b/config.json": '{"n_layer": 4, "n_embd": 64}',
      "b/metrics.jsonl": '{"step":1,"loss":2}\n',
    });
    assert.deepEqual(
      index.runs().map(({ name }) => name),
      ["b"],
    );
    assert.deepEqual(index.problems(), []);
  });
});
