import { runTests } from "@vscode/test-electron";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { ensureDesktop } from "./desktop.mjs";
import { channelLog } from "./logs.mjs";
import { calm, freePort } from "./server.mjs";
import { openStage } from "./stage.mjs";
import { temporary } from "./temporary.mjs";

/** @param {number} port @returns {Promise<import("playwright-core").Page>} the workbench, by its debugging port */
async function workbench(port) {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(100)) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((one) => one.url().includes("workbench"));
    if (page !== undefined) return page;
  }
  throw new Error("the window has no workbench");
}

/**
 * Plays the suite in a desktop VS Code, downloaded from its makers.
 *
 * @param {string} version
 * @param {import("./carried.mjs").Play} play
 * @returns {Promise<Map<string, import("./stage.mjs").Counts>>}
 */
export async function playElectron(version, { extension, suite, workspace, phases, out, env }) {
  const vscodeExecutablePath = ensureDesktop(version);
  const port = await freePort();
  /** @type {Promise<import("playwright-core").Page> | undefined} */
  let page;
  const stage = await openStage({ page: () => (page ??= workbench(port)), phases, folder: out });
  const profile = temporary("profile");
  mkdirSync(join(profile, "User"), { recursive: true });
  writeFileSync(join(profile, "User/settings.json"), JSON.stringify({ ...calm, "update.mode": "none" }));
  const flags = ["--disable-extensions", "--disable-workspace-trust", "--skip-welcome", "--skip-release-notes"];
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      extensionTestsEnv: { ...env, ISOFLOP_STAGE: stage.url },
      launchArgs: [workspace, `--user-data-dir=${profile}`, `--remote-debugging-port=${port}`, ...flags],
    });
    return stage.counts;
  } finally {
    writeFileSync(join(out, "isoflop.log"), channelLog(profile));
    stage.close();
  }
}
