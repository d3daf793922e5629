/**
 * Runs the in-editor suite in a real VS Code. `--electron` downloads a desktop VS Code; otherwise npm carries one.
 * `--vscode newest` (or a version) chooses another than the oldest that we support; any other word chooses the test files
 * whose name contains it.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { bundleSuite } from "./editor/bundle.mjs";
import { playCarried } from "./editor/carried.mjs";
import { playElectron } from "./editor/electron.mjs";
import { leavings, repository } from "./editor/places.mjs";
import { isVersion, newest, oldest } from "./editor/vscode.mjs";
import { makeWorkspace } from "./editor/workspace.mjs";

/** @typedef {import("./editor/stage.mjs").Counts} Counts */

const phases = ["first", "reloaded"];

/** @param {string} version @returns {import("./editor/vscode.mjs").Version} */
function carriedVersion(version) {
  if (!isVersion(version)) throw new Error(`npm carries no VS Code ${version} that we know of; try --electron`);
  return version;
}

/**
 * Wants `dist` to be built.
 *
 * @param {{ electron?: boolean, version?: string, only?: string }} [options]
 * @returns {Promise<Counts>} rejects when a phase did not come to its end
 */
export async function runEditorTests({ electron = false, version = oldest, only = "" } = {}) {
  const out = join(leavings, `${electron ? "electron" : "carried"}-${version}`);
  rmSync(out, { recursive: true, force: true });
  const play = {
    extension: repository,
    suite: await bundleSuite(),
    workspace: makeWorkspace(),
    phases,
    out,
    env: { ISOFLOP_TESTS: only },
  };
  const counts = await (electron ? playElectron(version, play) : playCarried(carriedVersion(version), play));
  const missing = phases.filter((phase) => !counts.has(phase));
  if (missing.length > 0) throw new Error(`phases that did not end: ${missing.join(", ")}; see ${out}`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts.values()) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  if (total.failed > 0) console.error(`Screenshots and the editor's console: ${out}`);
  return total;
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const { values, positionals } = parseArgs({
    options: { electron: { type: "boolean" }, vscode: { type: "string" } },
    allowPositionals: true,
  });
  const wanted = values.vscode === "newest" ? newest : (values.vscode ?? oldest);
  const { passed, failed, skipped } = await runEditorTests({
    electron: values.electron === true,
    version: wanted,
    only: positionals[0] ?? "",
  });
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exit(failed > 0 ? 1 : 0);
}
