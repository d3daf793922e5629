import { buildSync } from "esbuild";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Bundles the script of the threads into a folder, as `esbuild.mjs` does for the package; the path of the script. */
export function bundleWorker(folder: string): string {
  const outfile = join(folder, "worker.cjs");
  buildSync({
    entryPoints: ["src/worker/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    define: { "import.meta.dirname": "__dirname" },
    logLevel: "warning",
  });
  copyFileSync(createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"), join(folder, "sql-wasm.wasm"));
  return outfile;
}
