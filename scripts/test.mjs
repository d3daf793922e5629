/**
 * `npm test`: what `npm run check` checks (beside the unit tests, on a core of its own), build, sizes, package, unit tests, and the
 * suite in a real VS Code. Each check counts as one test. What fails does not stop what comes after it. `npm test -- --electron` runs the suite in a desktop VS Code that is
 * downloaded from its makers, instead of the one that npm carries.
 */
import { execFile } from "node:child_process";
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

/** @param {string} script of package.json @returns {Promise<string[]>} its output where it fails */
function npmScript(script) {
  return new Promise((done) => {
    execFile(
      "npm",
      ["run", "--silent", script],
      { cwd: repository, shell: true, maxBuffer: 1 << 26 },
      (error, out, err) => {
        done(error === null ? [] : [`${out}${err}`.trim(), `npm run ${script} failed`]);
      },
    );
  });
}

/** One after another, while something else is tested. @returns {Map<string, Promise<string[]>>} */
function startChecks() {
  const found = new Map();
  let before = Promise.resolve();
  for (const name of ["types", "lint", "imports", "unused", "format"]) {
    const faults = before.then(() => npmScript(`check:${name}`));
    found.set(name, faults);
    before = faults.then(() => undefined);
  }
  return found;
}

process.setSourceMapsEnabled(true);
process.chdir(repository);

await check("build", () => npmScript("build"));
await check("bundle sizes", oversized);
await check("package", async () => {
  const path = join(temporary("package"), "isoflop.vsix");
  await pack(path);
  return wrongs(path);
});
const checks = startChecks();
await section("unit tests", () => runUnitTests());
for (const [name, faults] of checks) await check(name, () => faults);
await section("in VS Code", () => runEditorTests({ electron: argv.includes("--electron") }));
await section("in VS Code, without a trusted study", runWelcomeTests);

const { passed, failed, skipped } = total;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);
