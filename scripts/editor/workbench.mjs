import { URLSearchParams } from "node:url";
import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContext} Context */
/** @typedef {readonly (readonly [string, string])[]} Payload */

/**
 * A browser whose profile stays in `profile`: what VS Code remembers on the page's side outlives the page.
 *
 * @param {import("./chromium.mjs").Browser} browser
 * @param {{ profile: string, width?: number, height?: number, scale?: number }} options
 * @returns {Promise<Context>}
 */
export function openBrowser({ executablePath, args, env }, { profile, width = 1600, height = 1000, scale = 1 }) {
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    env,
    headless: true,
    viewport: { width, height },
    deviceScaleFactor: scale,
  });
}

/**
 * What the page's address tells the workbench: to load the extension of a folder as one in development, and to run a
 * suite in its host.
 *
 * @param {number} port
 * @param {{ extension: string, suite: string }} folders
 * @returns {Payload}
 */
export function payload(port, { extension, suite }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://localhost:${port}${path}`;
  return [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(suite)],
  ];
}

/**
 * @typedef {object} What
 * @property {string | undefined} folder what to open; none = an empty window
 * @property {Payload} [payload]
 * @property {string} [token] the server's, if it has one
 */

/**
 * @param {import("./server.mjs").Server} server
 * @param {What} what
 * @returns {string} the address that opens it
 */
export function address(server, { folder, payload: pairs, token }) {
  const query = new URLSearchParams();
  if (token !== undefined) query.set("tkn", token);
  if (folder === undefined) query.set("ew", "true");
  else query.set("folder", folder);
  if (pairs !== undefined) query.set("payload", JSON.stringify(pairs));
  return `${server.url}/?${query.toString().replaceAll("+", "%20").replaceAll("%2F", "/")}`;
}

/**
 * Opens a folder and waits for the workbench to stand in the colours of its theme, which come with the extensions.
 *
 * @param {Page} page
 * @param {import("./server.mjs").Server} server
 * @param {What} what
 */
export async function openWorkbench(page, server, what) {
  await page.goto(address(server, what), { waitUntil: "domcontentloaded" });
  await page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor({ timeout: 60_000 });
}
