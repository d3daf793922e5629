import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { cache } from "../editor/places.mjs";
import { installExtensions } from "../editor/installed.mjs";
import { startServer } from "../editor/server.mjs";
import { ensureVSCode } from "../editor/vscode.mjs";
import { address } from "../editor/workbench.mjs";
import { hasDisplay } from "./desktop.mjs";

/** @param {string} url opened in the person's browser, where there is one; a failure leaves the printed address */
function openBrowser(url) {
  if (!hasDisplay()) return;
  const [command, ...before] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["explorer.exe"] : ["xdg-open"];
  if (command === undefined) return;
  const child = spawn(command, [...before, url], { stdio: "ignore", detached: true });
  child.once("error", () => console.log("Open the address in your browser."));
  child.unref();
}

/**
 * Serves the folder in the VS Code that npm carries, on this machine only, to whoever has the address. Stays until it is
 * ended.
 *
 * @param {import("./desktop.mjs").Opening} opening
 * @returns {Promise<void>} never resolves: Ctrl-C ends it
 */
export async function serve({ folder, extensions }) {
  const vscode = await ensureVSCode();
  const token = randomUUID();
  const dataDir = join(cache, "start-served");
  installExtensions(dataDir, extensions);
  const server = await startServer(vscode, { dataDir, log: join(dataDir, "server.log"), token });
  const url = address(server, { folder, token });
  console.log(`\nVS Code ${vscode.version} shows the study at\n\n${url}\n\nCtrl-C ends it.`);
  openBrowser(url);
  await server.ended;
  throw new Error("VS Code's server has ended by itself; see .vscode-test/start-served/server.log");
}
