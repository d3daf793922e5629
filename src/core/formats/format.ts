import type { Sink } from "../runs/sink";

/** What a format may look at to recognise a file: its path and its first bytes. */
export interface Head {
  /** Path below the opened root, `/` between pieces. */
  readonly path: string;
  /** At most 64 KiB from the start of the file. */
  readonly bytes: Uint8Array;
  /** Whether `bytes` is the whole file. */
  readonly whole: boolean;
}

/** How a file of the format changes: only at its end, or anywhere. */
export type Growth = "append" | "rewrite";

/** A log format: how to recognise it and how to read it. One file each; adding one = file + list line + sample. */
export interface Format {
  readonly id: string;
  readonly label: string;
  readonly growth: Growth;
  /** Lines that a program printed: they may begin anywhere in the file, after its own source even. */
  readonly text?: boolean;
  /** The names of its files say nothing of the run, only their folder does. */
  readonly nameless?: boolean;
  /** Every copy of a file holds the whole history up to where it was made. */
  readonly repeats?: boolean;
  /** How sure it is that the file is of this format: 0 not at all, 1 certain. Looks at content, not only names. */
  probe(head: Head): number;
  /** A fresh reader of one file. */
  parser(sink: Sink): Parser;
}

/** Reads one file, given in pieces of any size. Never throws: what is wrong goes to the sink as a problem. */
export interface Parser {
  /** Bytes held of a record that is not whole yet. */
  readonly pending: number;
  push(bytes: Uint8Array): void;
  /** No more bytes for now. The tail that is not yet a whole record stays, for when the rest arrives. */
  flush(): void;
  /** The file is complete: a torn tail is now a problem (or, where it reads whole, a last row). */
  end(): void;
}
