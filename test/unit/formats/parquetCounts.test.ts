import assert from "node:assert/strict";
import { parquet } from "../../../src/core/formats/parquet/parquet";
import { Builder } from "../../../src/core/runs/table/builder";
import { parquetFile } from "./parquetFile";

async function read(bytes: Uint8Array): Promise<Builder> {
  const table = new Builder("t.parquet");
  await parquet.read({
    path: "t.parquet",
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.slice(start, Math.min(end, bytes.length))),
    companions: new Map(),
    table: () => table,
    database: () => Promise.reject(new Error("none")),
  });
  return table;
}

/** Each was believed, and memory asked for: a file of 135 bytes ended the whole process. */
describe("the row counts of Parquet", () => {
  const names = ["step", "loss"];
  const none = { columns: {} };

  it("are refused where a group has fewer than none, whatever their sum", async () => {
    const bytes = parquetFile(names, [
      { rows: 1e12, ...none },
      { rows: -1e12, ...none },
    ]);
    assert.ok(bytes.length < 800);
    await assert.rejects(read(bytes), /a group of 1000000000000 rows: at most 5000000 are read/);
    await assert.rejects(read(parquetFile(names, [{ rows: -5, ...none }])), /a group of -5 rows/);
  });

  it("are refused where they do not fit into the file", async () => {
    for (const rows of [4e6, 5e6]) {
      const bytes = parquetFile(names, [{ rows, ...none }]);
      await assert.rejects(read(bytes), /rows of 2 columns do not fit into its \d+ bytes: it is damaged/);
    }
    const many = parquetFile(
      names,
      Array.from({ length: 20 }, () => ({ rows: 3e6, ...none })),
    );
    await assert.rejects(read(many), /are more than the 64000000 values/);
  });

  it("are refused where the pages hold fewer values", async () => {
    const columns = { step: Float64Array.of(1, 2, 3), loss: Float64Array.of(3, 2, 1) };
    await assert.rejects(
      read(parquetFile(names, [{ rows: 1e6, columns }])),
      /step has 3 values, but there are 1000000 rows/,
    );
    const whole = await read(
      parquetFile(names, [
        { rows: 3, columns },
        { rows: 3, columns },
      ]),
    );
    assert.equal(whole.rows, 6);
  });

  it("of a large table are read in slices, each value in its row", async () => {
    const rows = 1_200_000;
    const step = Float64Array.from({ length: rows }, (_, i) => i);
    const loss = step.map((i) => 3 + 1 / (i + 1));
    const table = await read(parquetFile(names, [{ rows, columns: { step, loss } }]));
    assert.equal(table.rows, rows);
    const column = (key: string) => table.columns.find((c) => c.key === key)?.numbers;
    for (const row of [0, 1, 999_999, 1_000_000, 1_000_001, rows - 1]) {
      assert.equal(column("step")?.get(row), row);
      assert.equal(column("loss")?.get(row), loss[row]);
    }
  });
});
