/** Builds and packs `isoflop-<version>.vsix`, and sees that it holds what is meant to be shipped and nothing else. */
import { createVSIX } from "@vscode/vsce";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { zipNames } from "./check/zipNames.mjs";
import { buildAll } from "./editor/build.mjs";
import { repository } from "./editor/places.mjs";

const shipped = [
  "package.json",
  "package.nls.json",
  "readme.md",
  "changelog.md",
  "LICENSE.txt",
  "dist/extension.cjs",
  "dist/worker.cjs",
  "dist/cli.js",
  "dist/webview.js",
  "dist/webview.css",
  "dist/sql-wasm.wasm",
];

/**
 * Wants `dist` to be built.
 *
 * @param {string} path where the package goes
 */
export async function pack(path) {
  await createVSIX({
    cwd: repository,
    packagePath: path,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}

/**
 * @param {string} path a package's
 * @returns {string[]} what is wrong with it
 */
export function wrongs(path) {
  const names = zipNames(readFileSync(path)).flatMap((name) =>
    name.startsWith("extension/") ? [name.slice("extension/".length)] : [],
  );
  const strangers = names.filter((name) => !shipped.includes(name) && !name.startsWith("media/"));
  const missing = shipped.filter((name) => !names.includes(name));
  return [...strangers.map((name) => `should not be shipped: ${name}`), ...missing.map((name) => `missing: ${name}`)];
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const manifest = /** @type {{ name: string, version: string }} */ (
    JSON.parse(readFileSync(join(repository, "package.json"), "utf8"))
  );
  const path = join(repository, `${manifest.name}-${manifest.version}.vsix`);
  await buildAll();
  await pack(path);
  const found = wrongs(path);
  if (found.length > 0) {
    rmSync(path);
    throw new Error(found.join("\n"));
  }
  console.log(path);
}
