/**
 * What the Training Runs view says where there is nothing to list. Seen from outside, as a person sees it: a suite in the
 * extension host always has a folder, and VS Code trusts it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "../editor/chromium.mjs";
import { installExtensions } from "../editor/installed.mjs";
import { runFromPalette } from "../editor/person.mjs";
import { leavings, repository } from "../editor/places.mjs";
import { startServer } from "../editor/server.mjs";
import { temporary } from "../editor/temporary.mjs";
import { ensureVSCode } from "../editor/vscode.mjs";
import { openBrowser, openWorkbench } from "../editor/workbench.mjs";
import { makeWorkspace } from "../editor/workspace.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ name: string, folder?: string, trusted?: boolean, see: (page: Page) => Promise<unknown> }} Scene */

const patience = 20_000;

/** @param {Page} page @param {string} text waits until the side bar says it */
const says = (page, text) =>
  page.locator(".part.sidebar").getByText(text).first().waitFor({ timeout: patience, state: "visible" });

/** @param {Page} page @returns {Promise<number>} how many rows the view lists */
const rows = (page) => page.locator(".part.sidebar .monaco-list-row").count();

/** @param {Page} page */
async function staysRestricted(page) {
  await says(page, "This workspace is in restricted mode");
  const listed = await rows(page);
  if (listed > 0) throw new Error(`${listed} rows are listed in a restricted folder`);
  await page.locator(".part.sidebar").getByText("Manage Workspace Trust").first().click();
  await page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).first().click();
  await page.locator(".part.sidebar .monaco-list-row").first().waitFor({ timeout: patience });
}

/** Answers what VS Code asks at the first sight of a folder. @param {Page} page @param {boolean} trusted */
const answerTrust = (page, trusted) =>
  page
    .getByRole("button", { name: trusted ? "Yes, I trust the authors" : "No, I don't trust the authors" })
    .click({ timeout: patience });

/** @returns {readonly Scene[]} */
function scenes() {
  const barren = temporary("barren");
  writeFileSync(join(barren, "notes.txt"), "no run here\n");
  return [
    { name: "offers to choose a folder where none is open", see: (page) => says(page, "Choose Folder") },
    {
      name: "says that a folder has no run",
      folder: barren,
      trusted: true,
      see: (page) => says(page, "No training run was found here"),
    },
    {
      name: "reads nothing in a restricted folder, and lists its runs once it is trusted",
      folder: makeWorkspace(),
      trusted: false,
      see: staysRestricted,
    },
  ];
}

/**
 * Wants `dist` to be built.
 *
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runWelcomeTests() {
  const out = join(leavings, "welcomes");
  mkdirSync(out, { recursive: true });
  const home = temporary("welcomes");
  installExtensions(join(home, "server"), [repository]);
  const server = await startServer(await ensureVSCode(), {
    dataDir: join(home, "server"),
    log: join(out, "server.log"),
    trust: true,
  });
  const context = await openBrowser(await ensureChromium(), {
    profile: join(home, "browser"),
    width: 1200,
    height: 800,
  });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, folder, trusted, see } of scenes()) {
    const page = await context.newPage();
    try {
      await openWorkbench(page, server, { folder });
      if (trusted !== undefined) await answerTrust(page, trusted);
      await runFromPalette(page, "View: Show Isoflop");
      await see(page);
      counts.passed++;
      console.log(`│ ✓ the view ${name}`);
    } catch (error) {
      counts.failed++;
      const picture = join(out, `${counts.failed}.png`);
      await page.screenshot({ path: picture });
      console.log(`│ ✗ the view ${name}\n${error instanceof Error ? error.message : String(error)}\n  see ${picture}`);
    } finally {
      await page.close();
    }
  }
  await context.close();
  server.close();
  return counts;
}
