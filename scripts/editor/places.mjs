/** Where things are: the repository and the cache that git ignores (the same folder `@vscode/test-electron` uses). */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** Editors, browsers and Node binaries, each in a folder of its own. Safe to delete at any time. */
export const cache = join(repository, ".vscode-test");

/** What a run leaves behind to be looked at: screenshots, the editor's console, server logs. */
export const leavings = join(cache, "out");
