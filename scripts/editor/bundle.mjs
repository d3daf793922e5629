import { build } from "esbuild";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./places.mjs";

/**
 * Bundles the in-editor suite: its entry and every test file, each on its own, for the extension host.
 *
 * @returns {Promise<string>} the entry that VS Code is to load
 */
export async function bundleSuite() {
  const room = join(repository, "test/editor");
  const outdir = join(repository, "dist/test/editor");
  rmSync(outdir, { recursive: true, force: true });
  const tests = readdirSync(room).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: ["index.ts", ...tests].map((name) => join(room, name)),
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  return join(outdir, "index.cjs");
}
