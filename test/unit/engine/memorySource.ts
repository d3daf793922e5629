import type { Entry, FileStat, Source } from "../../../src/engine/source/source";

interface MemoryFile {
  bytes: Uint8Array;
  modified: number;
  identity: string;
}

/** Files in memory, with a clock that ticks at every change, and counts of what was asked. */
export class MemorySource implements Source {
  readonly files = new Map<string, MemoryFile>();
  bytesRead = 0;
  /** Calls of `stat` and of `list`. */
  stats = 0;
  lists = 0;
  clock = 1_700_000_000_000;
  unreadable = new Set<string>();
  #made = 0;

  write(path: string, text: string | Uint8Array): void {
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    const identity = this.files.get(path)?.identity ?? `file ${++this.#made}`;
    this.files.set(path, { bytes, modified: ++this.clock, identity });
  }

  append(path: string, text: string): void {
    const file = this.files.get(path);
    const more = new TextEncoder().encode(text);
    const bytes = new Uint8Array((file?.bytes.length ?? 0) + more.length);
    bytes.set(file?.bytes ?? []);
    bytes.set(more, bytes.length - more.length);
    this.write(path, bytes);
  }

  remove(path: string): void {
    this.files.delete(path);
  }

  async list(folder: string): Promise<Entry[]> {
    this.lists++;
    await Promise.resolve();
    const names = new Map<string, Entry["kind"]>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name = "", ...rest] = path.slice(folder.length + 1).split("/");
      names.set(name, rest.length > 0 ? "folder" : "file");
    }
    return [...names].map(([name, kind]) => ({ name, kind }));
  }

  async stat(path: string): Promise<FileStat> {
    this.stats++;
    await Promise.resolve();
    const file = this.files.get(path);
    if (file !== undefined) {
      return { kind: "file", size: file.bytes.length, modified: file.modified, identity: file.identity };
    }
    if ([...this.files.keys()].some((known) => known.startsWith(`${path}/`))) {
      return { kind: "folder", size: 0, modified: 0, identity: `folder ${path}` };
    }
    throw new Error(`no such file: ${path}`);
  }

  async read(path: string, start: number, length: number): Promise<Uint8Array> {
    await Promise.resolve();
    const file = this.files.get(path);
    if (file === undefined || this.unreadable.has(path)) throw new Error("permission denied");
    const bytes = file.bytes.slice(start, start + length);
    this.bytesRead += bytes.length;
    return bytes;
  }
}
