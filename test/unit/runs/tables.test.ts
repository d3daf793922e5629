import assert from "node:assert/strict";
import { assemble, type AssembleCache } from "../../../src/core/runs/assemble/assemble";
import { passedOver } from "../../../src/core/runs/assemble/notStudies";
import { Builder } from "../../../src/core/runs/table/builder";
import type { SaidColumns } from "../../../src/core/runs/table/layout";
import { log, made, type Row } from "./logs";

/** What stands in a run whatever its rows' order in the file: its name, N, and the points of its loss. */
const readings = (rows: readonly Row[], key = "loss"): string[] =>
  made(log("all.csv", rows))
    .map((run) => {
      const series = run.series(key);
      return JSON.stringify([run.name, run.facts.params?.value, [...(series?.step ?? [])], [...(series?.value ?? [])]]);
    })
    .sort();

/** The same rows in other orders: turned round, shuffled, sorted by each column. */
function orders(rows: readonly Row[]): readonly (readonly Row[])[] {
  const shuffled = [...rows].sort((a, b) => hash(a) - hash(b));
  const keys = Object.keys(rows[0] ?? {});
  const sorted = keys.map((key) =>
    [...shuffled].sort((a, b) => ((a[key] ?? 0) < (b[key] ?? 0) ? -1 : (a[key] ?? 0) > (b[key] ?? 0) ? 1 : 0)),
  );
  return [[...rows].reverse(), shuffled, ...sorted];
}

const hash = (row: Row): number =>
  Array.from(JSON.stringify(row)).reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 9973, 7);

const steps = Array.from({ length: 12 }, (_, i) => (i + 1) * 100);
const sizes = [4e6, 16e6, 64e6];

describe("tables of several runs", () => {
  const cases: Readonly<Record<string, { rows: readonly Row[]; names: readonly string[] }>> = {
    "told apart by size": {
      rows: sizes.flatMap((params) =>
        steps.map((step) => ({ params, step, tokens: step * 512, loss: 3 + 1e3 / params + 10 / step })),
      ),
      names: ["4M", "16M", "64M"],
    },
    "told apart by a size that is written with a letter": {
      rows: ["4M", "16M"].flatMap((model_size, k) =>
        steps.map((step) => ({ model_size, step, loss: 4 - k + 10 / step })),
      ),
      names: ["4M", "16M"],
    },
    "of one family name for all sizes": {
      rows: sizes.flatMap((n_params) =>
        steps.map((step) => ({ model: "gpt", run_name: "gpt", n_params, step, loss: 3 + 1e3 / n_params + 10 / step })),
      ),
      names: ["4M", "16M", "64M"],
    },
    "of two families": {
      rows: ["gpt", "llama"].flatMap((run_name) =>
        sizes.flatMap((n_params) => steps.map((step) => ({ run_name, n_params, step, loss: 3 + 10 / step }))),
      ),
      names: ["gpt", "llama"].flatMap((name) => ["4M", "16M", "64M"].map((size) => `${name} · ${size}`)),
    },
    "told apart by learning rate": {
      rows: [0.001, 0.01].flatMap((lr) => steps.map((step) => ({ lr, step, loss: 3 + lr + 10 / step }))),
      names: ["lr 0.001", "lr 0.01"],
    },
    "told apart by size and learning rate": {
      rows: sizes.flatMap((params) =>
        [0.001, 0.01].flatMap((lr) => steps.map((step) => ({ params, lr, step, loss: 3 + lr + 10 / step }))),
      ),
      names: ["4M", "16M", "64M"].flatMap((size) => [`${size} · lr 0.001`, `${size} · lr 0.01`]),
    },
    "told apart by optimiser, with a schedule beside it": {
      rows: ["adamw", "muon"].flatMap((optimizer, k) =>
        steps.map((step) => ({
          optimizer,
          step,
          lr: step < 300 ? step / 3e5 : 0.001 - step / 1e7,
          loss: 3 + k + 10 / step,
        })),
      ),
      names: ["optimizer adamw", "optimizer muon"],
    },
    "told apart by seed and data": {
      rows: [1, 2].flatMap((seed) =>
        ["c4", "pile"].flatMap((data) => steps.map((step) => ({ seed, data, step, loss: 3 + seed / 10 + 10 / step }))),
      ),
      names: ["seed 1 · data c4", "seed 1 · data pile", "seed 2 · data c4", "seed 2 · data pile"],
    },
    "of sizes that share no step": {
      rows: sizes.flatMap((params, k) => steps.map((step) => ({ params, step: step + k, loss: 3 + 10 / step }))),
      names: ["4M", "16M", "64M"],
    },
    "of learning rates that share no step": {
      rows: [0.001, 0.01].flatMap((lr, k) => steps.map((step) => ({ lr, step: step + k, loss: 3 + lr + 10 / step }))),
      names: ["lr 0.001", "lr 0.01"],
    },
  };
  for (const [what, { rows, names }] of Object.entries(cases)) {
    it(`are read ${what}, in whatever order their rows are`, () => {
      const found = readings(rows);
      assert.deepEqual(found.map((reading) => (JSON.parse(reading) as [string])[0]).sort(), [...names].sort());
      for (const reading of found) assert.equal((JSON.parse(reading) as [string, number, number[]])[2].length, 12);
      for (const order of orders(rows)) assert.deepEqual(readings(order), found);
    });
  }

  // By chance one run of a shuffled table may have its rows nearly in order: the table as a whole says that they are not.
  it("are read alike when one of them stands nearly in order", () => {
    const row = (params: number, step: number): Row => ({ params, step, loss: 3 + 1e3 / params + 10 / step });
    const turned = steps.slice(0, -2).concat(1200, 1100);
    const rows = [...[...steps].reverse().map((step) => row(4e6, step)), ...turned.map((step) => row(16e6, step))];
    const sorted = [4e6, 16e6].flatMap((params) => steps.map((step) => row(params, step)));
    assert.deepEqual(readings(rows), readings(sorted));
  });

  it("give D by a column of training tokens", () => {
    const rows = sizes.flatMap((params) =>
      steps.map((step) => ({ params, step, train_tokens: step * 512, loss: 3 + 1e3 / params + 10 / step })),
    );
    for (const run of made(log("all.csv", rows))) assert.equal(run.facts.tokens?.value, 1200 * 512);
  });
});

describe("long tables", () => {
  const rows = ["a", "b"].flatMap((run, k) =>
    steps.flatMap((step): Row[] => [
      { run, metric: "train_loss", step, value: 3 + k + 10 / step },
      { run, metric: "tokens", step, value: 5e5 * step },
      ...(step % 300 === 0 ? [{ run, metric: "val_loss", step, value: 3.1 + k }] : []),
    ]),
  );

  it("are read a metric a column, whatever the order of their rows", () => {
    for (const order of [rows, ...orders(rows)]) {
      const runs = [...made(log("all.csv", order))].sort((a, b) => (a.name < b.name ? -1 : 1));
      assert.deepEqual(
        runs.map((run) => [
          run.name,
          run.facts.tokens?.value,
          run.metrics.map(({ key, role }) => `${key} ${role}`).sort(),
        ]),
        ["a", "b"].map((run) => [run, 6e8, ["train_loss train", "val_loss eval"]]),
      );
      const [, b] = runs;
      assert.deepEqual([...(b?.series("val_loss")?.step ?? [])], [300, 600, 900, 1200]);
      assert.deepEqual([...(b?.series("train_loss")?.value ?? [])].at(-1), 4 + 10 / 1200);
      assert.deepEqual([...(b?.series("train_loss")?.tokens ?? [])].at(-1), 6e8);
    }
  });

  it("never mix metrics, though their values are said to be the loss", () => {
    const columns = { name: "run", loss: "value", step: "step" };
    const runs = assemble([log("all.csv", rows)], [], { runPattern: "", now: 1e12, columns });
    assert.deepEqual(
      runs.map(({ metrics }) => metrics.map(({ key }) => key)),
      [
        ["train_loss", "val_loss"],
        ["train_loss", "val_loss"],
      ],
    );
  });

  it("are told apart by size, too", () => {
    const runs = made(
      log(
        "all.csv",
        rows.map(({ run, ...row }) => ({ params: run === "a" ? 4e6 : 16e6, ...row })),
      ),
    );
    assert.deepEqual(
      runs.map((run) => [run.name, run.series("val_loss")?.value.length]),
      [
        ["4M", 4],
        ["16M", 4],
      ],
    );
  });

  it("take up rows that are added", () => {
    const file = log("all.csv", rows.slice(0, 10));
    assert.equal(made(file)[0]?.series("train_loss")?.value.length, 5);
    const { table } = file;
    assert.ok(table instanceof Builder);
    for (const row of rows.slice(10)) {
      for (const [key, value] of Object.entries(row))
        if (typeof value === "number") table.set(table.column(key), value);
        else table.text(table.column(key), value);
      table.row(table.rows + 2);
    }
    assert.deepEqual(
      made(file).map((run) => run.series("train_loss")?.value.length),
      [12, 12],
    );
  });

  it("are none where no name is of a loss", () => {
    assert.equal(
      made(
        log("prices.csv", [
          { name: "milk", value: 3 },
          { name: "bread", value: 2 },
        ]),
      ).length,
      0,
    );
  });
});

describe("rows and compound keys", () => {
  const finals: readonly Row[] = sizes.flatMap((params) =>
    [0.001, 0.01, 0.1].map((lr, k) => ({
      model: "gpt",
      params,
      tokens: params * 20 * (k + 1),
      lr,
      step: 1000 * (k + 1),
      loss: 3 + k / 10,
    })),
  );
  const read = (rows: readonly Row[], columns: SaidColumns) =>
    assemble([log("all.csv", rows)], [], { runPattern: "", now: 1e12, columns });

  it("are found by several columns together", () => {
    const runs = read(finals, { name: "model+tokens+lr" });
    assert.equal(runs.length, 9);
    assert.equal(runs[0]?.name, "tokens 80000000 · lr 0.001");
    assert.deepEqual([runs[0].facts.params?.value, runs[0].facts.tokens?.value], [4e6, 8e7]);
  });

  it("are said to be a run each, or steps", () => {
    assert.equal(read(finals, { rows: "runs" }).length, 9);
    assert.equal(read(finals, { rows: "steps" }).length, 1);
  });

  it("are a run each where they are the ends of runs, though they have steps", () => {
    const rows = sizes.flatMap((params, k) =>
      [1e-3, 3e-3].flatMap((lr) =>
        [64, 128].map((batch_size) => ({
          params,
          lr,
          batch_size,
          step: ((k + 1) * 1e6) / batch_size,
          tokens: (k + 1) * 1e9,
          loss: 3 + lr,
        })),
      ),
    );
    const runs = made(log("finals.csv", rows));
    assert.equal(runs.length, 12);
    assert.equal(runs[0]?.name, "4M · lr 0.001 · batch_size 64");
    assert.deepEqual(
      runs.map((run) => run.series("loss")?.value.length),
      Array(12).fill(1),
    );
  });
});

describe("tables of one folder", () => {
  it("are two tables of results, though they are called by a role", () => {
    const rows = (n: number, k: number): Row[] =>
      Array.from({ length: n }, (_, i) => ({ params: k * (i + 1), tokens: 100 * k * (i + 1), loss: 4 - i / 10 }));
    const runs = made(log("s/train.csv", rows(5, 1e6)), log("s/test.csv", rows(4, 1e7)));
    assert.equal(runs.length, 9);
    for (const { facts } of runs) assert.equal(facts.tokens?.value, 100 * (facts.params?.value ?? 0));
  });

  it("are one run where they are curves of it", () => {
    const [run, ...others] = made(
      log(
        "s/train.csv",
        steps.map((step) => ({ step, train_loss: 3 + 10 / step })),
      ),
      log(
        "s/test.csv",
        steps.map((step) => ({ step, test_loss: 3.1 + 10 / step })),
      ),
    );
    assert.deepEqual([run?.metrics.map(({ role }) => role), others.length], [["eval", "train"], 0]);
  });
});

describe("what is not a study", () => {
  const read = (rows: readonly Row[], columns: SaidColumns = {}) => {
    const cache: AssembleCache = new Map();
    const runs = assemble([log("table.csv", rows)], [], { runPattern: "", now: 1e12, columns }, cache);
    return { runs: runs.length, passed: passedOver(cache) };
  };
  const claims = Array.from({ length: 30 }, (_, i) => ({
    age: 20 + i,
    region: "north",
    premium: 100 + i,
    loss: 3.5 * i,
  }));

  it("is listed as passed over, and makes no runs", () => {
    const { runs, passed } = read(claims);
    assert.equal(runs, 0);
    assert.deepEqual(
      passed.map(({ file, kind }) => [file, kind]),
      [["/logs/table.csv", "hint"]],
    );
    assert.match(passed[0]?.message ?? "", /not read as a run: no step, tokens, parameters or FLOPs/);
  });

  it("can be said to be one", () => {
    assert.deepEqual([read(claims, { rows: "runs" }).runs, read(claims, { rows: "runs" }).passed], [30, []]);
  });

  it("is none of the tables with a step, a size in its names, or the shares of a mix", () => {
    assert.equal(read([1, 2].map((step) => ({ step, loss: 4 - step }))).runs, 1);
    assert.equal(read(["gpt-4M", "gpt-16M"].map((name) => ({ name, loss: 3 }))).runs, 2);
    assert.equal(read([0.2, 0.5].map((web) => ({ web, code: 1 - web, loss: 3 }))).runs, 2);
  });
});
