import assert from "node:assert/strict";
import { clean } from "../../../src/core/fit/points/clean";
import { frontierOf } from "../../../src/core/fit/points/frontier";
import { tabulate } from "../../../src/core/fit/points/tabulate";
import type { Curve } from "../../../src/core/fit/points/curve";
import { linear } from "../../../src/core/stats/linear";
import { numbers, readCsv } from "../../bench/fit/data";

function gemstones(): Curve[] {
  const table = readCsv("gemstones/approach1_hot_477_with_flops.csv");
  const [x, loss, size] = [numbers(table, "FLOPs_6ND"), numbers(table, "final_loss"), numbers(table, "params")];
  const names = table["run_name"] ?? [];
  return [...new Set(names)].map((run) => {
    const rows = [...names.keys()].filter((i) => names[i] === run);
    const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] ?? NaN);
    return { run, size: size[rows[0] ?? 0] ?? NaN, x: pick(x), loss: pick(loss) };
  });
}

describe("frontier", () => {
  const cases = [
    { spacing: "linear", frontier: "envelope", a: 23.7279, b: 0.04576 },
    { spacing: "linear", frontier: "hull", a: 23.8643, b: 0.04589 },
    { spacing: "log", frontier: "envelope", a: 27.8852, b: 0.04918 },
    { spacing: "log", frontier: "hull", a: 28.0566, b: 0.04932 },
  ] as const;
  for (const { spacing, frontier, a, b } of cases)
    it(`gives Gemstones' law on the ${frontier} of ${spacing} samples`, function () {
      const table = tabulate(
        gemstones().map((curve) => clean(curve)),
        { spacing, frontier, samples: 1000, bins: 10 },
        3e19,
      );
      const found = frontierOf(table, frontier);
      const line = linear(found.x.map(Math.log), found.loss.map(Math.log));
      assert.ok(line);
      assert.equal(Math.exp(line.intercept).toFixed(4), a.toFixed(4));
      assert.equal((-line.slope).toFixed(5), b.toFixed(5));
    });
});
