import assert from "node:assert/strict";
import { jsonl } from "../../../src/core/formats/json/jsonl";
import { problemsOf, read, rowsOf } from "./collect";

const head = (path: string, text: string, whole = true) => ({ path, bytes: new TextEncoder().encode(text), whole });

describe("jsonl", () => {
  it("reads rows, nested objects, quoted numbers, texts and words", () => {
    const table = read(
      jsonl,
      '{"step": 1, "loss": 2.5, "eval": {"c4": {"loss": "3.25"}}, "run": "a\\"b", "ok": true, "x": null, "list": [1, {"a": "]"}]}\n',
    );
    assert.deepEqual(rowsOf(table), [{ step: 1, loss: 2.5, "eval/c4/loss": 3.25, run: 'a"b', ok: 1 }]);
    assert.deepEqual(problemsOf(table), []);
  });

  it("reads NaN and Infinity, bare and quoted, and tells them from missing values", () => {
    const table = read(jsonl, '{"a":NaN,"b":-Infinity,"c":"NaN","d":Infinity,"e":"inf"}\n{"a":1}\n{"b":2}\n');
    assert.deepEqual(rowsOf(table), [{ a: NaN, b: -Infinity, c: NaN, d: Infinity, e: Infinity }, { a: 1 }, { b: 2 }]);
  });

  it("keeps rows whose keys come, go and change places", () => {
    const lines = ['{"a":1,"b":2}', '{"b":3}', '{"c":4,"a":5,"b":6}', "{}", '{"a":7,"b":8}', '{ "a" : 9 , "b":10 }'];
    const table = read(jsonl, lines.join("\n"));
    assert.deepEqual(rowsOf(table), [
      { a: 1, b: 2 },
      { b: 3 },
      { c: 4, a: 5, b: 6 },
      {},
      { a: 7, b: 8 },
      { a: 9, b: 10 },
    ]);
    assert.deepEqual(problemsOf(table), []);
  });

  it("reads the same in pieces of every size", () => {
    const text =
      '\uFEFF{"step":1,"loss":2.123456789012345}\r\n\r\n{"step":2,"loss":1e-3,"run":"é"}\n{"step":3,"loss":NaN}';
    const whole = rowsOf(read(jsonl, text));
    assert.equal(whole.length, 3);
    for (let piece = 1; piece < 40; piece++) assert.deepEqual(rowsOf(read(jsonl, text, piece)), whole);
  });

  it("reports malformed lines with their number and reads the rest", () => {
    const text = [
      '{"step":1}',
      "garbage",
      '{"step":}',
      '{"step":2,',
      "",
      '{"step":3}x',
      '{"step":"\\q"}',
      '{"step":4}',
    ];
    const table = read(jsonl, text.join("\n"));
    assert.deepEqual(rowsOf(table), [{ step: 1 }, { step: 4 }]);
    assert.deepEqual(
      table.problems.map((p) => p.line),
      [2, 3, 4, 6, 7],
    );
    assert.equal(table.lineOf(0), 1);
    assert.equal(table.lineOf(1), 8);
  });

  it("waits for the rest of a torn last line, and names it once the file is complete", () => {
    const torn = '{"step":1,"loss":3}\n{"step":2,"lo';
    const waiting = read(jsonl, torn, Infinity, false);
    assert.equal(waiting.rows, 1);
    assert.deepEqual(problemsOf(waiting), []);
    const complete = read(jsonl, torn);
    assert.deepEqual(problemsOf(complete), ["2: cut off or malformed JSON"]);
  });

  it("takes a closed last line without a newline once, also when the newline comes later", () => {
    const table = read(jsonl, '{"step":1}\n{"step":2}', 11);
    assert.deepEqual(rowsOf(table), [{ step: 1 }, { step: 2 }]);
  });

  it("survives truncation at every byte without a wrong number", () => {
    const text = '{"step":12,"loss":3.25,"t":{"u":"x"}}\n{"step":13,"loss":-1.5e-3,"t":{"u":"y"}}\n';
    const whole = rowsOf(read(jsonl, text));
    for (let cut = 0; cut <= text.length; cut++) {
      const rows = rowsOf(read(jsonl, text.slice(0, cut)));
      assert.deepEqual(rows, whole.slice(0, rows.length), `cut at ${cut}`);
    }
  });

  it("drops a line that is too long, keeps the next, and holds no more than its bound", () => {
    const piece = new Uint8Array(1 << 20).fill(120);
    const builder = read(jsonl, "");
    const parser = jsonl.parser(builder, "file");
    for (let i = 0; i < 40; i++) parser.push(piece);
    parser.push(new TextEncoder().encode('\n{"step":5}\n'));
    assert.deepEqual(rowsOf(builder), [{ step: 5 }]);
    assert.deepEqual(problemsOf(builder), ["1: line longer than 16 MiB: skipped"]);
  });

  it("does not follow bottomless nesting", () => {
    const table = read(jsonl, `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}\n{"a":2}\n`);
    assert.equal(table.rows, 1);
    assert.equal(table.problems.length, 1);
  });

  // Each bad row visited every column of the table.
  it("discards a bad row at the cost of that row", () => {
    const wide = `{"step":0,${Array.from({ length: 3000 }, (_, k) => `"m${k}":${k}`).join(",")}}`;
    const table = read(jsonl, `${wide}\n${'{"step":1,"loss":x}\n'.repeat(100_000)}{"step":2,"loss":1}\n`);
    assert.equal(table.rows, 2);
    assert.deepEqual(table.columns[0]?.numbers?.length, 2);
  });

  it("has 10,000 columns at most, and says so", () => {
    const lines = Array.from({ length: 100_000 }, (_, k) => `{"step":${k},"loss ${k}":1}\n`);
    const table = read(jsonl, lines.join(""));
    assert.equal(table.rows, 100_000);
    assert.equal(table.columns.length, 10_000);
    assert.match(problemsOf(table).join(), /more than 10000 columns: loss 9999 and those after it are left out/);
  });

  it("is recognised by an object that can be read, or one that is longer than any head", () => {
    const probe = (path: string, text: string, whole = true) =>
      jsonl.probe({ path, bytes: new TextEncoder().encode(text).slice(0, 65536), whole });
    assert.equal(probe("out.log", "{'loss': 3.1, 'epoch': 0.1}\n{'loss': 3.0, 'epoch': 0.2}\n"), 0);
    const wide = `{"step":0,${Array.from({ length: 6000 }, (_, k) => `"metric ${k}":${k}`).join(",")}}\n`;
    assert.equal(probe("metrics.jsonl", wide, false), 0.9);
    assert.equal(probe("metrics.json", wide, false), 0);
    assert.equal(probe("metrics.jsonl", "{ no object", false), 0);
  });

  it("is recognised by content", () => {
    assert.equal(jsonl.probe(head("a.jsonl", '{"step":1}\n')), 1);
    assert.equal(jsonl.probe(head("a.log", '{"step":1}\n{"step":2}\n')), 0.9);
    assert.equal(jsonl.probe(head("config.json", '{"n_layer": 12}')), 0);
    assert.equal(jsonl.probe(head("a.jsonl", "version https://git-lfs.github.com/spec/v1\n")), 0);
    assert.equal(jsonl.probe(head("a.jsonl", "")), 0);
    assert.equal(jsonl.probe(head("a.json", '{\n  "step": 1\n}\n')), 0);
  });
});
