import assert from "node:assert/strict";
import { assemble, type ConfigFile, type LogFile } from "../../../src/core/runs/assemble/assemble";
import type { Run, Scalar } from "../../../src/core/runs/run";
import { sizesIn } from "../../../src/core/runs/words/sizes";
import { log, made, type Row } from "./logs";

const said = (run: Run | undefined): string => run?.problems.map(({ message }) => message).join("\n") ?? "";
const curve = (more: Row = {}): Row[] => [1, 2, 3].map((step): Row => ({ step: step * 100, loss: 5 - step, ...more }));
const config = (relative: string, values: Record<string, Scalar>): ConfigFile => ({
  path: `/logs/${relative}`,
  relative,
  stem: undefined,
  values: new Map(Object.entries(values)),
});
const withConfig = (values: Record<string, Scalar>, file: LogFile = log("a/log.csv", curve())): Run | undefined =>
  assemble([file], [config(`${file.relative.slice(0, file.relative.lastIndexOf("/"))}/config.json`, values)], {
    runPattern: "",
    now: 1e12,
  })[0];

describe("the formula of a transformer", () => {
  const sizes = { num_layers: 2, hidden_size: 128, vocab_size: 1000 };

  it("counts where the configuration names one", () => {
    for (const more of [
      { num_attention_heads: 4 },
      { model_type: "llama-like-decoder" },
      { architecture: "gpt" },
      { n_head: 2 },
    ])
      assert.ok((withConfig({ ...sizes, ...more })?.facts.params?.value ?? 0) > 1e5, JSON.stringify(more));
  });

  it("counts no LSTM, GRU or convolution, and nothing that is not named", () => {
    for (const more of [
      {},
      { model_type: "lstm" },
      { rnn_type: "GRU" },
      { cell_type: "lstm", d_model: 128 },
      { architecture: "resnet50", n_head: 2 },
      { model: "mamba", d_model: 128 },
      { kernel_size: 3, d_model: 128 },
    ])
      assert.equal(withConfig({ ...sizes, ...more })?.facts.params, undefined, JSON.stringify(more));
  });

  it("gives way to the name where code of its own contradicts it", () => {
    const own = { ...sizes, num_attention_heads: 4, "auto_map/AutoModel": "modeling_x.Model" };
    const run = withConfig(own, log("tiny-350M/log.csv", curve()));
    assert.equal(run?.facts.params?.value, 350e6);
    assert.match(
      said(run),
      /parameters: 350M by name "tiny-350M": 350M, .* by 12·L·d².*: the first is taken, as the model has code of its own/,
    );
  });
});

describe("N", () => {
  it("by the name against N by the configuration is said", () => {
    const run = withConfig({ n_params: 124e6 }, log("model-1.6B/log.csv", curve()));
    assert.equal(run?.facts.params?.value, 124e6);
    assert.match(
      said(run),
      /parameters: 124M by config.json: n_params, 1.6B by name "model-1.6B": 1.6B: the first is taken/,
    );
    assert.doesNotMatch(said(withConfig({ n_params: 124e6 }, log("m-125M/log.csv", curve()))), /parameters:/);
  });

  it("of a full column is not hidden by a sparse one", () => {
    const rows = Array.from({ length: 20 }, (_, k): Row => ({
      N: (k + 1) * 1e6,
      D: 1e9,
      loss: 3 - k / 20,
      ...(k < 3 ? { Params: 7e6 } : {}),
    }));
    const runs = made(log("results.csv", rows));
    assert.deepEqual(runs.map(({ facts }) => facts.params?.value).slice(0, 5), [1e6, 2e6, 3e6, 4e6, 5e6]);
  });

  it("that varies inside a run is none, and said", () => {
    const rows = [1e6, 2e6, 4e6].flatMap((n) => curve({ run_name: "all", params: n }));
    const [run, ...more] = assemble([log("a/log.csv", rows)], [], {
      runPattern: "",
      now: 1e12,
      columns: { name: "run_name" },
    });
    assert.deepEqual([more.length, run?.facts.params], [0, undefined]);
    assert.match(said(run), /column params holds 3 sizes in the rows of this run, 1M to 4M/);
  });

  it("in names is a number with its sign", () => {
    const sizeOf = (name: string) => sizesIn(name).map(({ value }) => value);
    assert.deepEqual(sizeOf("isoflop-1e+18-N1e+08-B128-nemo"), [1e8]);
    assert.deepEqual(sizeOf("N=1.5e9"), [1.5e9]);
    assert.deepEqual(sizeOf("run1e+08"), []);
    assert.equal(made(log("isoflop-1e+18-N1e+08-B128/log.csv", curve()))[0]?.facts.params?.value, 1e8);
  });

  it("is no count of tokens: of the run, of its plan, or of a name that speaks of tokens", () => {
    const tokens = [1, 2, 3].map((step): Row => ({ step, loss: 5 - step, tokens: step * 109e6 }));
    assert.equal(made(log("a-327m/log.csv", tokens))[0]?.facts.params, undefined);
    const killed = withConfig({ max_steps: 1000, tokens_per_step: 327_000 }, log("b-327m/log.csv", curve()));
    assert.equal(killed?.facts.params, undefined);
    assert.equal(made(log("token-tango-lr1e-4-327m.jsonl", curve()))[0]?.facts.params, undefined);
    assert.equal(made(log("base-125M-100tok/log.csv", curve()))[0]?.facts.params?.value, 125e6);
  });
});

describe("max_length", () => {
  it("is no sequence length", () => {
    const settings = {
      max_length: 20,
      per_device_train_batch_size: 8,
      gradient_accumulation_steps: 4,
      data_parallel_size: 1,
    };
    assert.equal(withConfig(settings)?.facts.tokens, undefined);
  });
});

describe("N, D and C that disagree", () => {
  const results = (row: Row): readonly Run[] => {
    const rows = [1, 2, 4].map((k): Row => ({
      ...row,
      D: Number(row["D"]) * k,
      ...("C" in row ? { C: Number(row["C"]) * k } : {}),
      loss: 4 - k / 4,
    }));
    return made(log("results.csv", rows));
  };

  it("are said, with both sources, and kept", () => {
    const [run] = results({ N: 1e8, D: 1e9, C: 6e18 });
    assert.deepEqual([run?.facts.params?.value, run?.facts.tokens?.value, run?.facts.flops?.value], [1e8, 1e9, 6e18]);
    assert.match(
      said(run),
      /C is 10 × 6·N·D: one of them is not what it is taken for \(C by column C, N by column N, D by column D\)/,
    );
    assert.doesNotMatch(said(results({ N: 1e8, D: 1e9, C: 8e17 })[0]), /6·N·D/);
  });

  it("are read in the unit with which the third agrees", () => {
    const cases: readonly (readonly [Row, readonly number[]])[] = [
      [{ N: 1e8, D: 1, C: 6e17 }, [1e8, 1e9, 6e17]],
      [{ N: 1e8, D: 1e9, C: 0.6 }, [1e8, 1e9, 6e17]],
      [{ N: 1e8, D: 1e9, C: 600_000 }, [1e8, 1e9, 6e17]],
      [{ N: 0.1, D: 1e9, C: 6e17 }, [1e8, 1e9, 6e17]],
      [{ N: 100, D: 1, C: 6e17 }, [1e8, 1e9, 6e17]],
      // All three in units: of the readings that agree, the one with 20 tokens a parameter.
      [{ N: 0.4, D: 8, C: 0.0192 }, [4e8, 8e9, 1.92e19]],
    ];
    for (const [row, wanted] of cases) {
      const [run] = results(row);
      const got = [run?.facts.params?.value, run?.facts.tokens?.value, run?.facts.flops?.value];
      assert.deepEqual(
        got.map((value) => Number(value?.toPrecision(6))),
        wanted,
        JSON.stringify(row),
      );
      assert.match(said(run), /read in .*, as only then C = 6·N·D/);
    }
    const [log10] = made(
      log(
        "results.csv",
        [17, 18].map((c): Row => ({ N: 1e8, D: 10 ** c / 6e8, C: c, loss: 4 - c / 10 })),
      ),
    );
    assert.ok(Math.abs((log10?.facts.flops?.value ?? 0) / 1e17 - 1) < 1e-9);
    assert.match(said(log10), /read in log10/);
  });

  it("are not used where nothing agrees: less than a token, fewer FLOPs than parameters", () => {
    const [few] = results({ N: 1e8, D: 0.2 });
    assert.equal(few?.facts.tokens, undefined);
    assert.match(said(few), /D is 0.2 tokens by column D, too few: its unit is not known, so it is not used/);
    const [flops] = made(
      log(
        "results.csv",
        [1, 2].map((k): Row => ({ N: 1e8, C: k * 6, loss: 3 })),
      ),
    );
    assert.deepEqual([flops?.facts.flops, flops?.facts.tokens], [undefined, undefined]);
    assert.match(said(flops), /fewer FLOPs than parameters/);
  });

  it("are the FLOPs of a token where C is 6·N", () => {
    const rows = [1, 2, 4].map((k): Row => ({ N: k * 1e8, D: 2e9, flops: k * 7e8, loss: 4 - k / 4 }));
    const runs = made(log("results.csv", rows));
    assert.deepEqual(
      runs.map(({ facts }) => facts.flops?.value),
      [1.4e18, 2.8e18, 5.6e18],
    );
    assert.match(
      said(runs[0]),
      /column flops \(700000000\) is 6·N \(column N\): the FLOPs of a token; C = that × D is taken/,
    );
    assert.equal(runs[0]?.series("loss")?.flops?.[0], 1.4e18);
  });
});
