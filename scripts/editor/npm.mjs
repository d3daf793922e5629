import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The npm that runs us, else the one on the path. @returns {{ command: string, before: string[], shell: boolean }} */
function npm() {
  const script = process.env["npm_execpath"];
  if (script !== undefined && /npm-cli\.c?js$/.test(script))
    return { command: process.execPath, before: [script], shell: false };
  return { command: "npm", before: [], shell: process.platform === "win32" };
}

/** Settings of the npm that runs us (its prefix, its project) are not those of the folder we install into. */
function environment() {
  const kept = /^npm_config_(cache|registry|proxy|https_proxy|noproxy|cafile|userconfig)$/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name) || name === "npm_execpath"),
  );
}

/**
 * Installs into `folder` (into its `node_modules`), running no script of any package.
 *
 * @param {string} folder
 * @param {readonly string[]} packages names with exact versions; none = what the folder's own package.json asks for
 * @returns {Promise<void>} rejects with npm's own words
 */
export async function npmInstall(folder, packages) {
  if (!existsSync(join(folder, "package.json"))) writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const { command, before, shell } = npm();
  const flags = ["--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", "."];
  const child = spawn(command, [...before, "install", ...packages, ...flags], {
    cwd: folder,
    env: environment(),
    shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += String(text)));
  const code = await new Promise((done, failed) => child.once("error", failed).once("close", done));
  if (code !== 0)
    throw new Error(`npm could not install ${packages.join(" ") || folder} (exit code ${String(code)}):\n${said}`);
}
