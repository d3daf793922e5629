/**
 * Runs the unit tests: bundles every `*.test.ts` of test/unit, test/webview and test/fuzz and hands them to Mocha in plain
 * Node. `node scripts/unit.mjs fit/frontier` runs only the files whose path contains that text.
 */
import { build } from "esbuild";
import Mocha from "mocha";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const rooms = ["test/unit", "test/webview", "test/fuzz"];
const outdir = "dist/test";

/** @returns {string[]} the test files whose path contains `wanted` */
function testFiles(wanted = "") {
  return rooms
    .filter((room) => existsSync(room))
    .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((name) => join(room, name)))
    .filter((path) => path.endsWith(".test.ts") && path.includes(wanted))
    .sort();
}

/**
 * @param {string} [wanted]
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runUnitTests(wanted) {
  const entryPoints = testFiles(wanted);
  if (entryPoints.length === 0) throw new Error(`no test file's path contains "${wanted ?? ""}"`);
  // Only these rooms: the in-editor suite, which may be running, has its bundles beside them.
  if (wanted === undefined) for (const room of rooms) rmSync(join("dist", room), { recursive: true, force: true });
  await build({
    entryPoints,
    outdir,
    outbase: "test",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    splitting: true,
    outExtension: { ".js": ".mjs" },
    // Parts of the page import the style sheet beside them.
    loader: { ".css": "empty" },
    logLevel: "warning",
  });
  const mocha = new Mocha({ reporter: "dot", timeout: 60_000, forbidOnly: true });
  for (const path of entryPoints) mocha.addFile(join(outdir, path.slice("test/".length).replace(/\.ts$/, ".mjs")));
  await mocha.loadFilesAsync();
  return new Promise((done) => {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    mocha
      .run(() => done(counts))
      .on("pass", () => counts.passed++)
      .on("fail", () => counts.failed++)
      .on("pending", (test) => {
        counts.skipped++;
        console.warn(`SKIPPED: ${test.fullTitle()}`);
      });
  });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  process.setSourceMapsEnabled(true);
  const { passed, failed, skipped } = await runUnitTests(argv[2]);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
