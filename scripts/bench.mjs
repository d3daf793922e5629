/**
 * Runs the benchmarks: each `*.bench.ts` of test/bench in a process of its own, one after the other, on what `npm run build`
 * made. `node scripts/bench.mjs host` runs only the files whose name contains that text; what else is given goes to them. A benchmark prints its figures and
 * ends with exit code 1 when one of them is over what we promise.
 */
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { argv, execPath } from "node:process";

const room = "test/bench";
const outdir = "dist/bench";
const names = readdirSync(room).filter((name) => name.endsWith(".bench.ts") && name.includes(argv[2] ?? ""));
if (names.length === 0) throw new Error(`no benchmark's name contains "${argv[2] ?? ""}"`);

await build({
  entryPoints: names.map((name) => join(room, name)),
  outdir,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  outExtension: { ".js": ".mjs" },
  logLevel: "warning",
});

for (const name of names) {
  console.log(`\n${name.replace(".bench.ts", "")}`);
  const { status } = spawnSync(execPath, ["--expose-gc", join(outdir, name.replace(/ts$/, "mjs")), ...argv.slice(3)], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
