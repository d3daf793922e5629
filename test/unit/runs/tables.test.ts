import assert from "node:assert/strict";
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

const hash = (row: Row): number => [...JSON.stringify(row)].reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 9973, 7);

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
});
