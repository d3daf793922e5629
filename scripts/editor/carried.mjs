import { EventEmitter, once } from "node:events";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensureChromium } from "./chromium.mjs";
import { startServer } from "./server.mjs";
import { channelLog } from "./logs.mjs";
import { openStage } from "./stage.mjs";
import { ensureVSCode } from "./vscode.mjs";
import { openBrowser, openWorkbench, payload } from "./workbench.mjs";
import { temporary } from "./temporary.mjs";

/** @typedef {import("./stage.mjs").Counts} Counts */
/**
 * @typedef {object} Play
 * @property {string} extension the folder of the extension under test
 * @property {string} suite the bundled suite's entry
 * @property {string} workspace
 * @property {readonly string[]} phases
 * @property {string} out a folder for screenshots and logs
 * @property {Record<string, string>} env what the extension host is to find in its environment
 */

const limit = 10 * 60_000;

/** @param {unknown} arg */
const shown = (arg) => (typeof arg === "string" ? arg : JSON.stringify(arg));

/**
 * Hears the window's console, which is also the extension host's: all of it goes to `log`, the suite's lines to us.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} log
 * @returns {Promise<{ exit: Promise<number> }>} the suite's exit code, once it ends
 */
async function listen(page, log) {
  const written = createWriteStream(log, { flags: "a" });
  await page.exposeFunction("codeAutomationLog", (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
    const line = args.map(shown).join(" ");
    written.write(`${type}: ${line}\n`);
    if (line.startsWith("│")) console.log(line);
  });
  page.on("pageerror", (error) => written.write(`page error: ${error.stack ?? error.message}\n`));
  page.on("crash", () => written.write("the page crashed\n"));
  const ended = new EventEmitter();
  const exit = once(ended, "exit").then(([code]) => Number(code));
  await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => ended.emit("exit", code));
  return { exit };
}

/**
 * Plays the suite in the VS Code that npm carries.
 *
 * @param {import("./vscode.mjs").Version} version
 * @param {Play} play
 * @returns {Promise<Map<string, Counts>>} what came of each phase
 */
export async function playCarried(version, { extension, suite, workspace, phases, out, env }) {
  const vscode = await ensureVSCode(version);
  const browser = await ensureChromium();
  const home = temporary("profile");
  const context = await openBrowser(browser, { profile: join(home, "browser") });
  const page = context.pages()[0] ?? (await context.newPage());
  const stage = await openStage({ page: () => Promise.resolve(page), phases, folder: out });
  const server = await startServer(vscode, {
    dataDir: join(home, "server"),
    log: join(out, "server.log"),
    env: { ...env, ISOFLOP_STAGE: stage.url },
  });
  try {
    const { exit } = await listen(page, join(out, "console.log"));
    await openWorkbench(page, server, {
      folder: workspace,
      payload: payload(server.port, { extension, suite }),
    });
    const ended = await Promise.race([exit, pause(limit, "late", { ref: false })]);
    if (ended !== 0) await page.screenshot({ path: join(out, "end.png") });
    if (ended === "late") throw new Error(`the suite had not ended after ${limit / 1000} s; see ${out}`);
    return stage.counts;
  } finally {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "isoflop.log"), channelLog(join(home, "server")));
    await context.close();
    server.close();
    stage.close();
  }
}
