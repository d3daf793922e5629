import assert from "node:assert/strict";
import { recognise } from "../../../src/core/formats/index";
import { lmEval } from "../../../src/core/formats/json/lmEval";
import { openLmModel } from "../../../src/core/formats/json/openLmModel";
import { problemsOf, read, rowsOf } from "./collect";

const idOf = (path: string, text: string) =>
  recognise({ path, bytes: new TextEncoder().encode(text), whole: true })?.id;

describe("open_lm model", () => {
  const model = {
    name: "c4-d=96",
    dataset_name: "c4",
    open_lm_version: "0.0.21",
    hyperparameters: { params: 1e8, params_no_embed: 5e7, tokens: 2e9, lr: 0.003 },
    results: [
      { loss: 3.5, tokens: 1048576, val_data: ["eval/c4_val/shard-{0..1}.tar"] },
      { loss: 4.5, tokens: 12, val_data: ["eval/mult/paloma_ptb/1.tar"] },
    ],
  };

  it("reads one row: N, trained tokens, a loss a set", () => {
    const table = read(openLmModel, JSON.stringify(model), 50);
    assert.deepEqual(rowsOf(table), [
      { params: 1e8, params_no_embed: 5e7, tokens: 2e9, "loss/c4_val": 3.5, "loss/paloma_ptb": 4.5 },
    ]);
    assert.deepEqual([table.name, table.config.get("train_dataset"), table.config.get("lr")], ["c4-d=96", "c4", 0.003]);
    assert.equal(idOf("x.json", JSON.stringify(model)), "open_lm-model");
    assert.deepEqual(problemsOf(read(openLmModel, "{}")), ["-: it has no hyperparameters or results"]);
  });
});

describe("lm-eval", () => {
  it("reads tasks by name, of new and old versions", () => {
    const text =
      '{"results":{"wikitext":{"bits_per_byte,none":0.75,"alias":"w"}},"versions":{},"n-shot":{},"config":{"model_num_parameters":5000}}';
    const table = read(lmEval, text);
    assert.deepEqual(rowsOf(table), [{ "eval/wikitext/bits_per_byte,none": 0.75 }]);
    assert.equal(table.config.get("model_num_parameters"), 5000);
    assert.equal(idOf("results_2024-01-01.json", text), "lm-eval");
    const old = read(
      lmEval,
      '{"results":[{"task_name":"boolq","prompt_name":"p","acc":0.5,"acc_stderr":0.1}],"versions":{}}',
    );
    assert.deepEqual(rowsOf(old), [{ "eval/boolq/p/acc": 0.5, "eval/boolq/p/acc_stderr": 0.1 }]);
  });
});
