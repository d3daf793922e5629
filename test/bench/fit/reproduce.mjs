/** Writes docs/reproductions.md: every published number that the fit engine answers for, beside its own. */
import { build } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "prettier";

const outfile = "dist/test/reproductions.mjs";
await build({
  entryPoints: ["test/bench/fit/markdown.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { reproductions } = await import(pathToFileURL(resolve(outfile)).href);
const { text, missed, skipped } = reproductions();
for (const title of skipped) console.warn(`SKIPPED, its data are not there: ${title}`);
if (skipped.length > 0) {
  console.warn("docs/reproductions.md stays as it is.");
  process.exitCode = 1;
} else {
  mkdirSync("docs", { recursive: true });
  writeFileSync("docs/reproductions.md", await format(text, { parser: "markdown", printWidth: 120 }));
  console.log(`docs/reproductions.md written, ${missed} published numbers missed`);
  if (missed > 0) process.exitCode = 1;
}
