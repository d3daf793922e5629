import type { Sink } from "../runs/table/sink";

/** What a format may use to recognise a file: its path and its first bytes. */
export interface Head {
  /** Its path, with all folders above it and `/` between pieces: what a folder is called tells the same whichever was opened. */
  readonly path: string;
  /** At most 64 KiB from the start of the file. */
  readonly bytes: Uint8Array;
  /** Whether `bytes` is the whole file. */
  readonly whole: boolean;
}

/** How a file of the format changes: only at its end, or anywhere. */
type Growth = "append" | "rewrite";

/** A log format: how to recognise it and how to read it. One file each; adding one = file + list line + sample. */
export interface Format {
  readonly id: string;
  readonly label: string;
  readonly growth: Growth;
  /** Printed lines: they may begin anywhere in the file, even after the program's own source. */
  readonly text?: boolean;
  /** Its file names do not name the run; their folder does. */
  readonly nameless?: boolean;
  /** Every copy of a file holds the whole history up to where it was made. */
  readonly repeats?: boolean;
  /** Its file names are those of configs elsewhere (`meta.yaml`). */
  readonly namedLikeConfig?: boolean;
  /** How sure it is that the file is of this format: 0 not at all, 1 certain. Looks at content, not only names. */
  probe(head: Head): number;
  /** A fresh reader of one file; `path` as in its head. */
  parser(sink: Sink, path: string): Parser;
}

/**
 * A format whose files are read at once, not piece by piece: a database that is changed in place, a table whose index stands at
 * its end. It is read again when the file changed. One file may hold many runs, each with a table of its own.
 */
export interface SnapshotFormat {
  readonly id: string;
  readonly label: string;
  readonly growth: "rewrite";
  /** Its file names do not name the run; their folder does. */
  readonly nameless?: boolean;
  /** Suffixes of companion files (`-wal`): a change of one is a change of the file. */
  readonly companions: readonly string[];
  probe(head: Head): number;
  /** Reads the file. Problems go to a sink, or are thrown as an Error with a message for a person. */
  read(file: FileSnapshot): Promise<void>;
}

/** A file to be read at once. */
export interface FileSnapshot {
  readonly path: string;
  readonly size: number;
  /** The bytes from `start` up to `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Its companions' bytes by their endings; absent where there is none. */
  readonly companions: ReadonlyMap<string, Uint8Array>;
  /** A new table for a run; the file's own where it holds one run. */
  table(): Sink;
  /** Opens a SQLite database. Rejects with a message for a person when it is none, or damaged. */
  database(bytes: Uint8Array): Promise<Database>;
}

export type Value = string | number | Uint8Array | null;

/** A SQLite database that is only read. */
export interface Database {
  /** Ordinary tables by name, with the names of their stored columns. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** The rows of a table in the order in which they were written, the named columns of each. Throws when it is damaged. */
  rows(table: string, columns: readonly string[]): Iterable<readonly Value[]>;
  close(): void;
}

/** Reads one file, given in chunks of any size. Never throws: problems go to the sink. */
export interface Parser {
  /** Bytes held of an incomplete record. */
  readonly pending: number;
  push(bytes: Uint8Array): void;
  /** No more bytes for now. An incomplete record is kept until the rest arrives. */
  flush(): void;
  /** The file is complete: a torn tail is now a problem (or, where it reads whole, a last row). */
  end(): void;
}
