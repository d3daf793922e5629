/**
 * The port through which the read cache is stored: a folder, or memory. Names consist of letters, digits and dots. Every call
 * rejects with an Error when it fails.
 */
export interface Store {
  /** The whole content under a name, its first byte at the start of its buffer. */
  read(name: string): Promise<Uint8Array>;
  /** Writes pieces under a name, one after another; atomic: on failure, or when `stop` says so, nothing is written. */
  write(name: string, pieces: Iterable<Uint8Array>, stop: () => boolean): Promise<void>;
  list(): Promise<readonly Stored[]>;
  /** Marks it as used now. */
  touch(name: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface Stored {
  readonly name: string;
  readonly bytes: number;
  /** Unix milliseconds when it was written or last used. */
  readonly used: number;
}
