import assert from "node:assert/strict";
import { metricOf } from "../../../src/core/runs/words/names";
import type { Run } from "../../../src/core/runs/run";
import { lossesOf } from "../../../src/core/state/groups";
import { log, made, type Row } from "./logs";

const values = (run: Run | undefined, key: string): number[] => [...(run?.series(key)?.value ?? [])];
const said = (run: Run | undefined): string => run?.problems.map(({ message }) => message).join("\n") ?? "";

describe("a column that tells training from validation", () => {
  const steps = [10, 20, 30];
  const rows = (key: string, train: string, val: string): Row[] =>
    steps.flatMap((step): Row[] => [
      { step, [key]: train, loss: 5 - step / 10, lr: 0.1 },
      { step, [key]: val, loss: 5.5 - step / 10 },
    ]);

  for (const [key, train, val] of [
    ["split", "train", "val"],
    ["phase", "train", "validation"],
    ["mode", "train", "eval"],
    ["type", "training", "test"],
    ["event", "train_step", "evaluation"],
    ["stage", "fit", "validate"],
    ["set", "train", "dev"],
    ["data/subset", "trn", "valid"],
  ] as const)
    it(`is ${key}: ${train}, ${val}`, () => {
      const [run, ...more] = made(log("a/log.csv", rows(key, train, val)));
      assert.equal(more.length, 0);
      assert.deepEqual(values(run, "loss"), [4, 3, 2]);
      assert.deepEqual(values(run, `${val}/loss`), [4.5, 3.5, 2.5]);
      const roles = run?.metrics.filter(({ quantity }) => quantity === "ce").map((metric) => [metric.key, metric.role]);
      assert.deepEqual(roles, [
        ["loss", "train"],
        [`${val}/loss`, "eval"],
      ]);
      assert.equal(run?.restarts, 0);
      assert.equal(run.rowAtLine("/logs/a/log.csv", 3)?.values.get(`${val}/loss`), 4.5);
    });

  it("names the data of each of several validations", () => {
    const evals = steps.flatMap((step): Row[] => [
      { step, split: "val_c4", loss: 3 },
      { step, split: "val_pile", loss: 4 },
    ]);
    const [run] = made(log("a/l.csv", [...rows("split", "train", "val"), ...evals]));
    const domains = run?.metrics.flatMap(({ domain }) => domain ?? []);
    assert.deepEqual(domains, ["c4", "pile"]);
  });

  it("places a validation without a step at the step before it, in steps that are counted on", () => {
    const epochs = [0, 1, 2].flatMap((epoch): Row[] => [
      ...[0, 1, 2, 3].map((step): Row => ({ phase: "train", epoch, step, loss: 5 - epoch })),
      { phase: "val", epoch, loss: 4 - epoch },
    ]);
    const [run] = made(log("a/l.jsonl", epochs));
    assert.deepEqual([...(run?.series("val/loss")?.step ?? [])], [3, 7, 11]);
    assert.equal(run?.series("loss")?.step.at(-1), 11);
    assert.match(said(run), /starts again with each epoch/);
  });

  it("is none where the keys of the losses say it, or its texts say nothing of it", () => {
    const keyed = steps.map((step): Row => ({ step, phase: step > 10 ? "eval" : "train", train_loss: 3, val_loss: 4 }));
    assert.deepEqual(
      made(log("a/l.csv", keyed))[0]?.metrics.map(({ key }) => key),
      ["train_loss", "val_loss"],
    );
    const other = steps.map((step): Row => ({ step, mode: step > 10 ? "fast" : "slow", loss: 3 }));
    assert.deepEqual(
      made(log("a/l.csv", other))[0]?.metrics.map(({ key }) => key),
      ["loss"],
    );
  });
});

describe("what is no cross-entropy", () => {
  it("is the loss of a policy, of boxes, a penalty, a prediction", () => {
    for (const key of [
      "actor/pg_loss",
      "policy_loss",
      "value_loss",
      "critic/vf_loss",
      "kl_loss",
      "reward_loss",
      "train/box_loss",
      "val/cls_loss",
      "val/dfl_loss",
      "predict_loss",
      "predicted_loss",
      "entropy_loss",
      "actor/entropy_loss",
      "dpo_loss",
    ])
      assert.equal(metricOf(key).quantity, "other", key);
    for (const key of ["cross_entropy", "eval/cross_entropy_loss", "next_token_prediction_loss"])
      assert.equal(metricOf(key).quantity, "ce", key);
  });

  it("has units of its own, converted where that needs no more than arithmetic", () => {
    const rows = [1, 2].map((step): Row => ({
      step,
      eval_nats_per_byte: Math.LN2,
      "wikitext/byte_perplexity": 2,
      "wikitext/word_perplexity": 20,
      eval_bits_per_token: 4,
    }));
    const [run] = made(log("a/l.csv", rows));
    assert.equal(values(run, "eval_nats_per_byte")[0], 1);
    assert.equal(values(run, "wikitext/byte_perplexity")[0], 2);
    assert.equal(values(run, "wikitext/word_perplexity")[0], 20);
    assert.equal(values(run, "eval_bits_per_token")[0], 4 * Math.LN2);
    assert.deepEqual(
      run?.metrics.map(({ quantity, unit }) => `${quantity} ${unit}`),
      ["bpb bits/byte", "ppl ppl/byte", "ppl ppl/word", "ce nats/token"],
    );
  });

  it("has the data of a benchmark, and none of an estimate", () => {
    assert.equal(metricOf("hellaswag/acc").domain, "hellaswag");
    assert.equal(metricOf("train_bpb_estimate").domain, undefined);
    assert.equal(metricOf("train_bpb_estimate").quantity, "bpb");
  });
});

describe("where no cross-entropy is logged", () => {
  it("a perplexity is converted, and said", () => {
    const [run] = made(
      log(
        "a/l.csv",
        [1, 2].map((step): Row => ({ step, val_ppl: Math.exp(4 - step) })),
      ),
    );
    assert.deepEqual(
      values(run, "val_ppl").map((value) => Number(value.toFixed(9))),
      [3, 2],
    );
    assert.deepEqual(
      run?.metrics.map(({ quantity, unit }) => [quantity, unit]),
      [["ce", "nats/token"]],
    );
    assert.match(said(run), /no evaluated cross-entropy is logged: ln\(val_ppl\) is taken/);
  });

  it("a perplexity beside the loss of its role, or below 1, stays one", () => {
    const [run] = made(
      log(
        "a/l.csv",
        [1, 2].map((step): Row => ({ step, val_loss: 3, val_ppl: 20 })),
      ),
    );
    assert.deepEqual(
      run?.metrics.map(({ quantity }) => quantity),
      ["ce", "ppl"],
    );
    const [odd] = made(
      log(
        "a/l.csv",
        [1, 2].map((step): Row => ({ step, val_ppl: 0.5 })),
      ),
    );
    assert.deepEqual(
      odd?.metrics.map(({ quantity }) => quantity),
      ["ppl"],
    );
  });

  it("a perplexity per byte becomes bits per byte, one per word nothing", () => {
    const rows = [1, 2].map((step): Row => ({ step, val_byte_perplexity: 4, val_word_perplexity: 30 }));
    const [run] = made(log("a/l.csv", rows));
    assert.deepEqual(values(run, "val_byte_perplexity"), [2, 2]);
    assert.deepEqual(values(run, "val_word_perplexity"), [30, 30]);
    assert.match(said(run), /log2\(val_byte_perplexity\) is taken, bits per byte/);
  });

  it("bits per byte are fitted", () => {
    const [run] = made(
      log(
        "a/l.csv",
        [1, 2].map((step): Row => ({ step, loss: 3, val_bpb: 1 })),
      ),
    );
    assert.ok(run);
    assert.deepEqual(
      lossesOf(run, "auto").map(({ key }) => key),
      ["val_bpb"],
    );
    assert.deepEqual(
      lossesOf(run, "train").map(({ key }) => key),
      ["loss"],
    );
    assert.deepEqual(
      lossesOf(run, "all").map(({ key }) => key),
      ["loss", "val_bpb"],
    );
    const [both] = made(
      log(
        "a/l.csv",
        [1, 2].map((step): Row => ({ step, val_loss: 3, val_bpb: 1 })),
      ),
    );
    assert.ok(both);
    assert.deepEqual(
      lossesOf(both, "auto").map(({ key }) => key),
      ["val_loss"],
    );
  });
});

describe("rows whose loss is text or empty", () => {
  it("are counted", () => {
    const rows: Row[] = [
      { N: 1e8, D: 1e9, loss: 3 },
      { N: 2e8, D: 1e9, loss: "diverged" },
      { N: 4e8, D: 1e9 },
      { N: 8e8, D: 1e9, loss: 2 },
    ];
    const runs = made(log("results.csv", rows));
    assert.match(runs.map(said).join("\n"), /2 of 4 rows have no loss \(it is empty or text\), the first is line 3/);
    const [run] = made(
      log(
        "a/l.csv",
        [1, 2].map((step): Row => ({ step, loss: "tensor(3.1)", val_loss: 3 })),
      ),
    );
    assert.match(said(run), /loss is text in all its 2 rows \("tensor\(3.1\)"\): no loss is read from it/);
  });
});
