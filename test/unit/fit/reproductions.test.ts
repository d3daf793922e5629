import assert from "node:assert/strict";
import { cases } from "../../bench/fit/cases/index";
import { holds, rowsOf } from "../../bench/fit/row";

describe("reproductions", () => {
  for (const { section, title, sources } of cases)
    it(`§${section} ${title}`, async () => {
      const lines: string[] = [];
      for (const source of sources) {
        const rows = await rowsOf(source);
        assert.ok(rows.length > 0, title);
        for (const row of rows.filter((one) => !holds(one)))
          lines.push(`${row.what}: ${row.ours}, published ${row.published} ${row.rule} ${row.tolerance}`);
      }
      assert.deepEqual(lines, []);
    });
});
