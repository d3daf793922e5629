import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * A desktop VS Code, downloaded from its makers into the cache unless it is there.
 *
 * @param {string} version or `stable`
 * @returns {string} its executable; throws, within seconds, where it cannot be had
 */
export function ensureDesktop(version) {
  const script = fileURLToPath(new URL("download.mjs", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, version], { encoding: "utf8" });
  const executable = stdout.trim().split("\n").at(-1) ?? "";
  if (status === 0 && existsSync(executable)) return executable;
  const why = stderr.split("\n").find((line) => /error/i.test(line)) ?? `exit code ${status ?? "none"}`;
  throw new Error(`No desktop VS Code ${version} could be downloaded: ${why}`);
}
