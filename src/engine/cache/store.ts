/**
 * The port through which what was read is kept between sessions: a folder, or memory. Names are made of letters, digits and
 * dots. Every call rejects with an Error where it cannot do its work.
 */
export interface Store {
  /** All that stands under a name, its first byte at the start of its buffer. */
  read(name: string): Promise<Uint8Array>;
  /** Puts pieces under a name, one after another: all or, on failure or when `stop` says so, nothing. */
  write(name: string, pieces: Iterable<Uint8Array>, stop: () => boolean): Promise<void>;
  list(): Promise<readonly Stored[]>;
  /** Notes that it was used now. */
  touch(name: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface Stored {
  readonly name: string;
  readonly bytes: number;
  /** Unix milliseconds of its writing or its last use. */
  readonly used: number;
}
