import assert from "node:assert/strict";
import { coverage, truths } from "../../bench/fit/coverage";

/** A sample of what docs/coverage.md measures at length. */
describe("coverage of nominal 95 % intervals", () => {
  for (const truth of truths) {
    for (const interval of ["percentile", "studentized", "wild", "profile"])
      it(`${truth.law}, twenty points, ${interval}`, function () {
        this.timeout(120_000);
        for (const { id, covered } of coverage(truth, { n: 20, clusters: 0, interval }, 60))
          assert.ok(covered >= 0.85, `${id}: ${covered}`);
      });
    if (truth.law !== "chinchilla")
      it(`${truth.law}, six runs with errors of their own, wild`, function () {
        this.timeout(120_000);
        for (const { id, covered } of coverage(truth, { n: 60, clusters: 6, interval: "wild:run" }, 60))
          assert.ok(covered >= 0.8, `${id}: ${covered}`);
      });
  }
});
