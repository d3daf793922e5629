import { close, closeSync, open, openSync, read as readBytes, readSync, statSync, type Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { promisify } from "node:util";
import { createAdaptiveFs } from "./adaptiveFs";
import type { Entry, FileStat, Source } from "./source";

// Plain descriptors: opening a FileHandle costs more than reading a small file.
const openFile = promisify(open);
const readFile = promisify(readBytes);
const closeFile = promisify(close);

/** A longer read always goes through a thread: meanwhile the bytes before it are parsed. */
const shortRead = 64 << 10;

/**
 * Files of this machine. Links to files and folders elsewhere are followed; the engine skips what it has met under another path (by
 * `identity`), so that neither a cycle nor a `latest-run` link counts twice.
 */
export function createNodeSource(): Source {
  const fs = createAdaptiveFs();
  return {
    list,
    stat: (path) =>
      fs.ask(
        () => fileStat(statSync(path)),
        async () => fileStat(await stat(path)),
      ),
    read: (path, start, length, into) =>
      length > shortRead
        ? readThreaded(path, start, length, into)
        : fs.ask(
            () => readDirect(path, start, length),
            () => readThreaded(path, start, length),
          ),
  };
}

async function list(folder: string): Promise<Entry[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<Entry | undefined> => {
      if (entry.isFile()) return { name: entry.name, kind: "file" };
      if (entry.isDirectory()) return { name: entry.name, kind: "folder" };
      return entry.isSymbolicLink() ? followed(folder, entry.name) : undefined;
    }),
  );
  return found.filter((entry) => entry !== undefined);
}

/** What a link leads to; undefined when it is broken, or leads to a folder that contains it. */
async function followed(folder: string, name: string): Promise<Entry | undefined> {
  try {
    const target = await realpath(`${folder}/${name}`);
    const here = await realpath(folder);
    if (here === target || here.startsWith(`${target}${sep}`)) return undefined;
    const found = await stat(target);
    if (found.isFile()) return { name, kind: "file", linked: true };
    return found.isDirectory() ? { name, kind: "folder", linked: true } : undefined;
  } catch {
    return undefined; // A broken link.
  }
}

function fileStat(found: Stats): FileStat {
  return {
    kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : "other",
    size: found.size,
    modified: found.mtimeMs,
    // Windows gives 0 where its file system has no numbers.
    identity: found.ino === 0 ? "" : `${found.dev}:${found.ino}`,
  };
}

function readDirect(path: string, start: number, length: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    const bytes = new Uint8Array(length);
    let got = 0;
    while (got < length) {
      const more = readSync(file, bytes, got, length - got, start + got);
      if (more === 0) break;
      got += more;
    }
    return bytes.subarray(0, got);
  } finally {
    closeSync(file);
  }
}

async function readThreaded(path: string, start: number, length: number, into?: Uint8Array): Promise<Uint8Array> {
  const file = await openFile(path, "r");
  try {
    const bytes = into ?? new Uint8Array(length);
    let got = 0;
    while (got < length) {
      const { bytesRead } = await readFile(file, bytes, got, length - got, start + got);
      if (bytesRead === 0) break;
      got += bytesRead;
    }
    return bytes.subarray(0, got);
  } finally {
    await closeFile(file);
  }
}
