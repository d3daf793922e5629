/** What a person does at a workbench: looks, presses keys, runs commands, waits until things stand still. */
import { setTimeout as pause } from "node:timers/promises";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/**
 * Runs a command by its title, from the palette.
 *
 * @param {Page} page
 * @param {string} title as the palette shows it, e.g. `Isoflop: Fit Scaling Law`
 */
export async function runFromPalette(page, title) {
  const rows = page.locator(".quick-input-widget .quick-input-list .monaco-list-row");
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input.input");
  await input.waitFor({ timeout: 10_000 });
  await input.fill(`>${title}`);
  const wanted = rows.filter({ hasText: title }).first();
  try {
    await wanted.waitFor({ timeout: 20_000 });
  } catch {
    throw new Error(`The palette has no command "${title}". It shows: ${(await rows.allInnerTexts()).join(" | ")}`);
  }
  await wanted.click();
}

/** @param {Frame} frame @returns {Promise<boolean>} whether a person can see it */
async function shown(frame) {
  const holder = await frame.parentFrame()?.frameElement();
  return (await holder?.isVisible()) === true;
}

/**
 * The document inside the webview of an extension that is on show now. It sits two frames deep, and a new one comes
 * with every show.
 *
 * @param {Page} page
 * @param {string} [extension] its id
 * @param {number} [patience] ms
 * @returns {Promise<Frame>}
 */
export async function panelFrame(page, extension = "isoflop.isoflop", patience = 20_000) {
  const deadline = Date.now() + patience;
  do {
    for (const frame of page.frames()) {
      const outer = frame.parentFrame()?.url() ?? "";
      if (!outer.includes(`extensionId=${extension}`)) continue;
      if (await shown(frame).catch(() => false)) return frame;
    }
    await pause(100);
  } while (Date.now() < deadline);
  throw new Error(`no webview of ${extension} is on show`);
}

/**
 * Waits until two pictures, taken half a second apart, are the same.
 *
 * @param {Page} page
 * @param {number} [patience] ms
 * @returns {Promise<boolean>} false: still moving when patience ran out
 */
export async function untilStill(page, patience = 20_000) {
  const deadline = Date.now() + patience;
  /** @type {Buffer} */
  let before = Buffer.alloc(0);
  do {
    const now = await page.screenshot({ caret: "hide" });
    if (now.equals(before)) return true;
    before = now;
    await pause(500);
  } while (Date.now() < deadline);
  return false;
}
