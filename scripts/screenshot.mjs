const usage = `Takes a picture of a study in a real VS Code: opens the folder, does the steps, waits until nothing moves.

npm run screenshot -- [options] [steps]

  --out PATH         where the picture goes (media/study.png)
  --folder PATH      what is opened (examples/tiny-study)
  --theme NAME       light, dark, hc or hc-light (light)
  --width, --height  of the window in CSS pixels (1600 × 1000); --scale 2 for twice the pixels
  --panel            only the study panel, not the window around it
  --vscode VERSION   oldest, newest or a version (oldest)
  --setting KEY=JSON a setting of the run, repeatable
  --no-build         dist is as wanted already
  --log              prints what the extension said in its output channel

Steps, in the order given, repeatable; with none given: the README's picture, which is
                     --command "View: Show Isoflop" --command "Isoflop: Fit Scaling Law"
  --command TITLE               from the palette
  --click, --hover SELECTOR     in the panel; SELECTOR@x,y for a place inside it (CSS pixels from its corner)
  --double, --alt-click SELECTOR   two clicks; one with the Alt key held
  --drag SELECTOR@x,y=>x,y      from one place of it to another
  --click-workbench, --hover-workbench SELECTOR   in the window around the panel
  --select SELECTOR=>LABEL      an option of a select element in the panel
  --press KEY, --type TEXT      e.g. --press Control+Shift+P
  --wait MS
  --text SELECTOR, --html SELECTOR   prints what stands there
  --shot PATH                   a picture between the steps`;

import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "./editor/build.mjs";
import { ensureChromium } from "./editor/chromium.mjs";
import { installExtensions } from "./editor/installed.mjs";
import { channelLog } from "./editor/logs.mjs";
import { panelFrame, untilStill } from "./editor/person.mjs";
import { leavings, repository } from "./editor/places.mjs";
import { startServer } from "./editor/server.mjs";
import { perform, steps } from "./editor/steps.mjs";
import { ensureVSCode, isVersion, newest, oldest } from "./editor/vscode.mjs";
import { openBrowser, openWorkbench } from "./editor/workbench.mjs";
import { temporary } from "./editor/temporary.mjs";

/** @type {Readonly<Record<string, string>>} */
const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  hc: "Default High Contrast",
  "hc-light": "Default High Contrast Light",
};

const text = /** @type {const} */ ({ type: "string" });
const flag = /** @type {const} */ ({ type: "boolean" });

function read() {
  const { values, tokens } = parseArgs({
    options: {
      out: { type: "string", default: join(repository, "media/study.png") },
      folder: { type: "string", default: join(repository, "examples/tiny-study") },
      theme: { type: "string", default: "light" },
      width: { type: "string", default: "1600" },
      height: { type: "string", default: "1000" },
      scale: { type: "string", default: "1" },
      vscode: { type: "string", default: "oldest" },
      setting: { type: "string", multiple: true, default: [] },
      panel: flag,
      help: flag,
      "no-build": flag,
      log: flag,
      ...Object.fromEntries(Object.keys(steps).map((name) => [name, { ...text, multiple: true }])),
    },
    tokens: true,
  });
  const given = tokens.flatMap((token) =>
    token.kind === "option" && token.name in steps ? [{ name: token.name, value: token.value ?? "" }] : [],
  );
  const readme = ["View: Show Isoflop", "Isoflop: Fit Scaling Law"].map((value) => ({ name: "command", value }));
  return { ...values, steps: given.length > 0 ? given : readme };
}

/** @param {readonly string[]} pairs `key=json` */
function settings(pairs) {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = "", ...rest] = pair.split("=");
      return [key, /** @type {unknown} */ (JSON.parse(rest.join("=")))];
    }),
  );
}

/** @param {string} wanted */
function version(wanted) {
  const chosen = wanted === "oldest" ? oldest : wanted === "newest" ? newest : wanted;
  if (!isVersion(chosen)) throw new Error(`npm carries no VS Code ${wanted} that we know of`);
  return chosen;
}

/** @typedef {ReturnType<typeof read>} Asked */

/** @param {string} name @returns {string} as the settings call it */
function themeCalled(name) {
  const theme = themes[name];
  if (theme === undefined) throw new Error(`no theme "${name}": ${Object.keys(themes).join(", ")}`);
  return theme;
}

/** @param {Asked} asked @param {string} dataDir */
async function serve(asked, dataDir) {
  installExtensions(dataDir, [repository]);
  return startServer(await ensureVSCode(version(asked.vscode)), {
    dataDir,
    log: join(leavings, "screenshot/server.log"),
    settings: {
      "workbench.colorTheme": themeCalled(asked.theme),
      "window.autoDetectHighContrast": false,
      "window.commandCenter": false,
      "window.title": "${rootName}",
      ...settings(asked.setting),
    },
  });
}

/** Passes on what the panel's page complains of. @param {import("playwright-core").Page} page */
function listen(page) {
  page.on("console", (message) => {
    const ours = /extension_|vscode-resource|webview/.test(message.location().url);
    const theirs = message.text().includes("can escape its sandboxing");
    if (ours && !theirs && ["error", "warning"].includes(message.type())) console.error(`page: ${message.text()}`);
  });
}

/** @param {import("playwright-core").Page} page @param {Asked} asked @param {string} out */
async function take(page, asked, out) {
  try {
    await untilStill(page);
    await perform(page, asked.steps);
    if (!(await untilStill(page))) console.error("still moving after 20 s; the picture is of one moment");
    if (asked.panel === true) await (await (await panelFrame(page)).frameElement()).screenshot({ path: out });
    else await page.screenshot({ path: out });
  } catch (error) {
    const failed = join(leavings, "screenshot/failed.png");
    await page.screenshot({ path: failed });
    console.error(`The window as it stood: ${failed}`);
    throw error;
  }
}

async function main() {
  const asked = read();
  if (asked.help === true) return console.log(usage);
  if (asked["no-build"] !== true) await buildAll();
  const dataDir = temporary("screenshot-server");
  const server = await serve(asked, dataDir);
  const { width, height, scale } = asked;
  const context = await openBrowser(await ensureChromium(), {
    profile: temporary("screenshot-browser"),
    width: Number(width),
    height: Number(height),
    scale: Number(scale),
  });
  const page = context.pages()[0] ?? (await context.newPage());
  listen(page);
  const out = resolve(asked.out);
  mkdirSync(dirname(out), { recursive: true });
  try {
    await openWorkbench(page, server, { folder: resolve(asked.folder) });
    await take(page, asked, out);
  } finally {
    if (asked.log === true) console.log(channelLog(dataDir));
    await context.close();
    server.close();
  }
  console.log(out);
}

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
process.exit();
