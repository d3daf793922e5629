import assert from "node:assert/strict";
import { formats } from "../../../src/core/formats/index";
import { printed } from "../../../src/core/formats/text/row";
import { Builder } from "../../../src/core/runs/table/builder";
import { printedLines, pumped } from "./pumped";

const ascii = (text: string) => new TextEncoder().encode(text);

/** Patterns that backtrack took minutes for a line of a megabyte: a long number, progress dots, base64. */
describe("long lines of printed logs", () => {
  const texts = formats.filter(({ text }) => text);

  it("are read in time in proportion to them, by every dialect", function () {
    // Half a minute for about 60 MB: what is quadratic in a line takes many times that.
    this.timeout(60_000);
    let bytes = 0;
    for (const [k, format] of texts.entries())
      for (const line of printedLines) {
        const parser = format.parser(new Builder("log"), "log");
        let n = k;
        for (const text of pumped(line, 8000)) {
          if (n++ % 31 !== 0) continue;
          const piece = ascii(`${text}\n`);
          parser.push(piece);
          bytes += piece.length;
        }
        parser.flush();
        parser.end();
      }
    assert.ok(bytes > 30e6, `${bytes}`);
  });

  it("of a megabyte are passed over, and the line after them is read", function () {
    this.timeout(60_000);
    const good = "iter 10: loss 2.5, time 1.00ms, mfu 1.00%\n";
    const nanogpt = texts.find(({ id }) => id === "nanogpt");
    assert.ok(nanogpt !== undefined);
    for (const unit of ["1", ".", "a", "=", "iter 1: loss ", "[step=1", "| train | {", "x:"]) {
      for (const format of texts) {
        const table = new Builder("log");
        const parser = format.parser(table, "log");
        parser.push(ascii(`${unit.repeat((1 << 20) / unit.length)}!\n${format === nanogpt ? good : ""}`));
        parser.flush();
        parser.end();
        if (format === nanogpt) assert.equal(table.rows, 1, unit);
      }
    }
  });

  it("hold no number of a thousand digits", () => {
    assert.equal(printed("1".repeat(1000)), undefined);
    assert.equal(printed(`${"1".repeat(60)}!`), undefined);
    assert.equal(printed("1,234.5e3ms"), 1234500);
  });
});
