import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { atEnd } from "./closing.mjs";
import { temporary } from "./temporary.mjs";

/** @typedef {{ url: string, port: number, close: () => void, ended: Promise<unknown> }} Server */

/** Our defaults: nothing pops up, nothing calls home. */
export const calm = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

/** @returns {Promise<number>} a port that was free a moment ago */
export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => done(true)).once("error", () => done(false));
    socket.once("connect", () => socket.end());
  });
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} port
 */
async function untilReady(child, port) {
  const deadline = Date.now() + 60_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended with exit code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error("VS Code's server did not answer within 60 s");
    await pause(100);
  }
}

/**
 * VS Code takes every theme below the folder of an extension in development for that extension's own, and shows the first
 * of them. Ours lies around the cache and so around VS Code's own themes: they are led to by another way.
 *
 * @param {import("./vscode.mjs").VSCode} vscode
 * @returns {string}
 */
function builtinExtensions({ server }) {
  const link = join(temporary("builtin"), "extensions");
  symlinkSync(join(dirname(server), "../extensions"), link, "junction");
  return link;
}

/**
 * Starts a VS Code's own server. It ends with this script, whichever way that ends.
 *
 * @param {import("./vscode.mjs").VSCode} vscode
 * @param {{ port?: number, dataDir: string, log: string, settings?: object, env?: Record<string, string>, trust?: boolean, token?: string }} options
 *   `settings` are the run's defaults; `trust: true` leaves workspace trust on, so that a folder may be restricted;
 *   `log` receives what the server says; with a `token` it answers only whoever has it
 * @returns {Promise<Server>}
 */
export async function startServer(vscode, { port, dataDir, log, settings = {}, env = {}, trust = false, token }) {
  const machine = join(dataDir, "data/Machine/settings.json");
  mkdirSync(dirname(machine), { recursive: true });
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(machine, JSON.stringify({ ...calm, ...settings }, null, 2));
  const at = port ?? (await freePort());
  const flags = ["--host", "127.0.0.1", "--port", String(at), "--server-data-dir", dataDir];
  flags.push("--builtin-extensions-dir", builtinExtensions(vscode));
  flags.push(...(token === undefined ? ["--without-connection-token"] : ["--connection-token", token]));
  flags.push("--accept-server-license-terms", "--disable-telemetry");
  // The driver is what makes a page's payload count; it also answers every dialog, that of trust among them.
  if (!trust) flags.push("--enable-smoke-test-driver", "--disable-workspace-trust");
  const grouped = process.platform !== "win32";
  const child = spawn(vscode.node, [vscode.server, ...flags], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: grouped,
  });
  const written = createWriteStream(log, { flags: "a" });
  child.stdout.pipe(written, { end: false });
  child.stderr.pipe(written, { end: false });
  const close = atEnd(() => {
    if (child.pid === undefined || child.exitCode !== null) return;
    // The extension hosts are its children: the whole group ends.
    if (grouped) process.kill(-child.pid, "SIGKILL");
    else child.kill();
  });
  const ended = once(child, "exit");
  await untilReady(child, at);
  return { url: `http://localhost:${at}`, port: at, close, ended };
}
