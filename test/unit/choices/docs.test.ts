import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { fitChoices, curveChoices } from "../../../src/core/choices/index";
import { choicesSchema } from "../../../src/core/choices/schema";
import { choicesTable, unpadded } from "./docsTable";

const page = `# Choices

Everything that can be chosen, as the panel, the quick picks and the command line offer it. This page is made from the list of
choices (\`src/core/choices\`): after a change there, \`UPDATE_DOCS=1 npm run test:unit choices/docs\` writes it anew, and \`npm run format\`
sets it. \`choices.schema.json\` says the same of a fit's choices for tools that read or write the \`protocol\` of an answer.

## Of a fit

${choicesTable(fitChoices)}

## Of the curves

${choicesTable(curveChoices)}
`;
const schema = JSON.stringify(
  { $schema: "http://json-schema.org/draft-07/schema#", ...choicesSchema(fitChoices) },
  null,
  2,
);

/** Writes what is to be, where that is asked for; else holds what is there against it. */
function keep(path: string, text: string, plain: (text: string) => string): void {
  if (env["UPDATE_DOCS"] === "1") writeFileSync(path, text);
  assert.equal(plain(readFileSync(path, "utf8")), plain(text), `${path} is old: see its head for how to make it anew`);
}

describe("the docs of the choices", () => {
  it("are those of the list", () => {
    keep("docs/choices.md", page, unpadded);
  });

  it("have a schema that says the same", () => {
    keep("docs/choices.schema.json", schema, (text) => JSON.stringify(JSON.parse(text)));
  });
});
