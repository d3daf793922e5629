import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache } from "./places.mjs";

/** @param {number} pid @returns {boolean} */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** Removes what killed processes left half done. */
function sweep() {
  for (const name of readdirSync(cache)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !alive(Number(pid))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

/**
 * A folder of the cache, filled once. It is filled beside its place, under this process's own name, and moved there only
 * when whole: a killed fill leaves nothing that looks finished, and of two fills at once the first to finish is kept.
 *
 * @param {string} name the folder's name; put the version in it, a filled folder is never refreshed
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the whole folder's path
 */
export async function cached(name, fill) {
  const place = join(cache, name);
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true });
  sweep();
  const partial = `${place}.partial-${process.pid}`;
  mkdirSync(partial);
  try {
    await fill(partial);
    renameSync(partial, place);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}
