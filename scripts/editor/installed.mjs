import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What an extension needs to run. `dist` is copied without what is beside the bundles in development. */
const parts = ["package.json", "package.nls.json", "media", "dist", "main.mjs"];
const aside = /[\\/]dist[\\/](test|types)$/;

/**
 * Installs extensions for a server, anew, as if from packages: copies of what they need to run. Unlike one in
 * development, an installed extension goes by no special rules, and there may be several.
 *
 * @param {string} dataDir the server's, not started yet
 * @param {readonly string[]} folders of the extensions, built
 */
export function installExtensions(dataDir, folders) {
  const home = join(dataDir, "extensions");
  rmSync(home, { recursive: true, force: true });
  for (const folder of folders) {
    const manifest = readFileSync(join(folder, "package.json"), "utf8");
    const { publisher, name, version } = /** @type {Record<string, string>} */ (JSON.parse(manifest));
    const place = join(home, `${publisher}.${name}-${version}`);
    mkdirSync(place, { recursive: true });
    for (const part of parts.filter((one) => existsSync(join(folder, one))))
      cpSync(join(folder, part), join(place, part), { recursive: true, filter: (path) => !aside.test(path) });
  }
}
