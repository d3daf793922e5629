import { folderOf } from "./exclusions";
import type { ScanRoot } from "./foundFile";
import type { Source } from "./source";

/** A clone is looked for in so many folders above a root. */
const mostFolders = 12;

/**
 * When git last wrote the files of the clones that the roots lie in (Unix milliseconds): it sets the time of every file that it checks
 * out, and then that of its index. Empty where there is no clone.
 */
export async function checkoutTimes(source: Source, roots: readonly ScanRoot[]): Promise<readonly number[]> {
  const times = new Set<number>();
  for (const { path } of roots) {
    let folder = path;
    for (let k = 0; k < mostFolders && folder !== ""; k++, folder = folderOf(folder)) {
      const index = await source.stat(`${folder}/.git/index`).catch(() => undefined);
      if (index?.kind !== "file") continue;
      times.add(index.modified);
      break;
    }
  }
  return [...times];
}
