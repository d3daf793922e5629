import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readStudyFile } from "../../../../src/core/formats/study/read";
import { holds, type Schema } from "./schema";

const schema = JSON.parse(readFileSync("media/isoflop.schema.json", "utf8")) as Schema;
const examples = (path: string): string[] =>
  readFileSync(path, "utf8")
    .split("```json\n")
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf("```")));

describe("the pages about isoflop.json", () => {
  for (const path of ["README.md", "docs/isoflop-json.md"]) {
    it(`show files that read without a complaint: ${path}`, () => {
      const found = examples(path);
      assert.ok(found.length > 0);
      for (const text of found) {
        assert.deepEqual(readStudyFile("/isoflop.json", "isoflop.json", text).problems, [], text);
        assert.ok(holds(schema, JSON.parse(text)), text);
      }
    });
  }

  it("name every key that there is", () => {
    const page = readFileSync("docs/isoflop-json.md", "utf8");
    const definitions = schema["definitions"] as Record<string, { readonly properties: Schema }>;
    const keys = [schema["properties"] as Schema, definitions["facts"]?.properties ?? {}].flatMap(Object.keys);
    for (const key of keys.filter((name) => name !== "$schema")) assert.ok(page.includes(`| \`${key}\``), key);
  });
});
