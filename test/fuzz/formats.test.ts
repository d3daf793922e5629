import assert from "node:assert/strict";
import { formats } from "../../src/core/formats/index";
import { readJson } from "../../src/core/formats/json/json";
import { readSidecar } from "../../src/core/formats/sidecar";
import { Builder } from "../../src/core/runs/table/builder";
import { assemble } from "../../src/core/runs/assemble/assemble";
import { summarize } from "../../src/core/runs/assemble/summarize";
import { random } from "../../src/core/stats/random";

/** Seeds of every kind of log, which are then cut, joined, doubled and garbled. */
const seeds = [
  '{"step":1,"loss":2.5,"eval":{"c4":{"loss":"3.5"}},"run":"a"}\n{"step":2,"loss":NaN,"tokens":1e9}\n',
  'step,tokens,loss,run_name\r\n1,100,2.5,a\r\n2,"2,000",nan,"b""c"\r\nstep,tokens,loss,run_name\r\n1,5,6,a\r\n',
  '"Step","a - loss","a - loss__MIN","a - loss__MAX"\n1,2,1,3\n',
  '{"log_history":[{"step":1,"loss":NaN},{"train_runtime":1,"train_loss":2}],"global_step":1,"max_steps":1}',
  '[{"N":1e9,"D":2e9,"loss":3},{"N":"1.6B","loss":Infinity}]',
  " iteration      200/  1000 | consumed samples: 25600 | lm loss: 9.2E+00 |\n validation loss at iteration 500 | lm loss value: 8.5E+00 |\n",
  "step 0: train loss 10.9, val loss 10.9\niter 10: loss nan, time 120.50ms, mfu 38.21%\n",
  "[step=10/739]\n    train/CrossEntropyLoss=9.331\n    throughput/total_tokens=41,943,040\n",
  "s:0 tel:11.0\ns:1 trl:10.5 lr:0.1 norm:2\n",
  "12%|█ | 5/40 [01:00<07:00]\r{'loss': '2.8', 'epoch': 0.1}\n",
  "lr:\n  value: 0.1\nmodel: {n_layer: 2, d: &a [1, *a]}\n",
];

function garbled(next: () => number): Uint8Array {
  const pick = (n: number) => Math.floor(next() * n);
  let bytes = [...new TextEncoder().encode(seeds[pick(seeds.length)] ?? "")];
  for (let k = pick(6); k > 0; k--) {
    const at = pick(bytes.length + 1);
    const other = [...new TextEncoder().encode(seeds[pick(seeds.length)] ?? "")];
    const kind = pick(5);
    if (kind === 0) bytes = bytes.slice(0, at);
    else if (kind === 1) bytes.splice(at, pick(8), ...Array.from({ length: pick(8) }, () => pick(256)));
    else if (kind === 2) bytes.splice(at, 0, ...other.slice(pick(other.length)));
    else if (kind === 3) bytes.push(...bytes.slice(at));
    else
      bytes.splice(
        at,
        0,
        ...'{}[]",:\n\r\t0e-.N\\'
          .repeat(2)
          .slice(pick(16), pick(32))
          .split("")
          .map((c) => c.charCodeAt(0)),
      );
  }
  return Uint8Array.from(bytes);
}

describe("garbled logs", () => {
  it("are read without a throw or a hang, by every format, whole and in pieces alike, up to the runs made of them", function () {
    this.timeout(120_000);
    const next = random(20);
    for (let turn = 0; turn < 500; turn++) {
      const bytes = garbled(next);
      const formatsNow = [
        formats[turn % formats.length],
        ...formats.filter((f) => f.probe({ path: "x.log", bytes, whole: true }) > 0.3),
      ];
      for (const format of formatsNow) {
        if (format === undefined) continue;
        const tables = [Infinity, 1 + Math.floor(next() * 20)].map((piece) => {
          const table = new Builder("x.log");
          const parser = format.parser(table, "x.log");
          for (let at = 0; at < bytes.length; at += piece)
            parser.push(bytes.slice(at, Math.min(bytes.length, at + piece)));
          parser.flush();
          parser.end();
          return table;
        });
        const [whole, cut] = tables;
        assert.ok(whole !== undefined && cut !== undefined);
        assert.equal(cut.rows, whole.rows, `${format.id}, turn ${turn}`);
        const file = { path: "/x.log", relative: "x.log", root: "r", format: format.id, table: whole, modified: 0 };
        for (const run of assemble([file], [], { runPattern: "", now: 1 })) {
          for (const metric of run.metrics) {
            const series = run.series(metric.key);
            if (series === undefined) continue;
            const { step, value, tokens, flops } = series;
            assert.equal(step.length, value.length);
            assert.ok([tokens, flops].every((column) => column === undefined || column.length === value.length));
            for (let i = 1; i < step.length; i++) assert.ok(!((step[i] ?? 0) <= (step[i - 1] ?? 0)), "steps rise");
            summarize(series);
          }
        }
      }
      const text = new TextDecoder().decode(bytes);
      readJson(text);
      for (const name of ["config.json", "config.yaml", "params.txt"]) readSidecar(name, text);
    }
  });
});
