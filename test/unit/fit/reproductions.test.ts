import assert from "node:assert/strict";
import { cases } from "../../bench/fit/cases/index";
import { holds } from "../../bench/fit/row";

describe("reproductions", () => {
  for (const { section, title, rows } of cases)
    it(`§${section} ${title}`, () => {
      const missed = rows().filter((row) => !holds(row));
      const lines = missed.map(
        (row) => `${row.what}: ${row.ours}, published ${row.published} ${row.rule} ${row.tolerance}`,
      );
      assert.deepEqual(lines, []);
    });
});
