import assert from "node:assert/strict";
import { findFacets, type FacetRun } from "../../../src/core/runs/facets/facets";
import { mixIn, tokensOf } from "../../../src/core/runs/words/nameTokens";
import { matchPattern } from "../../../src/core/runs/words/pattern";
import type { Scalar } from "../../../src/core/runs/run";
import { countOf, shortCount, sizesIn } from "../../../src/core/runs/words/sizes";

const run = (path: string, config: Record<string, Scalar> = {}): FacetRun => ({
  id: path,
  name: path,
  pieces: path.split("/"),
  config: new Map(Object.entries(config)),
});
const facetsOf = (runs: readonly FacetRun[]) => runs.map((r) => Object.fromEntries(findFacets(runs).get(r.id) ?? []));

describe("facets", () => {
  it("finds what varies in settings, by the names people use", () => {
    const runs = [1e-3, 1e-4].flatMap((lr) =>
      [1, 2].map((seed) => run(`r${lr}-${seed}`, { "optim/learning_rate": lr, seed, layers: 2 })),
    );
    assert.deepEqual(facetsOf(runs)[3], { lr: "0.0001", seed: "2" });
  });

  it("finds what varies in names: keyed pieces by key, words by position", () => {
    const runs = ["relu", "gelu"].flatMap((a) => ["lr1e-3", "lr3e-4"].map((lr) => run(`exp-${a}-${lr}`)));
    assert.deepEqual(facetsOf(runs)[1], { lr: "3e-4", name: "relu" });
  });

  it("has a folder for what settings do not say already, piece by piece", () => {
    const grid = ["45-45-10", "20-40-40"].flatMap((mix) =>
      [0.1, 0.01].map((lr) => run(`grid/${mix}/lr-${lr}`, { experiment: "grid", mix, lr })),
    );
    const sweep = [0.1, 0.03].map((lr) => run(`sweep/lr-${lr}`, { experiment: "sweep", mix: "45-45-10", lr }));
    assert.deepEqual(Object.keys(facetsOf([...grid, ...sweep])[0] ?? {}).sort(), ["experiment", "lr", "mix"]);
    const more = [0.1, 0.03].map((lr) => run(`sweep/again/lr-${lr}`, { experiment: "sweep", mix: "45-45-10", lr }));
    assert.ok(facetsOf([...grid, ...sweep, ...more]).some((facets) => facets["folder"]?.includes("again")));
  });

  it("finds mixes and initialisations without being told", () => {
    const runs = ["45-45-10", "20-40-40"].flatMap((mix) =>
      ["late-init", "early-init"].map((init) => run(`${mix}/${init}-x`)),
    );
    assert.deepEqual(facetsOf(runs)[0], { mix: "45-45-10", init: "late" });
  });

  it("takes ids, times, paths and what is constant for no facets", () => {
    const runs = [1, 2, 3, 4].map((i) =>
      run(`a${i % 2}`, { run_id: `x${i}`, start: 170000000 + i, out_dir: `/a/${i % 2}`, same: 1 }),
    );
    assert.deepEqual(facetsOf(runs)[0], { name: "a1" });
  });

  it("takes what was measured for no facets, also where a run stands in two tables", () => {
    const runs = ["", "copies/"].flatMap((folder) =>
      [1, 2, 3, 4, 5, 6].map((i) => ({
        ...run(`${folder}m${i}`, {
          seconds_per_step: 1.39 + 0.1 * (i % 3),
          fitted: i / 7,
          gpu_mem_gb: i % 2,
          activation: i % 2 === 0 ? "relu" : "gelu",
          created: `2023-12-1${i % 2}T10:00:00`,
        }),
        name: `m${i}`,
      })),
    );
    assert.deepEqual(facetsOf(runs)[0], { activation: "gelu" });
  });

  it("takes a multiple of N, D, C or D/N for no facet of its own", () => {
    const fact = (value: number) => ({ value, from: "logged", kind: "total", how: "" }) as const;
    const runs = [1, 2].flatMap((n) =>
      [5, 20, 80].map((ratio) => ({
        ...run(`r${n}-${ratio}`, { token_multiplier: ratio, cooldown: ratio === 80 ? 2 : 1, peers: n }),
        params: fact(n * 1e8),
        tokens: fact(n * 1e8 * ratio),
      })),
    );
    assert.deepEqual(Object.keys(facetsOf(runs)[0] ?? {}), ["size", "cooldown"]);
  });

  it("writes a size one way in all runs", () => {
    const params = { value: 7e9, from: "name", kind: "total", how: "" } as const;
    const small = { ...params, value: 125e6 };
    const runs = ["a-7b", "b-7B", "c"].map((name) => ({ ...run(name), params }));
    const found = facetsOf([...runs, { ...run("d-125m"), params: small }]);
    assert.deepEqual(
      found.map(({ size }) => size),
      ["7B", "7B", "7B", "125M"],
    );
  });

  it("takes words and numbers of uneven names apart", () => {
    const fact = (value: number) => ({ value, from: "logged", kind: "total", how: "" }) as const;
    const runs = ["small", "open-lm"].flatMap((model, i) =>
      ["c4", "rpj"].flatMap((data) =>
        [0.5, 2].map((ratio) => ({
          ...run(`${data}-${model}-${ratio}`),
          params: fact(1e8 * (i + 1)),
          tokens: fact(2e9 * (i + 1) * ratio),
        })),
      ),
    );
    // Of the model the size says more, and the number is a multiple of D/N.
    assert.deepEqual(facetsOf(runs)[3], { size: "100M", name: "rpj-small" });
    const told = runs.map((r) => ({ ...r, config: new Map([["dataset", r.name.startsWith("c4") ? "c4" : "rpj"]]) }));
    assert.deepEqual(facetsOf(told)[3], { size: "100M", dataset: "rpj" });
  });

  it("names what was done before the seed, and a seed before a bare number", () => {
    const runs = [1, 2].map((seed) => run(`${seed === 1 ? "late" : "early"}-init`, { seed }));
    assert.deepEqual(facetsOf(runs), [{ init: "late" }, { init: "early" }]);
    const configs = [1, 2].map((seed) => run(`x${seed}`, { seed, init: seed === 1 ? "late" : "early" }));
    assert.deepEqual(facetsOf(configs)[0], { init: "late" });
    const numbered = ["a", "b"].flatMap((m) => [1, 2].map((seed) => run(`${m}/r-${seed}`, { seed, mix: m })));
    assert.deepEqual(facetsOf(numbered)[0], { mix: "a", seed: "1" });
    const own = ["a", "b"].flatMap((m, i) => [1, 2].map((k) => run(`${m}/${k}M`, { seed: 2 * i + k, mix: m })));
    assert.deepEqual(
      facetsOf(
        own.map((r, i) => ({ ...r, params: { value: (i % 2) * 1e6 + 1e6, from: "name", kind: "total", how: "" } })),
      )[3],
      {
        size: "2M",
        mix: "b",
      },
    );
  });

  it("gives nothing for one run or none", () => {
    assert.deepEqual(facetsOf([run("a/b", { lr: 1 })]), [{}]);
    assert.equal(findFacets([]).size, 0);
  });
});

describe("run pattern", () => {
  it("matches from the run upwards, fields as long as they can be", () => {
    const fields = (pattern: string, path: string) => Object.fromEntries(matchPattern(pattern, path) ?? []);
    assert.deepEqual(fields("{mix}/{init}-{size}", "runs/45-45-10/late-init-1.6B"), {
      mix: "45-45-10",
      init: "late-init",
      size: "1.6B",
    });
    assert.deepEqual(fields("exp_{a}_end", "exp_x_y_end"), { a: "x_y" });
    assert.deepEqual(fields("{a}-{b}", "plain"), {});
    assert.deepEqual(fields("(.*){x}", "(.*)1"), { x: "1" });
    assert.deepEqual(fields("{a", "x"), {});
    assert.deepEqual(fields("no field", "no field"), {});
  });

  it("ends soon on a pattern that fits badly", () => {
    const start = Date.now();
    matchPattern("{a}{b}{c}{d}{e}{f}{g}!", "x".repeat(500));
    assert.ok(Date.now() - start < 500);
  });
});

describe("sizes", () => {
  it("counts nothing in the digits of a UUID", () => {
    const uuid = "08ffadff-3576-496b-9795-2dc5cf8f4f46";
    assert.deepEqual(sizesIn(uuid), []);
    assert.deepEqual(tokensOf(`baseline_${uuid}`), [{ name: undefined, value: "baseline" }]);
    assert.deepEqual(
      sizesIn(`gpt2-124M_${uuid}`).map(({ value }) => value),
      [124e6],
    );
  });

  it("finds counts of parameters in names and leaves other counts", () => {
    const found = (text: string) => sizesIn(text).map((size) => size.value);
    assert.deepEqual(found("late-init-1.6B"), [1.6e9]);
    assert.deepEqual(found("pythia-160m-deduped"), [160e6]);
    assert.deepEqual(found("0p275B"), [0.275e9]);
    assert.deepEqual(found("800K"), [800e3]);
    for (const text of ["llama-125m-lr3e-4", "125m-bs256", "125M_step_1000", "x-125m-base", "datacomp-125m-seed1"]) {
      assert.deepEqual(found(text), [125e6], text);
    }
    assert.deepEqual(found("tr11b-1b3-ml"), [1.3e9]);
    assert.deepEqual(found("bloom7b1"), [7.1e9]);
    assert.deepEqual(found("opt125m_a"), [125e6]);
    assert.deepEqual(found("qwen0.5b"), [0.5e9]);
    assert.deepEqual(found("llama7b-chat"), [7e9]);
    for (const text of [
      "final_327m_tokens",
      "token-tango-b128",
      "ctx16k-a",
      "lr1e-4",
      "ep10",
      "1T",
      "d512",
      "b64m3",
      "exp1b",
      "q7b",
      "train100m",
      "4b1f3c",
    ]) {
      assert.deepEqual(found(text), [], text);
    }
    assert.equal(countOf("1.6B"), 1.6e9);
    assert.equal(countOf("124439808"), 124439808);
    assert.equal(countOf("large"), undefined);
    assert.deepEqual([1.6e9, 275e6, 999_999_999, 12, 1e12].map(shortCount), ["1.6B", "275M", "1B", "12", "1T"]);
  });

  it("cuts names into pieces", () => {
    assert.deepEqual(mixIn("a-45-45-10-b"), { start: 2, end: 10 });
    assert.equal(mixIn("2024-01-31"), undefined);
    const pieces = tokensOf("q7_lr0p0028_bs128_1777044469-33-33-34_a=b");
    assert.deepEqual(
      pieces.map((t) => [t.name, t.value]),
      [
        [undefined, "q7"],
        ["lr", "0.0028"],
        ["batch", "128"],
        ["mix", "33-33-34"],
        ["a", "b"],
      ],
    );
    assert.deepEqual(
      tokensOf("law.train-0.25-v1.5").map((t) => t.value),
      ["law", "train", "0.25", "v1.5"],
    );
  });
});
