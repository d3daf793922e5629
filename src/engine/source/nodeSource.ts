import { close, closeSync, open, openSync, read as readBytes, readSync, statSync, type Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { promisify } from "node:util";
import { createAdaptiveFs } from "./adaptiveFs";
import type { Entry, FileStat, Source } from "./source";

// Plain descriptors: a FileHandle a file costs more than the reading of a small one.
const openFile = promisify(open);
const readFile = promisify(readBytes);
const closeFile = promisify(close);

/** More than this is always read by a thread, while what came before it is parsed. */
const SHORT = 64 << 10;

/**
 * Files of this machine. A link to a file or folder that stands elsewhere is followed; the engine leaves out what it has met
 * under another path (by `identity`), so that neither a cycle nor a `latest-run` counts twice.
 */
export function createNodeSource(): Source {
  const pace = createAdaptiveFs();
  return {
    list,
    stat: (path) =>
      pace.ask(
        () => fileStat(statSync(path)),
        async () => fileStat(await stat(path)),
      ),
    read: (path, start, length) =>
      length > SHORT
        ? readThreaded(path, start, length)
        : pace.ask(
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

/** What a link leads to; undefined when nowhere, or up to a folder that holds it. */
async function followed(folder: string, name: string): Promise<Entry | undefined> {
  try {
    const target = await realpath(`${folder}/${name}`);
    const here = await realpath(folder);
    if (here === target || here.startsWith(`${target}${sep}`)) return undefined;
    const found = await stat(target);
    if (found.isFile()) return { name, kind: "file", linked: true };
    return found.isDirectory() ? { name, kind: "folder", linked: true } : undefined;
  } catch {
    return undefined; // A link to nowhere holds nothing to read.
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

async function readThreaded(path: string, start: number, length: number): Promise<Uint8Array> {
  const file = await openFile(path, "r");
  try {
    const bytes = new Uint8Array(length);
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
