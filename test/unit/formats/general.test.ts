import assert from "node:assert/strict";
import { recognise } from "../../../src/core/formats/index";
import { general } from "../../../src/core/formats/text/general";
import { read, rowsOf } from "./collect";

const head = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text), whole: true });
const rows = (...lines: readonly string[]) => rowsOf(read(general, `${lines.join("\n")}\n`));

describe("the general reader of printed loops", () => {
  it("reads the lines that MiniMind, small tutorials and bars print", () => {
    for (const [line, row] of [
      [
        "Epoch:[1/1](10/39695), loss: 8.5371, lr: 0.0005, epoch_Time:12.0min:",
        { step: 10, epoch: 1, loss: 8.5371, lr: 0.0005, epoch_time: 12 },
      ],
      ["Epoch 0 | Step 10/6501 | Loss: 8.2445 | PPL: 3806.7", { step: 10, epoch: 0, loss: 8.2445, ppl: 3806.7 }],
      ["[Step 1/100] Loss: 5.0507 | LR: 1.00e-04", { step: 1, loss: 5.0507, lr: 1e-4 }],
      ["iter 100 loss 3.2 lr 1e-4", { step: 100, loss: 3.2, lr: 1e-4 }],
      ["Epoch [1/10], Step [100/600], Loss: 2.3012", { step: 100, epoch: 1, loss: 2.3012 }],
      [
        "| epoch   1 |   200/ 2928 batches | lr 5.00 | loss  8.11 | ppl  3318.85",
        { step: 200, epoch: 1, lr: 5, loss: 8.11, ppl: 3318.85 },
      ],
      ["step=20 train_loss=2.5 val_loss=nan", { step: 20, train_loss: 2.5, val_loss: NaN }],
      [
        "2024-01-01 10:00:00 INFO Iteration: 1,200 Train Loss: 2.5 Val Loss: 2.75",
        { step: 1200, train_loss: 2.5, val_loss: 2.75 },
      ],
      ["Epoch 3: train loss 2.5, val loss 2.75", { epoch: 3, train_loss: 2.5, val_loss: 2.75 }],
    ] as const) {
      const [found = {}] = rows(line);
      for (const [key, value] of Object.entries(row)) assert.deepEqual(found[key], value, `${line}: ${key}`);
    }
    const [bar = {}] = rows("Epoch 2:  12%|#2   | 12/100 [00:01<00:10,  1.2it/s, loss=2.3, v_num=0]");
    assert.deepEqual([bar["step"], bar["epoch"], bar["loss"]], [12, 2, 2.3]);
  });

  it("makes no row of prose, of a loss without a place, or of a place without a loss", () => {
    const none = [
      "at step 3 the loss of 5 people",
      "loss: 3.1",
      "step 10 lr 1e-4",
      "Epoch 1 done, weight loss unknown",
      "",
    ];
    assert.deepEqual(rows(...none), []);
  });

  it("is chosen last, for files that are named like logs, and says that it read them", () => {
    const loop = Array.from({ length: 5 }, (_, k) => `[Step ${k}/100] Loss: ${5 - k / 10}`).join("\n");
    assert.equal(recognise(head("train.log", loop))?.id, "general");
    assert.equal(recognise(head("slurm-12.out", loop))?.id, "general");
    assert.equal(recognise(head("train.json", loop)), undefined);
    assert.equal(recognise(head("a.log", "iter 1: loss 3.0, time 1.00ms, mfu 1.00%\n".repeat(5)))?.id, "nanogpt");
    assert.equal(recognise(head("a.txt", "step,loss\n1,3\n2,2\n"))?.id, "csv");
    const table = read(general, `${loop}\n`);
    assert.equal(table.config.get("max_steps"), 100);
    assert.deepEqual(
      table.problems.map(({ kind, message }) => [kind, message.slice(0, 26)]),
      [["hint", "read by the general reader"]],
    );
  });
});
