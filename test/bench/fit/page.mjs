/** The pages of docs that are computed: a program in TypeScript is bundled and loaded, its Markdown formatted and written. */
import { build } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "prettier";

/** The exports of a TypeScript module. @param {string} entry */
export async function load(entry) {
  const outfile = `dist/test/${basename(entry, ".ts")}-page.mjs`;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return import(pathToFileURL(resolve(outfile)).href);
}

/** @param {string} path @param {string} text in Markdown */
export async function write(path, text) {
  mkdirSync("docs", { recursive: true });
  writeFileSync(path, await format(text, { parser: "markdown", printWidth: 120 }));
}
