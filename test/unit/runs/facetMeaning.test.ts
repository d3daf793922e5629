import assert from "node:assert/strict";
import { findFacets, type FacetRun } from "../../../src/core/runs/facets/facets";
import type { Fact, Scalar } from "../../../src/core/runs/run";
import { mixIn, tokensOf } from "../../../src/core/runs/words/nameTokens";

const fact = (value: number): Fact => ({ value, from: "logged", kind: "total", how: "" });

interface Sized {
  readonly n: number;
  readonly d: number;
  readonly config?: Record<string, Scalar>;
}

const run = (name: string, { n, d, config = {} }: Sized): FacetRun => ({
  id: name,
  name,
  pieces: [name],
  config: new Map(Object.entries(config)),
  params: fact(n),
  tokens: fact(d),
  flops: fact(6 * n * d),
});
const keysOf = (runs: readonly FacetRun[]): string[] =>
  [...new Set(runs.flatMap((one) => [...(findFacets(runs).get(one.id)?.keys() ?? [])]))].sort();

describe("facts as facets", () => {
  /** marin's names: budget, N with a digit, batch by the budget, data set. */
  const isoflops = ["nemo", "dclm", "comma"].flatMap((data) =>
    [1e18, 3e18, 1.8e19].flatMap((budget) =>
      [0.5, 1, 2, 4].map((k) => {
        const n = k * 2.8e7 * Math.sqrt(budget / 1e18);
        const exponent = (value: number) => value.toExponential(0).replace(/e\+(\d)$/, "e+0$1");
        const batch = budget < 2e18 ? 64 : 128;
        return run(`isoflop-${exponent(budget)}-N${exponent(n)}-B${batch}-${data}`, {
          n,
          d: budget / (6 * n),
          config: { "trainer/train_batch_size": batch, budget },
        });
      }),
    ),
  );

  it("group no runs: marin's isoFLOPs are a law a data set", () => {
    assert.deepEqual(keysOf(isoflops), ["name 3", "size"]);
    assert.deepEqual(
      new Set(isoflops.map(({ id }) => findFacets(isoflops).get(id)?.get("name 3"))),
      new Set(["nemo", "dclm", "comma"]),
    );
  });

  it("are read from an exponent in the name, too", () => {
    const runs = ["a", "b"].flatMap((data) =>
      [18, 19, 20].flatMap((exponent) =>
        [1e7, 2e7].map((n) => run(`${data}-C${exponent}-${n}`, { n, d: 10 ** exponent / (6 * n) })),
      ),
    );
    assert.deepEqual(keysOf(runs), ["name 1", "size"]);
  });

  it("leave a batch that was varied on purpose", () => {
    const runs = [1e7, 1e8, 1e9, 1e10].flatMap((n) =>
      [64, 128].map((batch_size) => run(`r${n}-${batch_size}`, { n, d: 20 * n, config: { batch_size } })),
    );
    assert.deepEqual(keysOf(runs), ["batch", "size"]);
    const ruled = [1e7, 1e8, 1e9, 1e10].map((n, i) =>
      run(`r${n}`, { n, d: 20 * n, config: { batch_size: 64 * 2 ** i } }),
    );
    assert.deepEqual(keysOf(ruled), ["size"]);
  });
});

describe("numbers in names", () => {
  it("are compared as numbers", () => {
    const spellings = ["mlr1e-5", "mlr1.00E-05", "1e-5", "mlr1.00e-05"];
    const runs = ["x", "y"].flatMap((data) =>
      spellings.map((text, i) => run(`${data}-k${i % 2}-${text}`, { n: 1e7, d: 1e9 })),
    );
    assert.ok(!keysOf(runs).some((key) => new Set(runs.map(({ id }) => findFacets(runs).get(id)?.get(key))).size > 2));
    const two = [
      ["lr1e-4", "lr0.0001"],
      ["lr3e-4", "lr3.0E-4"],
    ].flatMap((same, k) => same.map((text, i) => run(`m${i}-${text}-${k}`, { n: 1e7, d: 1e9 })));
    assert.equal(new Set(two.map(({ id }) => findFacets(two).get(id)?.get("lr"))).size, 2);
  });

  it("keep their sign inside an exponent", () => {
    assert.deepEqual(tokensOf("isoflop-1e+18-N1e+08-B128"), [
      { name: undefined, value: "isoflop" },
      { name: undefined, value: "1e+18" },
      { name: "size", value: "N1e+08" },
      { name: "batch", value: "128" },
    ]);
  });
});

describe("a date", () => {
  it("whose digits sum to 99 or 100 is no mix", () => {
    for (const name of ["run_24-11-28_18-18", "2024-06-18_12-45-43", "Nov28_12-45-43_host", "24-10-20_23-22"])
      assert.equal(mixIn(name), undefined, name);
    for (const name of ["45-45-10", "20-40-40", "33-33-33", "run-10-20-30-40"]) assert.ok(mixIn(name), name);
  });
});
