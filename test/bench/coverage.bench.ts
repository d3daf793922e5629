import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { format } from "prettier";
import { defaultPart } from "./coverage/page";
import { namedPart, namedStart } from "./fit/coveragePage";

/**
 * Writes docs/coverage.md: `npm run bench coverage [studies a cell] [simulations of the laws by name]`. The second part takes minutes and
 * is kept as it stands where no number is given for it. Fails where the default covers less than it promises.
 */
const path = "docs/coverage.md";
const [studies = 50, simulations = 0] = process.argv.slice(2).map(Number);

const standing = existsSync(path) ? readFileSync(path, "utf8") : "";
const kept = standing.includes(namedStart) ? standing.slice(standing.indexOf(namedStart)) : undefined;
const named = simulations > 0 || kept === undefined ? namedPart(simulations || 200) : kept;
const { text, short } = await defaultPart(studies);
writeFileSync(path, await format(`${text}\n\n${named}`, { parser: "markdown", printWidth: 120 }));
if (short.length > 0) {
  console.error(`  ✗ below what is promised: ${short.join("; ")}`);
  process.exitCode = 1;
}
