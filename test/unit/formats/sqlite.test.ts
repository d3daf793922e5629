import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Run } from "../../../src/core/runs/run";
import { withWal } from "../../../src/core/formats/sqlite/wal";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { LogIndex } from "../../../src/engine/logIndex";
import { openDatabase } from "../../../src/engine/read/sqlite";
import { MemorySource } from "../engine/memorySource";

const bytesOf = (path: string) => new Uint8Array(readFileSync(`test/data/${path}`));
const database = bytesOf("trackio/logs/pile.db");
const wal = bytesOf("trackio/logs/pile.db-wal");
const mlflow = bytesOf("mlflow_sqlite/logs/mlflow.db");

const pageBytes = 4096;
const frameBytes = 24 + pageBytes;

const open = (source: MemorySource): Promise<LogIndex> =>
  openLogIndex(source, [{ path: "/study", name: "study" }], { now: () => 9e15 });

const points = (runs: readonly Run[]) =>
  runs.reduce((sum, run) => sum + (run.series("train/loss")?.value.length ?? 0), 0);

async function rowsWith(log: Uint8Array): Promise<number> {
  const db = await openDatabase(withWal(database, log));
  const rows = [...db.rows("metrics", ["id"])].length;
  db.close();
  return rows;
}

describe("SQLite", () => {
  it("reads what stands in the write-ahead log alone", async () => {
    assert.equal(await rowsWith(new Uint8Array(0)), 15);
    assert.equal(await rowsWith(wal), 60);
  });

  it("takes whole transactions only, wherever the log is cut", async () => {
    const seen = new Set<number>();
    const ends = Array.from({ length: Math.ceil(wal.length / 1021) }, (_, k) => wal.length - k * 1021);
    for (const end of [...ends, 0]) seen.add(await rowsWith(wal.slice(0, end)));
    // Fifteen rows a transaction, as the sample logs them.
    assert.deepEqual(
      [...seen].sort((a, b) => a - b),
      [15, 30, 45, 60],
    );
  });

  it("stops at a damaged frame, and reads nothing of a log of another round", async () => {
    const damaged = wal.slice();
    const last = wal.length - frameBytes + 100;
    damaged[last] = (damaged[last] ?? 0) ^ 1;
    assert.equal(await rowsWith(damaged), 45);
    const salted = wal.slice();
    salted[16] = (salted[16] ?? 0) ^ 1;
    assert.equal(await rowsWith(salted), 15);
  });

  it("follows the log as it grows, without the database changing", async () => {
    const source = new MemorySource();
    source.write("/study/pile.db", database);
    const index = await open(source);
    assert.equal(points(index.runs()), 15);
    source.write("/study/pile.db-wal", wal);
    assert.equal(await index.changed(["/study/pile.db-wal"]), true);
    assert.equal(points(index.runs()), 60);
    assert.equal(await index.refresh(), false);
    source.remove("/study/pile.db-wal");
    assert.equal(await index.changed(["/study/pile.db-wal"]), true);
    assert.equal(points(index.runs()), 15);
  });

  it("leaves other logs of its folder to themselves", async () => {
    const source = new MemorySource();
    source.write("/study/mlflow.db", mlflow);
    source.write("/study/tiny-1M/metrics.csv", "step,train_loss\n1,4\n2,3\n");
    const index = await open(source);
    assert.deepEqual(
      index
        .runs()
        .map((run) => run.name)
        .sort(),
      ["large", "small", "tiny-1M"],
    );
  });

  it("says that a database is damaged, in bounded time, wherever its bytes are wrong", async () => {
    let problems = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const bytes = mlflow.slice();
      // A few bytes in the head of every third page: cell pointers, child and overflow pages, page kinds.
      for (let page = seed % 3; page * pageBytes < bytes.length; page += 3)
        for (let k = 0; k < 4; k++) {
          const at = page * pageBytes + (page === 0 ? 100 : 0) + ((seed * 7 + k * 5) % 60);
          bytes[at] = (seed * 37 + k * 101) & 255;
        }
      const source = new MemorySource();
      source.write("/study/mlflow.db", bytes);
      const index = await open(source);
      problems += index.problems().length;
      for (const problem of index.problems()) assert.match(problem.message, /^not readable as a SQLite database: /);
    }
    assert.ok(problems > 20, `${problems} of 40`);
  });

  it("reads a database that is cut off, or says why not", async () => {
    for (let end = 16; end < mlflow.length; end += 9973) {
      const source = new MemorySource();
      source.write("/study/mlflow.db", mlflow.slice(0, end));
      const index = await open(source);
      assert.equal(index.problems().length, 1, `cut at ${end}`);
    }
  });

  it("does not read more than fits into the file, from pages that are used again and again", async () => {
    const pages = 12;
    const made = await openDatabase(fanOut(pages));
    assert.throws(() => [...made.rows("metrics", ["a"])].length, /more rows than fit/);
    made.close();
  });

  it("leaves views and computed columns alone", async () => {
    const db = await openDatabase(new Uint8Array(gunzipSync(Buffer.from(computedColumns, "base64"))));
    assert.deepEqual([...db.tables], [["runs", ["a", "c"]]]);
    assert.deepEqual([...db.rows("runs", ["a", "c"])], [[1, 2]]);
    assert.throws(() => [...db.rows("metrics", ["i"])], /no such table/);
    db.close();
  });
});

/**
 * gzip and base64 of: create table runs (a, b as (zeroblob(1000000000)), c); insert into runs (a, c) values (1, 2);
 * create view metrics as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n
 */
const computedColumns =
  "H4sIAAAAAAACA+2RPUsDMRjH88Tiy+B4OHT5jxcsYtEPYJUbCl2sRXHMhRQDuQSSXA9cxA/ll3PyYq/o5q7+eF7++S3PkLvbhUkaax8amXDBOC" +
  "NiVwBjfdz2jpxH397EfoazM0XHOdAlo7d+/AJe+EExHh++Pm6M7hqdglFxWDfLaraqcD+vHjAoyIjOpCcErdoQzUbDlUZkXUZttUqYonXGO0hr" +
  "MSiD016vg2/gxJfcijntnxQFdUnWVofWxdx8uL2aXS8qZINSTlB/HnrWwdfW1+X0fIcQEyiR/4bonfX1z59iRHtHxD8A9nFwnQAEAAA=";

/**
 * A table whose tree is twelve pages deep in name: each points 200 times to the next, so that an honest walk over it would see
 * 200¹⁰ rows.
 */
function fanOut(pages: number): Uint8Array {
  const bytes = new Uint8Array(pages * pageBytes);
  const view = new DataView(bytes.buffer);
  const sql = "CREATE TABLE metrics (a)";
  bytes.set(new TextEncoder().encode("SQLite format 3\0"));
  view.setUint16(16, pageBytes);
  bytes.set([1, 1, 0, 64, 32, 32], 18);
  view.setUint32(28, pages);
  view.setUint32(44, 4);
  view.setUint32(56, 1);
  view.setUint32(24, 1);
  view.setUint32(92, 1);
  // The schema: one row (type, name, tbl_name, rootpage 2, sql).
  const texts = ["table", "metrics", "metrics"];
  const types = [...texts.map((t) => 13 + 2 * t.length), 1, 13 + 2 * sql.length];
  const body = [
    types.length + 1,
    ...types,
    ...new TextEncoder().encode(texts.join("")),
    2,
    ...new TextEncoder().encode(sql),
  ];
  const cell = [body.length, 1, ...body];
  bytes.set(cell, pageBytes - cell.length);
  bytes[100] = 13;
  view.setUint16(103, 1);
  view.setUint16(105, pageBytes - cell.length);
  view.setUint16(108, pageBytes - cell.length);
  for (let page = 2; page < pages; page++) {
    const base = (page - 1) * pageBytes;
    bytes[base] = 5;
    view.setUint16(base + 3, 200);
    view.setUint32(base + 8, page + 1);
    for (let k = 0; k < 200; k++) {
      const at = pageBytes - (k + 1) * 6;
      view.setUint32(base + at, page + 1);
      bytes.set([0x81, k & 127], base + at + 4);
      view.setUint16(base + 12 + 2 * k, at);
    }
    view.setUint16(base + 5, pageBytes - 1200);
  }
  const leaf = (pages - 1) * pageBytes;
  bytes[leaf] = 13;
  view.setUint16(leaf + 3, 1);
  view.setUint16(leaf + 5, pageBytes - 5);
  view.setUint16(leaf + 8, pageBytes - 5);
  bytes.set([3, 1, 2, 1, 7], leaf + pageBytes - 5);
  return bytes;
}
