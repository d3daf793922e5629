import { strict as assert } from "node:assert";
import { ParameterError } from "../../../src/core/questions/parameters/given";
import { parseHoldOut } from "../../../src/core/questions/parameters/holdOut";
import { parseTarget } from "../../../src/core/questions/parameters/target";
import { makeRun } from "../state/runs";
import { openProgram, surfaceTable, type Program } from "./program";

interface Number {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

interface Fit {
  readonly points: number;
  readonly coefficients: Readonly<Record<string, Number>>;
  readonly comparison: readonly {
    readonly law: string;
    readonly heldOut: { readonly mean: number; readonly points: number } | null;
    readonly aicc: number;
  }[];
  readonly heldOut: {
    readonly what: string;
    readonly runs: readonly {
      readonly at: Readonly<Record<string, number>>;
      readonly loss: number;
      readonly predicted: Number;
      readonly error: number;
      readonly inside: boolean | null;
    }[];
  };
  readonly whatIf: readonly {
    readonly change: string;
    readonly moves: Readonly<Record<string, number>>;
    readonly coefficients: Readonly<Record<string, number>>;
  }[];
  readonly predictions: readonly {
    readonly target: string;
    readonly status: string;
    readonly reason?: string;
    readonly at: Readonly<Record<string, Number>>;
    readonly loss: Number;
    readonly optimal: boolean;
  }[];
}

describe("targets and hold-outs", () => {
  it("are read as the field writes them", () => {
    assert.deepEqual(parseTarget("--target", "1e24").at, { C: 1e24 });
    assert.deepEqual(parseTarget("--target", "70B").at, { N: 70e9 });
    assert.deepEqual(parseTarget("--target", "15T").at, { D: 15e12 });
    assert.deepEqual(parseTarget("--target", "70B@15T").at, { N: 70e9, D: 15e12 });
    assert.deepEqual(parseTarget("--target", "N=1B, D=400B,mix=0").at, { N: 1e9, D: 4e11, mix: 0 });
    assert.deepEqual(parseHoldOut("C > 1e21", "--hold-out")([]), { column: "C", above: 1e21 });
    assert.deepEqual(parseHoldOut("N>3B", "--hold-out")([]), { column: "N", above: 3e9 });
    assert.deepEqual(parseHoldOut("size=largest", "--hold-out")([]), { largest: "N" });
    const runs = ["a", "b"].map((name) => makeRun({ name, facets: { mix: name }, losses: {} }));
    assert.deepEqual(parseHoldOut("mix=b", "--hold-out")(runs), { runs: new Set(["b"]), text: "mix=b" });
    assert.deepEqual(parseHoldOut("file=a.jsonl || run=zzz", "--hold-out")(runs), {
      runs: new Set(["a"]),
      text: "file=a.jsonl || run=zzz",
    });
  });

  it("are refused where they say nothing", () => {
    for (const text of ["", "lots", "0", "-1e24", "1e400", "1B@", "@1T", "1B@2T@3", "N=", "=3", "N=x"])
      assert.throws(() => parseTarget("--target", text), ParameterError, text);
    for (const text of ["", "C", "C>", "C>lots", ">3", "C>1e21>2"])
      assert.throws(() => parseHoldOut(text, "--hold-out"), ParameterError, text);
    const runs = [makeRun({ name: "a", facets: { mix: "a" }, losses: {} })];
    for (const text of ["mix=b", "mix=a", "nothing=1"])
      assert.throws(() => parseHoldOut(text, "--hold-out")(runs), ParameterError, text);
  });
});

describe("isoflop fit, what stands beside the laws", () => {
  let program: Program;
  let table = "";
  const standard = ["--metric", "loss", "--by", "none", "--points", "final", "--min-flops", "0"];
  const fit = async (...args: readonly string[]): Promise<Fit> => {
    const { code, out, error } = await program.run("fit", table, ...standard, ...args, "--json");
    assert.equal(code, 0, error);
    const [first] = (JSON.parse(out) as { fits: Fit[] }).fits;
    assert.ok(first);
    return first;
  };

  before(() => {
    program = openProgram();
    table = program.file("surface.csv", surfaceTable(0.002));
  });
  after(() => {
    program.close();
  });

  it("compares laws on what was held out, the best first", async () => {
    const found = await fit(
      "--compare",
      "power,chinchilla,gadre",
      "--law",
      "gadre",
      "--hold-out",
      "C>3e20",
      "--bootstrap",
      "0",
    );
    assert.deepEqual(new Set(found.comparison.map(({ law }) => law)), new Set(["power", "chinchilla", "gadre"]));
    const errors = found.comparison.map(({ heldOut }) => heldOut?.mean ?? NaN);
    assert.deepEqual(
      errors,
      [...errors].sort((a, b) => a - b),
    );
    assert.equal(found.comparison.at(-1)?.law, "power");
    const held = found.comparison[0]?.heldOut?.points ?? 0;
    assert.ok(held > 5 && errors[0]! < 0.005);
    assert.equal(found.points + held, 42);
  });

  it("holds out the largest size, or runs by name, and says which losses its intervals hold", async () => {
    const { heldOut } = await fit("--law", "chinchilla", "--hold-out", "size=largest", "--bootstrap", "60");
    assert.equal(heldOut.what, "the largest N");
    assert.equal(heldOut.runs.length, 7);
    for (const { at, loss, predicted, error, inside } of heldOut.runs) {
      assert.equal(at["N"], 3.2e9);
      assert.equal(inside, predicted.low! <= loss && loss <= predicted.high!);
      assert.ok(Math.abs(predicted.value / loss - 1 - error) < 1e-12);
    }
    assert.ok(heldOut.runs.filter(({ inside }) => inside === true).length >= 5);
    const named = await fit("--law", "chinchilla", "--hold-out", "D=2e9 || N=1e8", "--bootstrap", "0");
    assert.equal(named.heldOut.runs.length, 12);
    assert.equal(named.points, 30);
    assert.ok(named.heldOut.runs.every(({ inside }) => inside === null));
  });

  it("compares by AICc where nothing is held out, and fits the first law named", async () => {
    const found = await fit("--compare", "chinchilla,power", "--bootstrap", "0");
    assert.ok(found.coefficients["beta"]);
    assert.deepEqual(
      found.comparison.map(({ law, heldOut }) => [law, heldOut]),
      [
        ["chinchilla", null],
        ["power", null],
      ],
    );
    assert.ok(found.comparison[0]!.aicc < found.comparison[1]!.aicc);
  });

  it("says how far coefficients move under other choices, as refitting with them would show", async () => {
    const found = await fit("--law", "chinchilla", "--objective", "huber:1e-3", "--bootstrap", "0", "--what-if");
    const change = found.whatIf.find((one) => one.change === "mean squared log residual");
    assert.ok(change);
    const there = await fit("--law", "chinchilla", "--objective", "log-mse", "--bootstrap", "0");
    for (const [id, { value }] of Object.entries(there.coefficients)) {
      assert.equal(change.coefficients[id], value);
      assert.ok(Math.abs(value - found.coefficients[id]!.value - change.moves[id]!) <= 1e-12 * Math.abs(value));
    }
  });

  it("predicts at targets, with intervals", async () => {
    const targets = ["1e24", "70B@15T", "70B", "15T", "step=3"];
    const found = await fit(
      "--law",
      "chinchilla",
      "--bootstrap",
      "100",
      ...targets.flatMap((target) => ["--target", target]),
    );
    assert.deepEqual(
      found.predictions.map(({ target }) => target),
      targets,
    );
    const [budget, both, size, tokens, none] = found.predictions;
    const { E, A, B, alpha, beta } = Object.fromEntries(
      Object.entries(found.coefficients).map(([id, c]) => [id, c.value]),
    );
    const loss = E! + A! / 70e9 ** alpha! + B! / 15e12 ** beta!;
    assert.ok(Math.abs(both!.loss.value / loss - 1) < 1e-12);
    for (const one of [budget!, both!, size!, tokens!])
      assert.ok(one.loss.low! < one.loss.value && one.loss.value < one.loss.high!, one.target);
    assert.ok(budget?.optimal === true && both?.optimal === false);
    assert.ok(Math.abs((6 * budget.at["N"]!.value * budget.at["D"]!.value) / 1e24 - 1) < 1e-9);
    assert.equal(size?.at["N"]?.value, 70e9);
    assert.equal(tokens?.at["D"]?.value, 15e12);
    assert.match(none?.reason ?? "", /reads N and D/);
  });

  it("stands under the laws in print, and not in a table of another format", async () => {
    const args = ["--law", "chinchilla", "--bootstrap", "0", "--what-if", "--target", "1e24", "--hold-out", "C>3e20"];
    const { code, out, error } = await program.run("fit", table, ...standard, ...args);
    assert.equal(code, 0, error);
    for (const title of ["Laws compared (points: final, C > 3.0e20 held out)", "What if", "Predictions", "Protocol"])
      assert.ok(out.includes(title), title);
    assert.match(out, /1e24 .*compute-optimal/);
    assert.ok(!/NaN|undefined/.test(out));
    assert.equal((await program.run("fit", table, ...standard, ...args, "--csv")).code, 2);
    for (const bad of [
      ["--target", "far"],
      ["--hold-out", "C<3"],
      ["--compare", "power,line"],
    ])
      assert.equal((await program.run("fit", table, ...bad)).code, 2, bad.join(" "));
  });

  it("exits with 1 when everything is held out", async () => {
    const { code, out } = await program.run("fit", table, ...standard, "--hold-out", "C>1", "--json");
    assert.equal(code, 1);
    const [first] = (JSON.parse(out) as { fits: { status: string; comparison: { status: string }[] }[] }).fits;
    assert.equal(first?.status, "not-fitted");
    assert.equal(first.comparison[0]?.status, "not-fitted");
  });
});
