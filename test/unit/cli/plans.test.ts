import { strict as assert } from "node:assert";
import { openProgram, surfaceTable, type Program } from "./program";

interface Derived {
  readonly value: number;
  readonly low: number | null;
}

interface Fit {
  readonly allocations: readonly (Readonly<Record<"N" | "D" | "C" | "loss" | "total" | "overtrainingCost", Derived>> & {
    readonly status: string;
    readonly plan?: string;
    readonly reason?: string;
  })[];
  readonly next: {
    readonly runs: readonly {
      readonly N: number;
      readonly D: number;
      readonly before: number;
      readonly after: number;
    }[];
  };
  readonly approaches: {
    readonly C: number;
    readonly found: readonly { readonly approach: string; readonly a: Derived; readonly b: Derived }[];
    readonly without: readonly { readonly approach: string; readonly reason: string }[];
  };
  readonly predictions: readonly { readonly loss: Derived }[];
}

describe("isoflop predict, allocate, next and approaches", () => {
  let program: Program;
  let table = "";
  const ask = async (command: string, ...args: readonly string[]): Promise<Fit> => {
    const standard = ["--metric", "loss", "--by", "none", "--points", "final", "--min-flops", "0", "--bootstrap", "0"];
    const { code, out, error } = await program.run(command, table, ...standard, ...args, "--json");
    assert.equal(code, 0, error);
    const [first] = (JSON.parse(out) as { fits: Fit[] }).fits;
    assert.ok(first);
    return first;
  };
  const near = (found: number | undefined, wanted: number, relative: number) => {
    assert.ok(Math.abs((found ?? NaN) / wanted - 1) < relative, `${found} is not ${wanted}`);
  };

  before(() => {
    program = openProgram();
    table = program.file("surface.csv", surfaceTable());
  });
  after(() => {
    program.close();
  });

  it("gives the closed form of Hoffmann's surface, the other way round too, and serving's smaller model", async () => {
    const args = ["--budget", "1e24", "--params", "41296702420", "--served", "1e13", "--at", "8B@15T"];
    const { allocations } = await ask("allocate", ...args);
    assert.deepEqual(
      allocations.map(({ status, plan }) => [status, plan]),
      [
        ["answered", "compute-optimal"],
        ["answered", "serving"],
        ["answered", "compute-optimal"],
        ["answered", "serving"],
        ["answered", undefined],
      ],
    );
    const [budget, serving, size, , at] = allocations;
    near(budget?.N.value, 4.12967e10, 1e-5);
    near(budget?.D.value, 4.035835e12, 1e-5);
    near(size?.C.value, 1e24, 1e-5);
    assert.ok(serving!.N.value < budget!.N.value);
    assert.ok((at?.overtrainingCost.value ?? 0) > 0.01);
  });

  it("says how far a plan lies beyond the runs, and which sizes cost next to nothing", async () => {
    const args = ["--metric", "loss", "--by", "none", "--points", "final", "--min-flops", "0", "--bootstrap", "0"];
    const { out, code } = await program.run(
      "allocate",
      table,
      ...args,
      "--budget",
      "1e20",
      "--budget",
      "1e28",
      "--json",
    );
    assert.equal(code, 0);
    interface Plan {
      readonly beyond: readonly { readonly input: string; readonly factor: number }[];
      readonly sizes: { readonly low: number; readonly high: number };
      readonly N: Derived;
    }
    const [near1, far] = (JSON.parse(out) as { fits: { allocations: Plan[] }[] }).fits[0]?.allocations ?? [];
    assert.ok(near1 && far);
    assert.deepEqual(near1.beyond, []);
    assert.ok(near1.sizes.low < near1.N.value && near1.N.value < near1.sizes.high);
    assert.deepEqual(
      far.beyond.map(({ input }) => input),
      ["N", "D", "C"],
    );
    // The largest run has 3.2B parameters and saw 128B tokens.
    near(far.beyond[2]?.factor, 1e28 / (6 * 3.2e9 * 1.28e11), 1e-6);
    const text = (await program.run("allocate", table, ...args, "--budget", "1e28", "--within", "1%")).out;
    assert.match(text, /N within 1 % of the loss/);
    assert.match(text, /4\.1M× in C/);
    assert.match(text, /the intervals hold if the law does/);
    assert.equal((await program.run("allocate", table, ...args, "--budget", "1e28", "--within", "much")).code, 2);
  });

  it("predicts under any law", async () => {
    near(
      (await ask("predict", "--law", "chinchilla", "--target", "1e9@1e11")).predictions[0]?.loss.value,
      1.69 + 406.4 / 1e9 ** 0.34 + 410.7 / 1e11 ** 0.28,
      1e-9,
    );
    assert.ok(((await ask("predict", "--law", "power", "--target", "1e24")).predictions[0]?.loss.value ?? 0) > 1);
  });

  it("names the run to train next, the best first", async () => {
    const noisy = program.file("noisy.csv", surfaceTable(0.002));
    const standard = ["--metric", "loss", "--by", "none", "--points", "final", "--min-flops", "0", "--bootstrap", "0"];
    const { out, error } = await program.run(
      "next",
      noisy,
      ...standard,
      "--target",
      "70B@15T",
      "--budget",
      "1e22",
      "--json",
    );
    const runs = (JSON.parse(out) as { fits: Fit[] }).fits[0]?.next.runs ?? [];
    assert.ok(runs.length > 5, error);
    for (const [i, { N, D, before, after }] of runs.entries()) {
      near(6 * N * D, 1e22, 1e-9);
      assert.ok(after < before && after >= (runs[i - 1]?.after ?? 0));
    }
  });

  it("proposes runs inside of what was fitted, or says that it does not, and a grid that narrows further", async () => {
    const noisy = program.file("noisy.csv", surfaceTable(0.002));
    const args = ["--metric", "loss", "--by", "none", "--points", "final", "--min-flops", "0", "--bootstrap", "0"];
    interface Next {
      readonly inside: boolean;
      readonly beyond: readonly unknown[];
      readonly runs: readonly { readonly N: number; readonly after: number; readonly beyond: readonly unknown[] }[];
    }
    const next = async (...more: readonly string[]): Promise<Next> => {
      const { out, error } = await program.run("next", noisy, ...args, "--target", "70B@15T", ...more, "--json");
      const found = (JSON.parse(out) as { fits: { next: Next }[] }).fits[0]?.next;
      assert.ok(found, error);
      return found;
    };
    const small = await next("--budget", "1e20");
    assert.ok(small.inside && small.runs.every(({ beyond }) => beyond.length === 0) && small.beyond.length === 3);
    const large = await next("--budget", "1e24");
    assert.ok(!large.inside && large.runs.every(({ beyond, N }) => beyond.length > 0 && N <= 7e10));
    const grid = await next("--budget", "1e21", "--runs", "4");
    assert.equal(grid.runs.length, 4);
    for (const [i, { after }] of grid.runs.entries()) assert.ok(after <= (grid.runs[i - 1]?.after ?? Infinity));
    const text = (await program.run("next", noisy, ...args, "--target", "70B@15T", "--budget", "1e24")).out;
    assert.match(text, /No run of this budget lies inside of what was fitted: each of these extrapolates/);
    assert.equal(
      (await program.run("next", noisy, ...args, "--target", "1e24", "--budget", "1e21", "--runs", "1.5")).code,
      2,
    );
  });

  it("shows the three approaches side by side, or why there is none", async () => {
    const rows = [1e18, 1e19, 1e20, 1e21].flatMap((C) =>
      [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((k) => {
        const N = 1.345 * (C / 6) ** 0.4516 * 1.3 ** k;
        const D = C / (6 * N);
        return `${N},${D},${1.69 + 406.4 / N ** 0.34 + 410.7 / D ** 0.28}`;
      }),
    );
    const path = program.file("isoflop.csv", ["params,tokens,loss", ...rows].join("\n"));
    const { out, error } = await program.run("approaches", path, "--bootstrap", "0", "--min-flops", "0", "--json");
    const [fit] = (JSON.parse(out) as { fits: Fit[] }).fits;
    assert.deepEqual(
      fit?.approaches.found.map(({ approach }) => approach),
      ["frontier", "isoflop", "parametric"],
      error,
    );
    for (const { a, b } of fit.approaches.found) {
      assert.ok(Math.abs(a.value - 0.4516) < 0.03 && Math.abs(b.value - 0.5484) < 0.03);
    }
    near(fit.approaches.found[2]?.a.value, 0.28 / 0.62, 1e-6);
    near(fit.approaches.C, 1e21, 1e-9);
    const { approaches } = await ask("approaches");
    assert.ok(approaches.found.length + approaches.without.length === 3);
  });

  it("exits with 1 where no law answers, with 2 where nothing was asked", async () => {
    const power = await program.run(
      "allocate",
      table,
      "--metric",
      "loss",
      "--by",
      "none",
      "--law",
      "power",
      "--budget",
      "1e24",
    );
    assert.equal(power.code, 1);
    assert.match(power.out, /no best N for a budget/);
    for (const args of [
      ["allocate", table],
      ["predict", table],
      ["allocate", table, "--budget", "much"],
      ["allocate", table, "--at", "8B"],
    ])
      assert.equal((await program.run(...args)).code, 2, args.join(" "));
  });
});
