import assert from "node:assert/strict";
import { cases } from "../../bench/fit/cases/index";
import { isThere } from "../../bench/fit/data";
import { holds } from "../../bench/fit/row";

describe("reproductions", () => {
  for (const { section, title, file, rows } of cases)
    it(`§${section} ${title}`, function () {
      if (file !== undefined && !isThere(file)) {
        console.warn(`${file} is not there: ${title} was not checked`);
        this.skip();
      }
      const missed = rows().filter((row) => !holds(row));
      const lines = missed.map(
        (row) => `${row.what}: ${row.ours}, published ${row.published} ${row.rule} ${row.tolerance}`,
      );
      assert.deepEqual(lines, []);
    });
});
