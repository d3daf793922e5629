/**
 * The port through which the engine reads files: a disk, a virtual file system, a remote host or memory. Paths are absolute, with
 * `/` between their pieces. Every call rejects with an Error whose message is fit for a person.
 */
export interface Source {
  /** The entries of a folder, in no particular order. Links are followed or left out by the source. */
  list(folder: string): Promise<readonly Entry[]>;
  stat(path: string): Promise<FileStat>;
  /**
   * The bytes from `start` on, at most `length`; fewer at the end of the file. They may be put `into` memory that is given, of that
   * length or more: the answer is then a part of it.
   */
  read(path: string, start: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
}

export interface Entry {
  readonly name: string;
  readonly kind: "file" | "folder";
  /** It is a link to something elsewhere. */
  readonly linked?: boolean;
}

export interface FileStat {
  readonly kind: "file" | "folder" | "other";
  /** Bytes. */
  readonly size: number;
  /** Unix milliseconds. */
  readonly modified: number;
  /** The same file has the same identity whatever its path and content; "" where the source cannot tell. */
  readonly identity: string;
}
