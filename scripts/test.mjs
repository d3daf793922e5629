/**
 * `npm test`: types, lint, format, build, sizes, package, unit tests, and the suite in a real VS Code. Each check counts as
 * one test. What fails does not stop what comes after it. `npm test -- --electron` runs the suite in a desktop VS Code that is
 * downloaded from its makers, instead of the one that npm carries.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { argv } from "node:process";
import { runEditorTests } from "./test-editor.mjs";
import { oversized } from "./check/sizes.mjs";
import { runWelcomeTests } from "./check/welcomes.mjs";
import { repository } from "./editor/places.mjs";
import { temporary } from "./editor/temporary.mjs";
import { pack, wrongs } from "./package.mjs";
import { runUnitTests } from "./unit.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {Counts} counts */
function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** @param {string} name @param {() => Promise<Counts>} suite */
async function section(name, suite) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  try {
    add(await suite());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`✗ ${name}`);
    add({ passed: 0, failed: 1, skipped: 0 });
  }
  console.log(`── ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** @param {string} name @param {() => Promise<readonly string[]> | readonly string[]} faults none = it passes */
function check(name, faults) {
  return section(name, async () => {
    const found = await faults();
    if (found.length > 0) throw new Error(found.join("\n"));
    return { passed: 1, failed: 0, skipped: 0 };
  });
}

/** @param {string} script of package.json @returns {string[]} */
function npmScript(script) {
  const { status } = spawnSync(`npm run --silent ${script}`, { cwd: repository, stdio: "inherit", shell: true });
  return status === 0 ? [] : [`npm run ${script} ended with exit code ${status ?? "none"}`];
}

process.setSourceMapsEnabled(true);
process.chdir(repository);

await check("types", () => npmScript("check:types"));
await check("lint", () => npmScript("check:lint"));
await check("format", () => npmScript("check:format"));
await check("build", () => npmScript("build"));
await check("bundle sizes", oversized);
await check("package", async () => {
  const path = join(temporary("package"), "isoflop.vsix");
  await pack(path);
  return wrongs(path);
});
await section("unit tests", () => runUnitTests());
await section("in VS Code", () => runEditorTests({ electron: argv.includes("--electron") }));
await section("in VS Code, without a trusted study", runWelcomeTests);

const { passed, failed, skipped } = total;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);
