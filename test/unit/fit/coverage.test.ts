import assert from "node:assert/strict";
import { coverage, truths } from "../../bench/fit/coverage";

/** A sample of what docs/coverage.md measures at length: twenty points, where intervals are hardest. */
describe("coverage of nominal 95 % intervals at twenty points", () => {
  for (const truth of truths)
    for (const method of ["bootstrap", "profile"] as const)
      it(`${truth.law}, ${method}`, function () {
        this.timeout(120_000);
        for (const { id, covered } of coverage(truth, 20, method, 60)) assert.ok(covered >= 0.88, `${id}: ${covered}`);
      });
});
