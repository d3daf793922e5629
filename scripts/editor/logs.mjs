import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What an extension said in its output channel, from the logs that VS Code keeps.
 *
 * @param {string} dataDir a server's data folder or a desktop's profile
 * @param {string} channel
 * @returns {string} empty when it said nothing
 */
export function channelLog(dataDir, channel = "Isoflop") {
  const home = [join(dataDir, "data/logs"), join(dataDir, "logs")].find((path) => existsSync(path));
  if (home === undefined) return "";
  return readdirSync(home, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(`${channel}.log`))
    .sort()
    .map((name) => readFileSync(join(home, name), "utf8"))
    .join("");
}
