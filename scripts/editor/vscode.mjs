import { copyFileSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { cached } from "./cached.mjs";
import { ensureNode } from "./node.mjs";
import { npmInstall } from "./npm.mjs";
import { withProgress } from "./progress.mjs";

/**
 * The releases of code-server that carry the VS Code we test on, and the Node each was made for. Both were seen to run on
 * later ones too (22, 24 and 26), nothing compiled; `since` is the lowest that was seen.
 */
const carried = /** @type {const} */ ({
  "1.100.3": { package: "code-server@4.100.3", node: 20, since: 20 },
  "1.139.1": { package: "code-server@4.139.1", node: 24, since: 22 },
});

/** @typedef {keyof typeof carried} Version */
/** @typedef {{ version: Version, node: string, server: string }} VSCode `node` runs `server`, the workbench's own server */

export const oldest = /** @type {Version} */ ("1.100.3");
export const newest = /** @type {Version} */ ("1.139.1");

/** @param {string} text @returns {text is Version} */
export const isVersion = (text) => text in carried;

/** The modules that are native, not compiled here, and yet wanted: without them there are no logs, and much complaint. */
const standIns = {
  "@vscode/spdlog": "spdlog.cjs",
  "native-watchdog": "watchdog.cjs",
  "@vscode/native-watchdog": "watchdog.cjs",
};

/**
 * Two steps, because code-server's own install script, which would do the second, also downloads from elsewhere.
 *
 * @param {string} partial
 * @param {string} spec
 */
async function install(partial, spec) {
  await npmInstall(partial, [spec]);
  const home = join(partial, "node_modules/code-server/lib/vscode");
  await npmInstall(home, []);
  if (!existsSync(join(home, "node_modules/@vscode/ripgrep-universal"))) await bringRipgrep(partial, home);
  for (const [module, standIn] of Object.entries(standIns)) {
    const folder = join(home, "node_modules", module);
    if (existsSync(folder)) copyFileSync(new URL(`standins/${standIn}`, import.meta.url), join(folder, "index.js"));
  }
}

/**
 * `workspace.findFiles` needs ripgrep, which older releases download while installing.
 *
 * @param {string} partial
 * @param {string} home
 */
async function bringRipgrep(partial, home) {
  const aside = join(partial, "ripgrep");
  mkdirSync(aside);
  await npmInstall(aside, ["@vscode/ripgrep-universal@1.18.0"]);
  const rg = process.platform === "win32" ? "rg.exe" : "rg";
  const bin = join(home, "node_modules/@vscode/ripgrep/bin");
  mkdirSync(bin, { recursive: true });
  const found = join("node_modules/@vscode/ripgrep-universal/bin", `${process.platform}-${process.arch}`, rg);
  if (!existsSync(join(aside, found))) throw new Error(`no ripgrep for ${process.platform}-${process.arch}`);
  symlinkSync(join("../../../../../../../../ripgrep", found), join(bin, rg));
  if (!existsSync(join(bin, rg))) throw new Error("the link to ripgrep leads nowhere");
}

/**
 * A real VS Code by npm alone: the same workbench and the same Node extension host, shown by a browser.
 *
 * @param {Version} [version]
 * @returns {Promise<VSCode>}
 */
export async function ensureVSCode(version = oldest) {
  const { package: spec, node, since } = carried[version];
  const folder = await cached(`carried-vscode-${version}`, (partial) =>
    withProgress(`VS Code ${version} from npm (${spec})`, () => install(partial, spec)),
  );
  const server = join(folder, "node_modules/code-server/lib/vscode/out/server-main.js");
  return { version, node: await ensureNode(node, since), server };
}
