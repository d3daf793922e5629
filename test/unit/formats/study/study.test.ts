import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readStudyFile } from "../../../../src/core/formats/study/read";
import { countPattern } from "../../../../src/core/formats/study/checks";
import { random as seeded } from "../../../../src/core/stats/random";
import { holds, resolve, type Schema } from "./schema";

const schema = JSON.parse(readFileSync("media/isoflop.schema.json", "utf8")) as Schema;
const read = (value: unknown) => readStudyFile("/s/isoflop.json", "isoflop.json", JSON.stringify(value, null, 2));
const complaints = (value: unknown) => read(value).problems.map(({ line, message }) => `${line ?? ""} ${message}`);

const whole = {
  $schema: "./schema.json",
  name: "late 1.6B",
  facts: {
    params: { value: "1.6B", kind: "non-embedding" },
    tokens: "100B",
    tokensPerStep: 524288,
    sequenceLength: 4096,
    worldSize: 64,
    flopsPerToken: 9.6e9,
  },
  facets: { mix: "45-45-10", seed: 3, tied: false },
  metrics: { loss: { role: "eval", domain: "c4", quantity: "ce", unit: "bits/token" }, "moe_*": { quantity: "other" } },
  runPattern: "{mix}/{init}-{size}",
  columns: { run: "run_name", N: "Model Size", D: "D", C: "Training FLOP", L: "loss", step: "it" },
  exclude: ["old/**"],
  runs: { "late-*": { name: "x", facts: { params: 2e9, flops: 1e20 }, facets: { init: "late" } } },
};

describe("isoflop.json", () => {
  it("gives all that it sets, each with where it stands", () => {
    const study = readStudyFile("/s/a/isoflop.json", "a/isoflop.json", JSON.stringify(whole));
    assert.deepEqual(study.problems, []);
    assert.equal(study.folder, "a");
    assert.deepEqual(study.name, { value: "late 1.6B", how: "a/isoflop.json: name" });
    assert.deepEqual(study.facts.get("params"), {
      value: 1.6e9,
      from: "user",
      kind: "non-embedding",
      how: "a/isoflop.json: facts.params",
    });
    assert.equal(study.facts.get("tokens")?.value, 100e9);
    assert.deepEqual(
      [...study.facets].map(([key, { value }]) => [key, value]),
      [
        ["mix", "45-45-10"],
        ["seed", "3"],
        ["tied", "false"],
      ],
    );
    assert.equal(study.metrics.get("loss")?.unit, "bits/token");
    assert.deepEqual(study.columns, {
      name: "run_name",
      params: "Model Size",
      tokens: "D",
      flops: "Training FLOP",
      step: "it",
      loss: "loss",
    });
    assert.equal(study.runs.get("late-*")?.facts.get("flops")?.how, "a/isoflop.json: runs.late-*.facts.flops");
    assert.deepEqual(study.exclude, ["old/**"]);
  });

  it("names each mistake with its line, and keeps the rest", () => {
    const text = [
      "{",
      '  "facts": {',
      '    "params": "large",',
      '    "tokensPerStep": 1024,',
      '    "tokenPerStep": 1024',
      "  },",
      '  "facets": { "mix": null, "init": "late" },',
      '  "exclude": "old",',
      '  "runPattern": "{mix",',
      '  "facts": { "worldSize": -1, "tokensPerStep": 512 }',
      "}",
    ].join("\n");
    const study = readStudyFile("/s/isoflop.json", "isoflop.json", text);
    assert.deepEqual(
      study.problems.map(({ file, line, message }) => `${file}:${line ?? ""} ${message}`),
      [
        "/s/isoflop.json:10 facts stands twice: the later one holds",
        "/s/isoflop.json:10 worldSize has to be a number of devices, such as 64; it is -1",
        "/s/isoflop.json:7 mix has to be a text or a number; it is null",
        '/s/isoflop.json:8 exclude has to be globs, such as ["old/**"]; it is "old"',
        '/s/isoflop.json:9 runPattern needs a closed {field}, such as {mix}/{init}-{size}; it is "{mix"',
      ],
    );
    assert.deepEqual([...study.facts.keys()], ["tokensPerStep"]);
    assert.deepEqual([...study.facets.keys()], ["init"]);
    assert.match(
      complaints({ facts: { tokenPerStep: 1 } }).join(),
      /^3 unknown key "tokenPerStep"; known here: params, /,
    );
  });

  it("says of broken JSON where it breaks, and holds nothing of it", () => {
    const study = readStudyFile("/s/isoflop.json", "isoflop.json", '{\n  "facts": {\n    "params": 3e9,,\n  }\n}');
    assert.equal(study.problems[0]?.line, 3);
    assert.match(study.problems[0].message, /not readable, so nothing set in it is used/);
    assert.equal(study.facts.size, 0);
    assert.equal(readStudyFile("/s/isoflop.json", "isoflop.json", "").problems.length, 1);
    assert.equal(
      readStudyFile("/s/isoflop.json", "isoflop.json", "[".repeat(1e5) + "]".repeat(1e5)).problems.length,
      1,
    );
    assert.equal(readStudyFile("/s/isoflop.json", "isoflop.json", "7").problems.length, 1);
  });

  it("takes keys that objects have by nature for what they are: unknown", () => {
    for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const text = `{"facts": {"${key}": {"value": 1}}, "facets": {"${key}": "x"}}`;
      const study = readStudyFile("/s/isoflop.json", "isoflop.json", text);
      assert.equal(study.problems.length, 1, key);
      assert.equal(study.facts.size, 0);
      assert.equal(study.facets.get(key)?.value, "x");
    }
  });
});

describe("the schema of isoflop.json", () => {
  it("calls the same right and wrong as the reader, in the whole example and every change of it", () => {
    assert.ok(holds(schema, whole));
    assert.deepEqual(complaints(whole), []);
    const verdicts = { right: 0, wrong: 0 };
    const random = seeded(7);
    for (let i = 0; i < 5000; i++) {
      const value = changed(structuredClone(whole), random);
      const right = holds(schema, value);
      assert.equal(complaints(value).length === 0, right, `${JSON.stringify(value)}\n${complaints(value).join("\n")}`);
      verdicts[right ? "right" : "wrong"]++;
    }
    assert.ok(verdicts.right > 500 && verdicts.wrong > 500, JSON.stringify(verdicts));
  });

  it("describes every field, and its examples are right", () => {
    const look = (at: Schema, path: string): void => {
      const inner = typeof at["$ref"] === "string" ? { ...resolve(at["$ref"], schema), ...at } : at;
      if (path !== "" && !path.endsWith("*"))
        assert.equal(typeof inner["description"], "string", `${path} has no words`);
      for (const example of (inner["examples"] ?? []) as readonly unknown[])
        assert.ok(holds(inner, example, schema), `${path}: ${JSON.stringify(example)}`);
      for (const [key, child] of Object.entries((inner["properties"] ?? {}) as Record<string, Schema>))
        look(child, `${path}/${key}`);
      if (typeof inner["additionalProperties"] === "object") look(inner["additionalProperties"] as Schema, `${path}/*`);
    };
    look(schema, "");
  });

  it("writes counts as the reader does", () => {
    assert.ok(JSON.stringify(schema).includes(JSON.stringify(countPattern)));
  });
});

/** Values of every kind: some right somewhere, some nowhere. */
const tried: readonly unknown[] = [
  1,
  0,
  -2,
  1.5e9,
  "1.6B",
  "0B",
  "1.6Q",
  "1.6 B",
  "",
  "x",
  "{a}",
  "{a",
  "{}",
  "{ }/x",
  "a}{b}",
  null,
  true,
  [],
  ["a"],
  [""],
  [1],
  {},
  { value: 3 },
  { kind: "total" },
  { value: "7m", kind: "active" },
  { value: 1, kind: "all" },
  "train",
  "eval",
  "ce",
  "ppl",
  "bpb",
  "acc",
  "other",
  "bits/byte",
  "bits/token",
  "nats/token",
  { unit: "ppl", quantity: "ce" },
  { unit: "ppl", quantity: "acc" },
  { flops: 1, flopsPerToken: 2 },
  { flops: 1 },
  { a: { role: "eval" } },
];

/** One to three places of a value, each given another value, dropped, or given a key more. */
function changed(value: unknown, random: () => number): unknown {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const keys = [
    "facts",
    "flops",
    "flopsPerToken",
    "unit",
    "quantity",
    "role",
    "kind",
    "value",
    "tokens",
    "N",
    "name",
    "zzz",
  ];
  const change = (at: unknown): unknown => {
    if (typeof at !== "object" || at === null || random() < 0.15) return pick(tried);
    if (Array.isArray(at)) return random() < 0.5 ? [...(at as unknown[]), pick(tried)] : at.map(change);
    const all = Object.entries(at);
    const kind = random();
    if (kind < 0.15) return { ...at, [pick(keys)]: pick(tried) };
    const chosen = all.length === 0 ? undefined : pick(all)[0];
    if (kind < 0.4) return Object.fromEntries(all.filter(([key]) => key !== chosen));
    return Object.fromEntries(all.map(([key, inner]) => [key, key === chosen ? change(inner) : inner]));
  };
  let made = value;
  for (let n = 1 + Math.floor(random() * 3); n > 0; n--) made = change(made);
  return made;
}
