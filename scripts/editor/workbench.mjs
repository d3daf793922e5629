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
 * What the page's address tells the workbench: to load the extensions of some folders, and to run a suite in their host.
 *
 * @param {number} port
 * @param {{ extensions: readonly string[], suite?: string | undefined }} folders
 * @returns {Payload}
 */
export function payload(port, { extensions, suite }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://localhost:${port}${path}`;
  /** @type {[string, string][]} */
  const pairs = extensions.map((extension) => ["extensionDevelopmentPath", remote(extension)]);
  if (suite !== undefined) pairs.push(["extensionTestsPath", remote(suite)]);
  return pairs;
}

/**
 * @param {import("./server.mjs").Server} server
 * @param {{ folder: string, payload: Payload, token?: string }} what
 * @returns {string} the address that opens that folder
 */
export function address(server, { folder, payload: pairs, token }) {
  const key = token === undefined ? "" : `tkn=${token}&`;
  return `${server.url}/?${key}folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(pairs))}`;
}

/**
 * Opens a folder and waits for the workbench to stand in the colours of its theme, which come with the extensions.
 *
 * @param {Page} page
 * @param {import("./server.mjs").Server} server
 * @param {{ folder: string, payload: Payload }} what
 */
export async function openWorkbench(page, server, what) {
  await page.goto(address(server, what), { waitUntil: "domcontentloaded" });
  await page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor({ timeout: 60_000 });
}
