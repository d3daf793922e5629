import assert from "node:assert/strict";
import { wandb } from "../../../src/core/formats/trackers/wandb";
import { problemsOf, read, rowsOf } from "./collect";
import { ascii, field, file, history, item, join } from "./wandbFile";

describe("wandb", () => {
  it("reads numbers, quoted ones, NaN, nested objects; no media", () => {
    const table = read(
      wandb,
      file(
        history(
          3,
          item("loss", "2.5"),
          item("a", '{"b": 1, "c": "NaN"}'),
          item("x", "Infinity"),
          item("h", '{"_type":"histogram","n":1}'),
          item("t", '"text"'),
        ),
      ),
    );
    assert.deepEqual(rowsOf(table), [{ loss: 2.5, "a/b": 1, "a/c": NaN, x: Infinity, t: "text", _step: 3 }]);
  });

  it("reads records that span blocks, in pieces of any size", () => {
    const long = "x".repeat(100_000);
    const bytes = file(
      history(1, item("loss", "1")),
      history(2, item("note", `"${long}"`), item("loss", "2")),
      history(3, item("loss", "3")),
    );
    const whole = rowsOf(read(wandb, bytes));
    assert.deepEqual(
      whole.map((row) => row["loss"]),
      [1, 2, 3],
    );
    for (const piece of [1000, 32767, 32768, 32769]) assert.deepEqual(rowsOf(read(wandb, bytes, piece)), whole);
  });

  it("leaves out a damaged block and reads on in the next", () => {
    const filler = history(1, item("note", `"${"y".repeat(40_000)}"`));
    const bytes = file(history(1, item("loss", "1")), filler, history(2, item("loss", "2")));
    bytes[20] = (bytes[20] ?? 0) ^ 255;
    const table = read(wandb, bytes);
    assert.deepEqual(
      rowsOf(table).map((row) => row["loss"]),
      [2],
    );
    assert.match(problemsOf(table)[0] ?? "", /^7: a chunk does not match/);
  });

  it("survives any bytes in a whole record", () => {
    let state = 9;
    const next = () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
    for (let i = 0; i < 2000; i++) {
      const noise = Uint8Array.from({ length: Math.floor(next() * 50) }, () => next() * 256);
      const table = read(wandb, file(noise, field(2, noise), field(17, noise), history(1, item("loss", "4"))));
      assert.equal(rowsOf(table).at(-1)?.["loss"], 4);
    }
  });

  it("states how the run ended and what it is called", () => {
    const table = read(
      wandb,
      file(
        field(17, join(field(1, ascii("id1")), field(3, ascii("p")), field(8, ascii("my run")))),
        field(18, Uint8Array.of(8, 1)),
      ),
    );
    assert.deepEqual([table.name, table.identity, table.status], ["my run", "wandb p/id1", "failed"]);
  });
});
