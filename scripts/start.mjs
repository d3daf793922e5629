const usage = `npm start [-- FOLDER] [--no-open] [--web]

Fits the scaling laws of the runs in FOLDER (the example study), prints them, then opens the folder in VS Code: the
installed one, else one that is downloaded, else one that npm carries, in the browser.

  --no-open   only prints the laws
  --web       the one in the browser, whatever is installed`;

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "./editor/build.mjs";
import { repository } from "./editor/places.mjs";
import { openDownloaded, openInstalled } from "./start/desktop.mjs";
import { serve } from "./start/served.mjs";

/** @param {string} message @param {number} code @returns {never} */
function stop(message, code) {
  console.error(message);
  process.exit(code);
}

function read() {
  try {
    return parseArgs({
      options: { "no-open": { type: "boolean" }, web: { type: "boolean" }, help: { type: "boolean" } },
      allowPositionals: true,
    });
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, 2);
  }
}

/** npm runs us in the repository; a relative path was meant from where the person stands. @param {string | undefined} given */
function studyFolder(given) {
  if (given === undefined) return join(repository, "examples/tiny-study");
  const folder = resolve(process.env["INIT_CWD"] ?? process.cwd(), given);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return stop(`There is no folder ${folder}`, 1);
  if (!found.isDirectory()) return stop(`${folder} is not a folder: give the one that holds the logs`, 1);
  return folder;
}

const { values, positionals } = read();
if (values.help === true) {
  console.log(usage);
  process.exit();
}
if (positionals.length > 1) stop(`One folder at a time.\n\n${usage}`, 2);
const folder = studyFolder(positionals[0]);

await buildAll();
const shown = relative(process.cwd(), folder) || ".";
console.log(`isoflop fit ${shown}\n`);
const { status } = spawnSync(process.execPath, [join(repository, "dist/cli.js"), "fit", folder], { stdio: "inherit" });
if (status !== 0) console.error("\nNo laws to print; the reason stands above.");
if (values["no-open"] === true) process.exit(status ?? 1);

console.log("");
const opening = { folder, extensions: [repository, join(repository, "scripts/start/opener")] };
if (values.web === true) await serve(opening);
else if (openInstalled(opening) || openDownloaded(opening)) console.log(`Opened ${folder} in VS Code.`);
else await serve(opening);
