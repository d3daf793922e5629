import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Store, Stored } from "./store";

const partSuffix = ".part";
/** An unfinished file older than this (milliseconds) was abandoned: its window is gone. */
const abandonedAfter = 3_600_000;

let made = 0;

/** A folder of the extension's own on this machine, made with the first write. */
export function createFolderStore(folder: string): Store {
  const at = (name: string) => join(folder, name);
  return {
    // Synchronous: a file of some megabytes in the page cache is read faster than a thread could be asked for it.
    read: (name) => Promise.resolve().then(() => readAll(at(name))),
    async write(name, pieces, stop) {
      await mkdir(folder, { recursive: true });
      const unfinished = at(`${name}.${process.pid}.${++made}${partSuffix}`);
      try {
        await writeAll(unfinished, pieces, stop);
        await rename(unfinished, at(name));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    list: () => listed(folder),
    async touch(name) {
      const now = new Date();
      await utimes(at(name), now, now);
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}

function readAll(path: string): Uint8Array {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.allocUnsafeSlow(fstatSync(file).size);
    let got = 0;
    while (got < bytes.length) {
      const more = readSync(file, bytes, got, bytes.length - got, got);
      if (more === 0) throw new Error("the file was truncated while it was read");
      got += more;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** Synced to the disk before it resolves, so that an entry never gets its name while a power cut could still lose its content. */
async function writeAll(path: string, pieces: Iterable<Uint8Array>, stop: () => boolean): Promise<void> {
  const file = await open(path, "wx");
  try {
    for (const piece of pieces) {
      if (stop()) throw new Error("writing was cancelled");
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function listed(folder: string): Promise<Stored[]> {
  const names = await readdir(folder).catch(() => []);
  const all = await Promise.all(
    names.map(async (name): Promise<Stored | undefined> => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      if (found?.isFile() !== true) return undefined;
      if (!name.endsWith(partSuffix)) return { name, bytes: found.size, used: found.mtimeMs };
      if (Date.now() - found.mtimeMs > abandonedAfter) await rm(join(folder, name), { force: true });
      return undefined;
    }),
  );
  return all.filter((stored) => stored !== undefined);
}
