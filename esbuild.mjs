import { build, context } from "esbuild";
import { argv } from "node:process";

/** A module has no `require`, but a dependency's CommonJS build may ask for one of Node's own modules. */
const program = `#!/usr/bin/env node
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);`;

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
  minify: !development,
  sourcemap: development ? "linked" : false,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

for (const output of outputs) {
  if (watching) await (await context(options(output))).watch();
  else await build(options(output));
}
