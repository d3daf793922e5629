import assert from "node:assert/strict";
import { Arrays, fromBlock, toBlock } from "../../../../src/engine/cache/blocks";
import { decodeTable, encodeTable, type TableCode } from "../../../../src/engine/cache/tables";
import { Builder } from "../../../../src/core/runs/table/builder";
import { statsOf } from "../../../../src/core/runs/table/columnStats";
import { random } from "../../../../src/core/stats/random";

/** A table through bytes and back. */
function again(table: Builder): Builder {
  const arrays = new Arrays();
  const { bytes, pieces } = toBlock({ table: encodeTable(table.snapshot(), arrays) }, arrays);
  const all = Buffer.concat([...pieces]);
  assert.equal(all.length, bytes);
  const block = fromBlock(Uint8Array.from(all));
  assert.ok(block);
  const { table: code } = block.header as { readonly table: TableCode };
  return Builder.restore(table.file, decodeTable(code, block));
}

function assertSame(a: Builder, b: Builder): void {
  assert.equal(b.rows, a.rows);
  assert.deepStrictEqual([...b.config], [...a.config]);
  assert.deepStrictEqual(b.problems, a.problems);
  assert.deepStrictEqual([b.status, b.name, b.identity], [a.status, a.name, a.identity]);
  assert.deepStrictEqual(
    b.columns.map(({ key }) => key),
    a.columns.map(({ key }) => key),
  );
  a.columns.forEach((column, i) => {
    const other = b.columns[i];
    for (let row = 0; row < a.rows; row++) {
      assert.ok(Object.is(other?.numbers?.get(row), column.numbers?.get(row)), `${column.key} in row ${row}`);
      assert.equal(other?.texts?.get(row), column.texts?.get(row));
      assert.equal(b.lineOf(row), a.lineOf(row));
    }
    if (column.numbers !== undefined && other?.numbers !== undefined)
      assert.deepStrictEqual(statsOf(other.numbers), statsOf(column.numbers));
  });
}

const odd = [NaN, Infinity, -Infinity, -0, 0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2];

/** A seeded table of every kind of column; goes on from its last row when called again. */
function fill(table: Builder, rows: number, seed: number): void {
  const uniform = random(seed);
  for (let k = 0; k < rows; k++) {
    const row = table.rows;
    table.set(table.column("step"), 10 + 3 * row);
    table.set(table.column("tenth"), row * 0.1);
    table.set(table.column("zero"), -0);
    table.set(table.column("loss"), uniform());
    table.set(table.column("printed"), Number((5 * uniform() - 1).toFixed(6)));
    table.set(table.column("single"), Math.fround(uniform()));
    table.set(table.column("mostly single"), row % 97 === 96 ? NaN : Math.fround(uniform()));
    table.set(table.column("zeros"), row % 97 === 96 ? -0 : row % 5);
    table.set(table.column("large"), Math.floor(2 ** 33 * uniform()) / 1000);
    if (uniform() < 0.4) table.set(table.column("sparse"), odd[Math.floor(uniform() * odd.length)] ?? NaN);
    if (uniform() < 0.3) table.text(table.column("mix"), uniform() < 0.5 ? "web" : "lone \ud800 half, \"'\\");
    if (uniform() < 0.1) table.text(table.column("loss"), "n/a");
    if (uniform() < 0.05) table.problem("wrong", { line: row });
    table.row(uniform() < 0.8 ? row * 2 + 1 : row * 2);
  }
}

describe("engine/cache: a table", () => {
  it("is the same again to the last bit, and goes on", () => {
    for (const rows of [0, 1, 7, 8, 9, 500]) {
      const table = new Builder("/logs/a");
      table.setConfig("lr", -0);
      table.setConfig("cap", Infinity);
      table.setConfig("none", NaN);
      table.setConfig("name", "NaN");
      table.setConfig("on", true);
      table.setName("a run");
      table.setIdentity("id");
      table.setStatus("finished");
      fill(table, rows, rows + 1);
      const same = again(table);
      assertSame(table, same);
      fill(table, 100, 3);
      fill(same, 100, 3);
      assertSame(table, same);
    }
  });

  it("takes no room for a column that counts evenly, and half for what was printed", () => {
    const sizeOf = (value: (row: number) => number): number => {
      const table = new Builder("/logs/a");
      for (let row = 0; row < 1000; row++) {
        table.set(table.column("x"), value(row));
        table.row(row + 1);
      }
      const arrays = new Arrays();
      encodeTable(table.snapshot(), arrays);
      return arrays.bytes;
    };
    assert.equal(
      sizeOf((row) => 7 + row * 524288),
      0,
    );
    assert.equal(
      sizeOf(() => 3e-4),
      0,
    );
    assert.equal(
      sizeOf((row) => (row === 999 ? 8 : row)),
      4000,
    );
    assert.equal(
      sizeOf((row) => Number((2 + 1 / (row + 1)).toFixed(6))),
      4000,
    );
    assert.equal(sizeOf(Math.sqrt), 8000);
  });
});
