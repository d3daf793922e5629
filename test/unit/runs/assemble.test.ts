import assert from "node:assert/strict";
import { assemble } from "../../../src/core/runs/assemble/assemble";
import { Builder } from "../../../src/core/runs/table/builder";
import type { Run } from "../../../src/core/runs/run";
import { summarize } from "../../../src/core/runs/assemble/summarize";
import { log, made, type Row } from "./logs";

const columns = (run: Run | undefined, key: string) => {
  const series = run?.series(key);
  return [[...(series?.step ?? [])], [...(series?.value ?? [])]];
};

describe("assemble", () => {
  it("resolves restarts: the later segment wins from its first step", () => {
    const steps = [0, 10, 20, 30, 20, 30, 40, 10, 20];
    const [run] = made(
      log(
        "a.csv",
        steps.map((step, i) => ({ step, loss: 9 - i })),
      ),
    );
    assert.deepEqual(columns(run, "loss"), [
      [0, 10, 20],
      [9, 2, 1],
    ]);
    assert.equal(run?.restarts, 2);
    assert.deepEqual(
      run.problems.filter((p) => p.message.includes("falls")).map((p) => p.line),
      [6, 9],
    );
  });

  it("tells an evaluation that is written late from a restart", () => {
    const rows: Row[] = [
      { step: 0, loss: 5 },
      { step: 1, loss: 4 },
      { step: 0, val_loss: 6 },
      { step: 2, loss: 3 },
      { step: 1, val_loss: 5 },
    ];
    const [run] = made(log("a.csv", rows));
    assert.equal(run?.restarts, 0);
    assert.deepEqual(columns(run, "loss"), [
      [0, 1, 2],
      [5, 4, 3],
    ]);
    assert.deepEqual(columns(run, "val_loss"), [
      [0, 1],
      [6, 5],
    ]);
  });

  it("drops evaluations of an abandoned segment", () => {
    const rows: Row[] = [
      { step: 0, loss: 5 },
      { step: 1, loss: 4 },
      { step: 2, loss: 3 },
      { step: 2, val_loss: 3 },
      { step: 1, loss: 4.5 },
    ];
    const [run] = made(log("a.csv", rows));
    assert.deepEqual(columns(run, "val_loss"), [[], []]);
    assert.deepEqual(columns(run, "loss"), [
      [0, 1],
      [5, 4.5],
    ]);
  });

  it("lets the last of equal steps win", () => {
    const [run] = made(
      log("a.csv", [
        { step: 1, loss: 5 },
        { step: 1, loss: 4 },
        { step: 2, loss: 3 },
      ]),
    );
    assert.deepEqual(columns(run, "loss"), [
      [1, 2],
      [4, 3],
    ]);
    assert.equal(run?.restarts, 0);
  });

  it("shares the columns that were read where nothing has to be left out", () => {
    const file = log(
      "a.csv",
      [1, 2, 3].map((step) => ({ step, tokens: step * 10, loss: 4 })),
    );
    const [run] = made(file);
    const series = run?.series("loss");
    assert.ok(series);
    assert.equal(series.value.buffer, file.table.columns[2]?.numbers?.values.buffer);
    assert.deepEqual([...(series.tokens ?? [])], [10, 20, 30]);
  });

  it("splits a table by its run column and keeps interleaved runs apart", () => {
    const rows = [1, 2, 3].flatMap((step) =>
      ["a", "b"].map((run) => ({ run, step, loss: run === "a" ? step : -step })),
    );
    const runs = made(log("all.csv", rows));
    assert.deepEqual(
      runs.map((r) => [r.id, r.name]),
      [
        ["all.csv#a", "a"],
        ["all.csv#b", "b"],
      ],
    );
    assert.deepEqual(columns(runs[1], "loss"), [
      [1, 2, 3],
      [-1, -2, -3],
    ]);
  });

  it("reads a table of results: a row a run, N, D and C with their units", () => {
    const rows = [
      { "Model Size": 1e9, "Training FLOP": 6e19, loss: 3 },
      { "Model Size": 2e9, "Training FLOP": 12e19, loss: 2.5 },
    ];
    const runs = made(log("points.csv", rows));
    assert.equal(runs.length, 2);
    assert.equal(runs[0]?.facts.tokens?.value, 1e10);
    assert.equal(runs[0].facts.tokens.how, "C / 6N");
    assert.equal(runs[0].metrics[0]?.role, "eval");
    assert.equal(runs[1]?.facts.flops?.from, "logged");
  });

  it("takes words under the key of a count or a loss for settings", () => {
    const rows = ["train", "val"].flatMap((loss_kind) =>
      ["kaplan", "standard"].map((param_count) => ({ loss_kind, param_count, flops: 1e18, loss: 3 })),
    );
    const [first] = made(log("pairs.csv", rows));
    assert.deepEqual(Object.fromEntries(first?.facets ?? []), { loss_kind: "train", param_count: "kaplan" });
    assert.equal(first?.facts.params, undefined);
    const [sized] = made(log("pairs.csv", [{ params: "125M", tokens: 1e9, loss: 3 }]));
    assert.equal(sized?.facts.params?.value, 1.25e8);
  });

  it("reads losses beside row numbers, or alone, as one log", () => {
    const rows = [5, 4, 3].map((loss, i) => ({ "column 1": i, loss, val_loss: loss + 1 }));
    const history = made(log("a/history.csv", rows));
    assert.equal(history.length, 1);
    assert.deepEqual(columns(history[0], "val_loss"), [
      [0, 1, 2],
      [6, 5, 4],
    ]);
    const alone = made(log("a/history.csv", [{ loss: 5 }, { loss: 4 }, { loss: 3 }]));
    assert.deepEqual(
      alone.map((run) => columns(run, "loss")[0]),
      [[NaN, NaN, NaN]],
    );
    const results = rows.map((row, i) => ({ ...row, params: 1e8 * (i + 1) }));
    assert.equal(made(log("points.csv", results)).length, 3);
  });

  it("gives rows of a table no steps that it does not have, and finds their lines all the same", () => {
    const rows = [1e9, 2e9, 3e9].flatMap((tokens, i) =>
      ["a", "b"].map((run) => ({ run, params: 1e8, tokens, loss: 5 - i })),
    );
    const [a] = made(log("points.csv", rows));
    assert.deepEqual(columns(a, "loss"), [
      [NaN, NaN, NaN],
      [5, 4, 3],
    ]);
    const { firstStep, lastStep } = summarize(a?.series("loss") ?? assert.fail());
    assert.deepEqual([firstStep, lastStep], [NaN, NaN]);
    const row = a?.rowAtLine("/logs/points.csv", 4);
    assert.deepEqual([row?.step, row?.values.get("loss"), row?.places.get("loss")], [NaN, 4, 1]);
    assert.equal(a?.rowAtLine("/logs/points.csv", 5), undefined);
    assert.deepEqual(a?.facts.tokens?.value, 3e9);
  });

  it("finds the row that counts for a line that was logged again", () => {
    const steps = [0, 10, 20, 10, 20];
    const [run] = made(
      log(
        "a.csv",
        steps.map((step, i) => ({ step, loss: 9 - i })),
      ),
    );
    const row = run?.rowAtLine("/logs/a.csv", 3);
    assert.deepEqual([row?.step, row?.values.get("loss"), row?.places.get("loss")], [10, 8, 1]);
    assert.equal(run?.series("loss")?.value[1], 6);
  });

  it("reads checkpoints of named runs in a table of results", () => {
    const rows = ["a", "b"].flatMap((run_name, i) =>
      [1, 2].map((k) => ({ run_name, params: (i + 1) * 1e8, tokens: k * 1e9, final_loss: 4 - k })),
    );
    const runs = made(log("all.csv", rows));
    assert.deepEqual(
      runs.map((r) => [r.name, r.facts.params?.value, r.facts.tokens?.value]),
      [
        ["a", 1e8, 2e9],
        ["b", 2e8, 2e9],
      ],
    );
    assert.deepEqual([...(runs[0]?.series("final_loss")?.flops ?? [])], [6e17, 12e17]);
    assert.deepEqual(
      runs.map((r) => r.facets.get("size")),
      ["100M", "200M"],
    );
  });

  it("joins logs of one folder whose names say nothing of a run", () => {
    const runs = made(
      log("x/train.csv", [
        { step: 1, train_loss: 3, tokens: 100 },
        { step: 3, train_loss: 2, tokens: 300 },
      ]),
      log("x/val.csv", [{ step: 2, val_loss: 2.5 }]),
      log("x/other.csv", [{ step: 1, loss: 1 }]),
    );
    assert.deepEqual(runs.map((r) => r.id).sort(), ["x", "x/other.csv"]);
    assert.deepEqual([...(runs.find((r) => r.id === "x")?.series("val_loss")?.tokens ?? [])], [200]);
  });

  it("lets a later file of the same metrics take over from its first step", () => {
    const runs = made(
      log(
        "x/log_1700000001.csv",
        [0, 1, 2, 3].map((step) => ({ step, loss: 5 })),
      ),
      log(
        "x/log_1700000002.csv",
        [2, 3, 4].map((step) => ({ step, loss: 4 })),
      ),
    );
    assert.deepEqual(columns(runs[0], "loss"), [
      [0, 1, 2, 3, 4],
      [5, 5, 4, 4, 4],
    ]);
  });

  it("keeps what was measured at a checkpoint where the one that went on from it only says what it loaded", () => {
    const loaded: Row[] = [{ step: 3, "timing/restore_seconds": 9 }, ...[4, 5].map((step) => ({ step, loss: 4 }))];
    const runs = made(
      log(
        "x/log_1700000001.csv",
        [1, 2, 3, 4].map((step) => ({ step, loss: 5 })),
      ),
      log("x/log_1700000002.csv", loaded),
    );
    assert.deepEqual(columns(runs[0], "loss"), [
      [1, 2, 3, 4, 5],
      [5, 5, 5, 4, 4],
    ]);
  });

  it("knows a size in a name from a count of tokens", () => {
    const rows = (end: number) => [
      { step: 1, tokens_seen: end / 2, val_loss: 3 },
      { step: 2, tokens_seen: end, val_loss: 2 },
    ];
    const runs = made(
      log("token-tango-b128-lr1e-4-327m.csv", rows(327_680_000)),
      log("token-tango-b64-lr1e-3-327m.csv", rows(5e7)),
      log("base-125M-100tok.csv", rows(1e8)),
    );
    const params = Object.fromEntries(runs.map((r) => [r.name, r.facts.params?.value]));
    assert.deepEqual(params, {
      "token-tango-b128-lr1e-4-327m": undefined,
      "token-tango-b64-lr1e-3-327m": undefined,
      "base-125M-100tok": 1.25e8,
    });
    assert.deepEqual(
      runs[1]?.problems.map((p) => [p.kind, p.message.split(":")[0]]),
      [["hint", "parameters (N) unknown"]],
    );
    assert.equal(runs.find((r) => r.name.startsWith("token-tango-b64"))?.facets.get("lr"), "1e-3");
  });

  it("derives tokens from steps only where the tokens of a step are known", () => {
    const [run] = made(
      log("a.csv", [
        { step: 1, batch_size: 8, loss: 2 },
        { step: 2, batch_size: 8, loss: 1 },
      ]),
    );
    assert.equal(run?.facts.tokens, undefined);
    assert.equal(run?.series("loss")?.tokens, undefined);
    const [known] = made(
      log("a.csv", [
        { step: 1, tokens_per_step: 8, loss: 2 },
        { step: 2, tokens_per_step: 8, loss: 1 },
      ]),
    );
    assert.deepEqual([...(known?.series("loss")?.tokens ?? [])], [8, 16]);
  });

  it("sums a series up by its finite values", () => {
    const [run] = made(
      log(
        "a.csv",
        [NaN, 3, 1, 2, Infinity].map((loss, step) => ({ step, loss })),
      ),
    );
    const series = run?.series("loss");
    assert.ok(series);
    const { points, firstStep, lastStep, first, last, min } = summarize(series);
    assert.deepEqual([points, firstStep, lastStep, first, last, min], [5, 0, 4, 3, 2, 1]);
    assert.ok(Number.isNaN(summarize({ ...series, value: Float64Array.of(NaN), step: Float64Array.of(0) }).first));
  });

  it("names values that are no finite numbers, once a column and kind, where the first stands", () => {
    const file = log("a.csv", [
      { step: 1, loss: NaN, val_loss: "n/a", grad_norm: Infinity },
      { step: 2, loss: 3, val_loss: 4 },
      { step: 3, loss: NaN, val_loss: Infinity },
      { step: 4, loss: "oops", val_loss: 3 },
      { step: "five", loss: -Infinity },
    ]);
    const said = () =>
      made(file)[0]
        ?.problems.filter((p) => p.kind !== "hint")
        .map((p) => `${p.line ?? "-"}: ${p.message}`);
    assert.deepEqual(said(), [
      '6: step holds "five" instead of a number',
      "2: loss is NaN on 2 lines, the first is line 2",
      "6: loss is -Infinity",
      '5: loss holds "oops" instead of a number',
      "4: val_loss is Infinity",
    ]);
    assert.deepEqual(columns(made(file)[0], "loss")[1], [NaN, 3, NaN, -Infinity]);
    const table = file.table;
    assert.ok(table instanceof Builder);
    table.set(table.column("loss"), NaN);
    table.row(7);
    assert.equal(said()?.[1], "2: loss is NaN on 3 lines, the first is line 2");
  });

  it("names values without a line by their step", () => {
    const file = log("a.csv", [{ step: 10, loss: 3 }]);
    const table = new Builder("/logs/b");
    for (const step of [10, 20, 30]) {
      table.set(table.column("step"), step);
      table.set(table.column("loss"), step > 10 ? NaN : 1);
      table.row(0);
    }
    assert.deepEqual(made({ ...file, relative: "b", path: "/logs/b", table })[0]?.problems[0], {
      file: "/logs/b",
      message: "loss is NaN in 2 rows, the first at step 20",
    });
  });

  it("says of which runs the pattern says nothing, and when it is no pattern", () => {
    const logs = ["45-45-10/a.csv", "other/x/b-c.csv"].map((path) => log(path, [{ step: 1, loss: 3 }]));
    const notes = (runPattern: string) =>
      assemble(logs, [], { runPattern, now: 1e12 }).map((run) =>
        run.problems.filter((p) => p.message.includes("pattern")).map((p) => p.message),
      );
    assert.deepEqual(notes("{mix}/{x}"), [[], []]);
    assert.deepEqual(notes("{x}-{y}"), [['the run pattern "{x}-{y}" does not match the path of this run'], []]);
    assert.match(notes("{mix/{x}")[1]?.[0] ?? "", /open brace/);
  });

  it("counts the parameters of an encoder and decoder by their shape", () => {
    // T5 v1.1 base has 247.6M parameters.
    const shape =
      "emb_dim=768 head_dim=64 mlp_dim=2048 num_decoder_layers=12 num_encoder_layers=12 num_heads=12 vocab_size=32128";
    const values = new Map<string, string | number>([
      ...shape.split(" ").map((pair): [string, number] => {
        const [key = "", value = ""] = pair.split("=");
        return [`network.T5Config.${key}`, Number(value)];
      }),
      ["network.T5Config.mlp_activations", "('gelu', 'linear')"],
      ["network.T5Config.logits_via_embedding", "False"],
    ]);
    const config = { path: "/logs/x/config.json", relative: "x/config.json", stem: undefined, values };
    const [run] = assemble([log("x/metrics.csv", [{ step: 1, loss: 3 }])], [config], { runPattern: "", now: 1e12 });
    assert.ok(Math.abs((run?.facts.params?.value ?? 0) / 247.6e6 - 1) < 0.002);
    assert.equal(run?.facts.params?.from, "derived");
  });

  it("reads tokens that are written with a letter, and Hydra's config from its folder", () => {
    const rows = [1, 2].map((i) => ({ Parameters: `${125 * i}M`, Tokens: `${2.5 * i}B`, "Val Loss": 4 - i }));
    const [run] = made(log("points.csv", rows));
    assert.deepEqual([run?.facts.params?.value, run?.facts.tokens?.value], [125e6, 2.5e9]);
    const path = "outputs/2024-01-31/12-00-00";
    const values = new Map([["optim/lr", 0.5]]);
    const config = {
      path: `/logs/${path}/.hydra/config.yaml`,
      relative: `${path}/.hydra/config.yaml`,
      stem: undefined,
      values,
    };
    const file = log(`${path}/metrics.csv`, [{ step: 1, loss: 3 }]);
    const [hydra] = assemble([file], [config], { runPattern: "", now: 1e12 });
    assert.equal(hydra?.config.get("optim/lr"), 0.5);
    assert.equal(hydra.name, "2024-01-31/12-00-00");
  });

  it("tells runs of one name and folder apart by the folders inside", () => {
    const files = [0, 1].map((k) => log(`proj/lightning_logs/version_${k}/metrics.csv`, [{ step: 1, loss: 3 + k }]));
    assert.deepEqual(
      made(...files, log("other/metrics.csv", [{ step: 1, loss: 3 }])).map((run) => run.name),
      ["other", "proj version_0", "proj version_1"],
    );
  });

  it("is no run where nothing is measured", () => {
    assert.deepEqual(made(log("labels.csv", [{ id: "a", label: "x" }])), []);
  });
});
