import assert from "node:assert/strict";
import { csv } from "../../../src/core/formats/csv/csv";
import { problemsOf, read, rowsOf } from "./collect";

const head = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text), whole: true });

describe("csv", () => {
  it("reads commas, semicolons, tabs, quotes, CRLF, blank cells and NaN", () => {
    const expected = [
      { step: 1, loss: 2.5, note: "a" },
      { step: 2, note: 'b "q"' },
      { step: 3, loss: NaN },
    ];
    for (const d of [",", ";", "\t", "|"]) {
      const text = [`"step"${d}loss${d}note`, `1${d}2.5${d}a`, `2${d}${d}"b ""q"""`, "", `3${d}nan${d}`].join("\r\n");
      const table = read(csv, text);
      assert.deepEqual(rowsOf(table), expected, JSON.stringify(d));
      assert.deepEqual(problemsOf(table), []);
      assert.equal(table.lineOf(2), 5);
    }
  });

  it("reads quoted delimiters, grouped numbers and cells with newlines", () => {
    const table = read(csv, 'step,tokens,note\n1,"4,194,304","x,y"\n2,"8,388,608","two\nlines"\n3,1e9,z\n');
    assert.deepEqual(rowsOf(table), [
      { step: 1, tokens: 4194304, note: "x,y" },
      { step: 2, tokens: 8388608, note: "two\nlines" },
      { step: 3, tokens: 1e9, note: "z" },
    ]);
  });

  it("reads the same in pieces of every size", () => {
    const text = '\uFEFFstep,loss,run\n1,2.25,"a\nb"\n2,3.5e-2,c\r\n3,,d\n';
    const whole = rowsOf(read(csv, text));
    assert.equal(whole.length, 3);
    for (let piece = 1; piece < text.length; piece++) assert.deepEqual(rowsOf(read(csv, text, piece)), whole);
  });

  it("follows a header that comes again, and one with a new column", () => {
    const table = read(csv, "step,loss\n1,5\nstep,loss\n0,6\nstep,loss,val_loss\n1,4,4.5\n");
    assert.deepEqual(rowsOf(table), [
      { step: 1, loss: 5 },
      { step: 0, loss: 6 },
      { step: 1, loss: 4, val_loss: 4.5 },
    ]);
    assert.deepEqual(problemsOf(table), ["5: a new header from here on: 3 columns instead of 2"]);
  });

  it("names rows of another length and reads what they have", () => {
    const table = read(csv, "a,b,c\n1,2\n1,2,3,4\n5,6,7\n");
    assert.deepEqual(rowsOf(table), [
      { a: 1, b: 2 },
      { a: 1, b: 2, c: 3 },
      { a: 5, b: 6, c: 7 },
    ]);
    assert.equal(table.problems.length, 2);
  });

  it("keeps a last line without its newline waiting: it may be half a number", () => {
    assert.equal(read(csv, "step,loss\n1,2\n2,3.1", Infinity, false).rows, 1);
    assert.equal(read(csv, "step,loss\n1,2\n2,3.1").rows, 2);
  });

  it("names a quote that is never closed, and reads the lines after it", () => {
    const table = read(csv, 'a,b\n1,"x\n2,3\n');
    assert.deepEqual(problemsOf(table), ["2: a quoted cell is not closed: read as if it stood for itself"]);
    assert.deepEqual(rowsOf(table), [
      { a: 1, b: "x" },
      { a: 2, b: 3 },
    ]);
  });

  // Each line was joined to all before it, and cut again from the start: 59 s for 3.7 MB, and the rows up to there were lost.
  it("loses one cell to a stray quote, not the table", () => {
    const lines = Array.from({ length: 300_000 }, (_, k) => `${k},${3 - k / 1e6},x`);
    lines[3] = `3,"2.5,x`;
    const table = read(csv, `step,loss,note\n${lines.join("\n")}\n`, 1 << 16);
    assert.equal(table.rows, 300_000);
    assert.equal(table.columns[1]?.numbers?.length, 299_999);
    assert.deepEqual(problemsOf(table).slice(0, 1), ["5: a quoted cell is not closed: read as if it stood for itself"]);
    // A quote in every line.
    assert.equal(read(csv, `step,loss\n${'1,"2\n'.repeat(100_001)}`).rows > 0, true);
  });

  it("reads rows of a few cells of a table of thousands", () => {
    const header = Array.from({ length: 2000 }, (_, k) => `c${k}`).join(",");
    const table = read(csv, `step,loss,${header}\n${"1,2\n".repeat(200_000)}`);
    assert.equal(table.rows, 200_000);
  });

  it("recognises a header that is longer than any head", () => {
    for (const columns of [3000, 12_000]) {
      const names = Array.from({ length: columns }, (_, k) => `metric ${k}`).join(",");
      const bytes = new TextEncoder().encode(`step,loss,${names}\n1,2\n`).slice(0, 65536);
      assert.ok(csv.probe({ path: "a.csv", bytes, whole: false }) > 0.3);
    }
  });

  it("has 10,000 columns at most, and says so", () => {
    const names = Array.from({ length: 10_005 }, (_, k) => `c${k}`).join(",");
    const table = read(csv, `${names}\n${"1,".repeat(10_004)}1\n`);
    assert.equal(table.columns.length, 10_000);
    assert.deepEqual(problemsOf(table), ["-: more than 10000 columns: c10000 and those after it are left out"]);
  });

  it("reads past the NULs that a truncation leaves", () => {
    const nul = "\0".repeat(5000);
    assert.equal(csv.probe(head("a.csv", `${nul}step,loss\n1,2\n`)), 0.95);
    assert.deepEqual(rowsOf(read(csv, `${nul}step,loss\n1,2\n${nul}2,1\n`)), [
      { step: 1, loss: 2 },
      { step: 2, loss: 1 },
    ]);
  });

  it("reads a chart exported from W&B as a row a run, without its bounds", () => {
    const header =
      '"Step","a - b - val/loss","a - b - val/loss__MIN","a - b - val/loss__MAX","c - val/loss","c - val/loss__MIN","c - val/loss__MAX"';
    const table = read(csv, `${header}\n1,2.5,2,3,"","",""\n2,2.25,2,3,4,4,4\n`);
    assert.deepEqual(rowsOf(table), [
      { Step: 1, run_name: "a - b", "val/loss": 2.5 },
      { Step: 2, run_name: "a - b", "val/loss": 2.25 },
      { Step: 2, run_name: "c", "val/loss": 4 },
    ]);
  });

  it("reads decimal commas where semicolons part the cells", () => {
    const table = read(csv, "step;loss;tokens;note\n1;2,254;4,194,304;a,b\n2;-1,5e-3;7;x\n3;0.5;1;y\n");
    assert.deepEqual(rowsOf(table), [
      { step: 1, loss: 2.254, tokens: 4194304, note: "a,b" },
      { step: 2, loss: -1.5e-3, tokens: 7, note: "x" },
      { step: 3, loss: 0.5, tokens: 1, note: "y" },
    ]);
    assert.deepEqual(rowsOf(read(csv, 'step,n\n1,"2,254"\n')), [{ step: 1, n: 2254 }]);
  });

  it("is recognised by content", () => {
    assert.equal(csv.probe(head("a.csv", "step,loss\n1,2\n")), 0.95);
    assert.equal(csv.probe(head("log.txt", "step\tloss\n1\t2\n")), 0.6);
    assert.equal(csv.probe(head("a.csv", "1,2\n3,4\n")), 0);
    assert.equal(csv.probe(head("main.log", "Hello, world\nthis, is, prose\n")), 0);
    assert.equal(csv.probe(head("a.csv", "")), 0);
  });
});
