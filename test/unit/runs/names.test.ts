import assert from "node:assert/strict";
import { anyMeaning } from "../../../src/core/runs/conventions";
import { normalKey } from "../../../src/core/runs/words/names";

const metricOf = (key: string, table = false) => anyMeaning.metricOf(key, table);
const useOf = (key: string) => anyMeaning.useOf(key);

const brief = (key: string, table = false) => {
  const { role, quantity, domain } = metricOf(key, table);
  return [role, quantity, ...(domain === undefined ? [] : [domain])].join(" ");
};

describe("names", () => {
  it("knows the field's keys of training cross-entropy", () => {
    for (const key of [
      "loss",
      "train_loss",
      "train/loss",
      "train_loss_step",
      "lm loss",
      "lm_loss",
      "train/lm_loss",
      "train/CrossEntropyLoss",
      "train/CE loss",
      "loss/out",
      "loss_metrics/global_avg_loss",
      "loss/train/total",
      "metrics/train/LanguageCrossEntropy",
      "cross_ent_loss_per_all_target_tokens",
      "trl",
      "metrics/train/loss",
    ]) {
      assert.equal(brief(key), "train ce", key);
    }
  });

  it("knows the keys of evaluated cross-entropy", () => {
    for (const key of [
      "val_loss",
      "val/loss",
      "eval_loss",
      "eval/loss",
      "validation_loss",
      "validation_metrics/loss",
      "lm loss validation",
      "validation/lm_loss",
      "valid_loss",
      "tel",
    ]) {
      assert.equal(brief(key), "eval ce", key);
    }
  });

  it("finds the domain wherever the key puts it", () => {
    assert.equal(brief("eval/lm/c4_en-validation/CE loss"), "eval ce c4_en");
    assert.equal(brief("eval/pile/CrossEntropyLoss"), "eval ce pile");
    assert.equal(brief("eval/image-caption/loss"), "eval ce image-caption");
    assert.equal(brief("eval_interleaved_loss"), "eval ce interleaved");
    assert.equal(brief("val_loss/text"), "eval ce text");
    assert.equal(brief("text/val_loss"), "eval ce text");
    assert.equal(brief("metrics/eval/code/LanguageCrossEntropy"), "eval ce code");
    assert.equal(brief("loss_c4_val", true), "eval ce c4");
    assert.equal(brief("loss_paloma_ptb", true), "eval ce paloma_ptb");
    assert.equal(brief("loss_domain_1", true), "eval ce domain_1");
  });

  it("knows bytes, perplexity and accuracy", () => {
    assert.equal(brief("val_bpb"), "eval bpb");
    assert.equal(brief("bits_per_byte,none"), "eval bpb");
    assert.equal(brief("eval/c4/ppl"), "eval ppl c4");
    assert.equal(brief("eval/arc/accuracy"), "eval acc arc");
    assert.equal(metricOf("val_loss").unit, "nats/token");
  });

  it("does not take other losses and counters for cross-entropy", () => {
    for (const key of [
      "z_loss",
      "moe_aux_loss",
      "load_balance_loss",
      "loss scale",
      "loss_std",
      "lo95_c4_val",
      "contrastive_loss",
      "grad_norm",
      "lr",
      "best_val_loss",
      "reward",
      "loss_weight",
    ]) {
      assert.equal(metricOf(key).quantity, "other", key);
    }
  });

  it("reads a bare loss as training in a log and as judgement in a table of results", () => {
    assert.equal(brief("loss"), "train ce");
    assert.equal(brief("loss", true), "eval ce");
    assert.equal(brief("final_loss", true), "eval ce");
    assert.equal(brief("train_loss", true), "train ce");
  });

  it("finds what a column is used as", () => {
    assert.equal(useOf("Training FLOP")?.use, "flops");
    assert.equal(useOf("Model Size")?.use, "params");
    assert.equal(useOf("tokens_seen")?.use, "tokens");
    assert.equal(useOf("optim/total_tokens")?.use, "tokensPerStep");
    assert.equal(useOf("throughput/total_tokens")?.use, "tokens");
    assert.equal(useOf("metrics/step")?.use, "step");
    assert.equal(useOf("N")?.use, "params");
    assert.equal(useOf("train_loss"), undefined);
    assert.ok((useOf("step")?.rank ?? 9) < (useOf("epoch")?.rank ?? 0));
    assert.equal(anyMeaning.flops("throughput/total_petaflops").unit, 1e15);
    assert.equal(normalKey(" Wall time (s)"), "wall_time__s_");
  });
});
