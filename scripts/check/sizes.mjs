import { statSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../editor/places.mjs";

/**
 * Promises about what is loaded, in kilobytes. The host's bundle is on the way of every start of the editor; the others are
 * loaded when a study is looked at, and their limits are there to notice a dependency that crept in: what is in the engine is
 * nearly all of this project (readers, conventions, laws).
 */
const limits = /** @type {const} */ ({
  "dist/extension.cjs": 150,
  "dist/worker.cjs": 1000,
  "dist/cli.js": 1000,
  "dist/webview.js": 330,
  "dist/webview.css": 50,
});

/** @returns {string[]} one line a bundle that is over its size */
export function oversized() {
  return Object.entries(limits).flatMap(([path, limit]) => {
    const size = statSync(join(repository, path)).size / 1000;
    console.log(`  ${path}: ${size.toFixed(0)} of ${limit} kB`);
    return size > limit ? [`${path} is over its ${limit} kB`] : [];
  });
}
