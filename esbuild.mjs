import { build, context } from "esbuild";
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { argv } from "node:process";

/** A module has no `require` and no folder of its own by name, but a dependency's CommonJS build may ask for them. */
const program = `#!/usr/bin/env node
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const { filename: __filename, dirname: __dirname } = import.meta;`;

/** Everything the package ships, one entry an output. The worker has no `vscode` external: a stray import breaks the build. */
const outputs = [
  { in: "src/extension.ts", out: "dist/extension.cjs", platform: "node", format: "cjs", external: ["vscode"] },
  { in: "src/worker/main.ts", out: "dist/worker.cjs", platform: "node", format: "cjs" },
  { in: "src/cli/main.ts", out: "dist/cli.js", platform: "node", format: "esm", banner: program },
  { in: "webview/main.ts", out: "dist/webview.js", platform: "browser", format: "iife", css: true },
];

const watching = argv.includes("--watch");
const development = watching || argv.includes("--dev");

/** @param {typeof outputs[number]} output @returns {import("esbuild").BuildOptions} */
const options = (output) => ({
  entryPoints: [output.in],
  outfile: output.out,
  bundle: true,
  platform: /** @type {import("esbuild").Platform} */ (output.platform),
  format: /** @type {import("esbuild").Format} */ (output.format),
  target: output.platform === "node" ? "node20" : "chrome128",
  external: output.external ?? [],
  banner: output.banner === undefined ? {} : { js: output.banner },
  // What lies beside the program is found by its folder, which a script and a module name differently.
  define: output.format === "cjs" ? { "import.meta.dirname": "__dirname" } : {},
  minify: !development,
  sourcemap: development ? "linked" : false,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

mkdirSync("dist", { recursive: true });
copyFileSync(createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"), "dist/sql-wasm.wasm");
for (const output of outputs) {
  if (watching) await (await context(options(output))).watch();
  else await build(options(output));
}
