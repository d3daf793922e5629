import assert from "node:assert/strict";
import type { About, Curve } from "../../src/core/fit/points/curve";
import { fitGroup } from "../../src/core/fit/group";
import { defaultProtocol, type Protocol } from "../../src/core/fit/protocol/protocol";
import { parseFormula } from "../../src/core/laws/formula/parse";
import { formulaId, lawOf, laws } from "../../src/core/laws/index";
import { random } from "../../src/core/stats/random";

const rounds = 400;
const uniform = random(20);
const pick = <T>(values: readonly T[]): T => values[Math.floor(uniform() * values.length)] as T;

const strange = [NaN, Infinity, -Infinity, 0, -0, -1, 1e-300, 1e300, 5e-324, Number.MAX_VALUE, 1, 3, 3, 3];

function column(n: number, wild: number): Float64Array {
  const [low, span] = [pick([1e-300, 1e-9, 1, 1e18, 1e290]), pick([1, 10, 1e4])];
  return Float64Array.from({ length: n }, (_, i) => (uniform() < wild ? pick(strange) : low * span ** (i / n)));
}

function curves(): Curve[] {
  const wild = pick([0, 0.02, 0.3, 1]);
  return Array.from({ length: pick([0, 1, 2, 3, 6, 12]) }, (_, r) => {
    const n = pick([0, 1, 2, 3, 5, 40]);
    const x = column(n, wild);
    const loss = Float64Array.from({ length: n }, (_, i) =>
      uniform() < wild ? pick(strange) : pick([2, 3 - i / 50, uniform() * 9]),
    );
    const columns =
      uniform() < 0.7 ? { columns: { N: column(n, wild), D: column(n, wild), C: x, m: column(n, wild) } } : {};
    const about: About = {
      title: pick(["", "a run"]),
      configuration: pick(["one", "two"]),
      seed: pick(["1", "2"]),
      rate: pick([NaN, 0, 1e-3, 3e-3]),
      decayed: pick([true, true, false]),
      countN: pick(["total", "active"]),
      countC: pick(["6ND", "logged", "N*D"]),
    };
    const size = pick([NaN, 0, -1, 1e8, 1e8 * (r + 1), Infinity]);
    return { run: `run ${pick([r, 0])}`, size, x, loss, ...columns, ...(uniform() < 0.7 ? { about } : {}) };
  });
}

const own = [
  formulaId("E + A*N^-alpha + B/(D - D)"),
  formulaId("a/(x - x)"),
  formulaId("a*x^b^c"),
  formulaId("exp(a*x) + log(b)*k"),
  formulaId("E + A*nothing^-b + N*0", ["nothing"]),
  "mixture:m",
  "no such law",
  "formula:",
  "mixture:",
];

function protocol(): Protocol {
  return {
    ...defaultProtocol,
    law: pick([...laws.map(({ id }) => id), ...own]),
    x: pick(["flops", "tokens", "params", "step"]),
    points: pick(["frontier", "final", "all", "cooldown"]),
    frontier: pick(["hull", "envelope", "bins"]),
    bins: pick([1, 10, 1000]),
    rates: pick(["all", "best"]),
    seeds: pick(["all", "mean", "lowest"]),
    weights: pick(["", "1/N^2", "D", "0/0", "nothing", "1/("]),
    warmupUnit: pick(["share", "steps", "tokens"]),
    spacing: pick(["linear", "log"]),
    samples: pick([2, 50]),
    minFlops: pick(["auto", 0, 3e19, 1e300] as const),
    warmup: pick([0, 0.05, 1]),
    objective: pick(["log-mse", "mse", "lad", "huber:1e-3", "asym:10", "huber:1e-300", "nonsense"]),
    bootstrap: pick([0, 5]),
  };
}

describe("fits of anything", () => {
  it("give finite coefficients or a reason, and never throw or hang", function () {
    this.timeout(300_000);
    const seen = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const [given, asked] = [curves(), protocol()];
      const started = performance.now();
      const { fit } = fitGroup(given, asked);
      const about = `round ${round}, ${asked.law} by ${asked.objective} on ${asked.points}`;
      assert.ok(performance.now() - started < 30_000, `${about}: too long`);
      if (fit.status === "fitted") {
        for (const { id, value, low = 0, high = 0 } of fit.coefficients)
          assert.ok([value, low, high].every(Number.isFinite), `${about}: ${id} = ${value} [${low}, ${high}]`);
        assert.ok(Number.isFinite(fit.objective.value), about);
        seen.add("fitted");
      } else {
        assert.ok(fit.reason.length > 5, about);
        assert.doesNotMatch(fit.reason, /NaN|undefined|Infinity/, about);
        seen.add(fit.code);
      }
    }
    for (const code of ["fitted", "no-points", "too-few-points", "unknown-law", "unknown-objective", "missing-column"])
      assert.ok(seen.has(code), `${code} was never met: ${[...seen].join()}`);
  });

  it("and formulas of anything are read or refused", () => {
    const parts = [
      "E",
      "A",
      "N",
      "D",
      "^",
      "-",
      "+",
      "*",
      "/",
      "(",
      ")",
      ",",
      "exp",
      "min(",
      "1e9",
      ".",
      " ",
      "α",
      "where",
      "\n",
      "\u0000",
    ];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: Math.floor(uniform() * 24) }, () => pick(parts)).join("");
      const tree = parseFormula(text);
      if ("message" in tree) assert.ok(tree.at >= 0 && tree.at <= text.length, JSON.stringify(text));
      lawOf(formulaId(text));
    }
  });
});
