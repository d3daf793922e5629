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
  readonly predictions: readonly { readonly loss: Derived }[];
}

describe("isoflop predict and allocate", () => {
  let program: Program;
  let table = "";
  const ask = (command: string, ...args: readonly string[]): Fit => {
    const standard = ["--metric", "loss", "--by", "none", "--points", "final", "--min-flops", "0", "--bootstrap", "0"];
    const { code, out, error } = program.run(command, table, ...standard, ...args, "--json");
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

  it("gives the closed form of Hoffmann's surface, the other way round too, and serving's smaller model", () => {
    const args = ["--budget", "1e24", "--params", "41296702420", "--served", "1e13", "--at", "8B@15T"];
    const { allocations } = ask("allocate", ...args);
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

  it("predicts under any law", () => {
    near(
      ask("predict", "--law", "chinchilla", "--target", "1e9@1e11").predictions[0]?.loss.value,
      1.69 + 406.4 / 1e9 ** 0.34 + 410.7 / 1e11 ** 0.28,
      1e-9,
    );
    assert.ok((ask("predict", "--law", "power", "--target", "1e24").predictions[0]?.loss.value ?? 0) > 1);
  });

  it("exits with 1 where no law answers, with 2 where nothing was asked", () => {
    const power = program.run(
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
      assert.equal(program.run(...args).code, 2, args.join(" "));
  });
});
