import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureDesktop } from "../editor/desktop.mjs";
import { cache } from "../editor/places.mjs";

/** @typedef {{ folder: string, extensions: readonly string[] }} Opening */

const windows = process.platform === "win32";

/** Quoted for `cmd`, which runs `code.cmd`; elsewhere no shell stands between. @param {string} argument */
const quoted = (argument) => (windows ? `"${argument}"` : argument);

/** @param {Opening} opening */
const flags = ({ folder, extensions }) => [...extensions.map((path) => `--extensionDevelopmentPath=${path}`), folder];

/** @param {string} version @returns {boolean} */
function recent(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 1 || (major === 1 && minor >= 100);
}

/**
 * Opens the folder in the VS Code that is installed, by its command `code`.
 *
 * @param {Opening} opening
 * @returns {boolean} false: there is none, or none recent enough; said aloud
 */
export function openInstalled(opening) {
  const asked = spawnSync("code", ["--version"], { shell: windows, encoding: "utf8", timeout: 20_000 });
  const version = /^\d+\.\d+\.\d+/.exec(asked.stdout ?? "")?.[0];
  if (version === undefined) {
    console.log("No command `code` on the path.");
    return false;
  }
  if (!recent(version)) {
    console.log(`The installed VS Code is ${version}; Isoflop wants 1.100 or newer.`);
    return false;
  }
  const { status } = spawnSync("code", flags(opening).map(quoted), { shell: windows, stdio: "inherit" });
  if (status !== 0) console.log(`\`code\` ended with exit code ${status ?? "none"}.`);
  return status === 0;
}

/** @returns {boolean} whether a window can be shown at all */
export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"]) || Boolean(process.env["WAYLAND_DISPLAY"]);
}

/**
 * Opens the folder in a desktop VS Code that is downloaded from its makers into the cache.
 *
 * @param {Opening} opening
 * @returns {boolean} false: no display, or the makers' site does not answer within seconds; said aloud
 */
export function openDownloaded(opening) {
  if (!hasDisplay()) {
    console.log("No display for a desktop VS Code.");
    return false;
  }
  console.log("Looking for a desktop VS Code to download …");
  /** @type {string} */
  let executable;
  try {
    executable = ensureDesktop("stable");
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return false;
  }
  const profile = [`--user-data-dir=${join(cache, "start-desktop")}`];
  if (process.getuid?.() === 0) profile.push("--no-sandbox");
  spawn(executable, [...profile, ...flags(opening)], { detached: true, stdio: "ignore" }).unref();
  return true;
}
