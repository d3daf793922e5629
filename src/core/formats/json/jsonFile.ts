import type { Sink } from "../../runs/table/sink";
import type { Parser } from "../format";
import { readJson, type Json } from "./json";
import { utf8 } from "../bytes/utf8";

/** A larger value is not read: it is parsed at one go, and takes many times its size in memory. */
const largestFile = 64 << 20;

/** Reads a file that is one JSON value, once it is complete. */
export class JsonFile implements Parser {
  readonly #sink: Sink;
  readonly #take: (value: Json, sink: Sink) => void;
  #pieces: Uint8Array[] = [];
  #size = 0;

  constructor(sink: Sink, take: (value: Json, sink: Sink) => void) {
    this.#sink = sink;
    this.#take = take;
  }

  get pending(): number {
    return this.#size;
  }

  push(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size <= largestFile) this.#pieces.push(bytes.slice());
    else this.#pieces = [];
  }

  // Half a value is none.
  flush(): void {
    return;
  }

  end(): void {
    if (this.#size > largestFile) {
      this.#sink.problem(
        `a JSON value of more than ${largestFile >> 20} MiB is too large to read; as JSON Lines it is read`,
      );
      return;
    }
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#size = 0;
    const read = readJson(utf8(whole));
    if (read.ok) this.#take(read.value, this.#sink);
    else this.#sink.problem(`not readable as JSON: ${read.why}`, { line: read.line });
  }
}
