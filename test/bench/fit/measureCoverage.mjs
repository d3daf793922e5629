/** Writes docs/coverage.md: `node test/bench/fit/measureCoverage.mjs [simulations]`, a few minutes for the 200 of the page. */
import { build } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { format } from "prettier";

const outfile = "dist/test/coverage-page.mjs";
await build({
  entryPoints: ["test/bench/fit/coveragePage.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { coveragePage } = await import(pathToFileURL(resolve(outfile)).href);
mkdirSync("docs", { recursive: true });
const text = coveragePage(Number(argv[2] ?? 200));
writeFileSync("docs/coverage.md", await format(text, { parser: "markdown", printWidth: 120 }));
