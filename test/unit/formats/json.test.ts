import assert from "node:assert/strict";
import { flatten, readJson } from "../../../src/core/formats/json/json";
import { jsonTable } from "../../../src/core/formats/json/jsonTable";
import { problemsOf, read, rowsOf } from "./collect";

describe("json", () => {
  it("reads NaN, Infinity and Python's words", () => {
    const result = readJson('{"a": NaN, "b": [-Infinity, Infinity, 1e-3], "c": {"d": None, "e": "x\\n"}}');
    assert.ok(result.ok);
    assert.deepEqual(result.value, { a: NaN, b: [-Infinity, Infinity, 1e-3], c: { d: null, e: "x\n" } });
  });

  it("says what is wrong and in which line", () => {
    assert.deepEqual(readJson('{\n"a": 1\n"b": 2}'), { ok: false, why: '"," is missing', line: 3 });
    assert.deepEqual(readJson("["), { ok: false, why: "cut off", line: 1 });
    const deep = readJson(`${"[".repeat(1e5)}NaN`);
    assert.ok(!deep.ok && deep.why === "nested too deeply");
    assert.ok(!readJson("").ok);
  });

  it("flattens scalars", () => {
    assert.deepEqual(
      [...flatten({ a: 1, b: { c: "x", d: [1], e: null, f: { g: true } } })],
      [
        ["a", 1],
        ["b/c", "x"],
        ["b/f/g", true],
      ],
    );
  });
});

describe("json table", () => {
  const expected = [
    { N: 1, loss: 2 },
    { N: 3, loss: NaN },
  ];
  it("reads rows, wrapped rows, columns and named rows", () => {
    assert.deepEqual(rowsOf(read(jsonTable, '[{"N":1,"loss":2},{"N":3,"loss":NaN}]')), expected);
    assert.deepEqual(rowsOf(read(jsonTable, '{"rows":[{"N":"1","loss":2},{"N":3,"loss":"NaN"}]}', 5)), expected);
    assert.deepEqual(rowsOf(read(jsonTable, '{"N":[1,3],"loss":[2,NaN]}')), expected);
    assert.deepEqual(rowsOf(read(jsonTable, '{"a":{"N":1},"b":{"N":2}}')), [
      { name: "a", N: 1 },
      { name: "b", N: 2 },
    ]);
  });

  it("names what cannot be read", () => {
    assert.deepEqual(problemsOf(read(jsonTable, '[{"N":1},\n{"N":')), ["2: not readable as JSON: cut off"]);
  });

  it("leaves single values to others", () => {
    const head = (text: string) => ({ path: "x.json", bytes: new TextEncoder().encode(text), whole: true });
    assert.equal(jsonTable.probe(head('{"n_layer": 12, "lr": 1e-3}')), 0);
    assert.equal(jsonTable.probe(head('{"model": {"n_layer": 12}, "optim": {"lr": 1}}')), 0);
    assert.ok(jsonTable.probe(head('[{"N":1}]')) > 0.5);
  });
});
