/** Called for each line: `bytes[start … end)` without its `\n` (and `\r`). `bytes[end]` is the line's end. */
export type OnLine = (bytes: Uint8Array, start: number, end: number, line: number) => void;

export interface LineOptions {
  /** A longer line is dropped, with `tooLong` called once for it. */
  readonly maxBytes: number;
  readonly tooLong: (line: number) => void;
  /**
   * Tried first at the start of a line: reads the line without knowing its end, and gives the index after its newline; -1 when
   * the line is not all there or not right, with nothing kept of it.
   */
  readonly eager?: (bytes: Uint8Array, start: number, line: number) => number;
}

const newline = 10;
const carriageReturn = 13;

/** A log that was truncated while its program wrote on has NULs where the text was: no line begins with one. */
function afterNuls(bytes: Uint8Array, start: number): number {
  let i = start;
  while (i < bytes.length && bytes[i] === 0) i++;
  return i;
}

/** Splits chunks of any size into lines, carrying an incomplete line over. A UTF-8 byte order mark is dropped. */
export class Lines {
  readonly #onLine: OnLine;
  readonly #options: LineOptions;
  /** The line that is being read, 1-based. */
  line = 1;
  #carry = new Uint8Array(0);
  #carried = 0;
  #skipping = false;
  #started = false;

  constructor(onLine: OnLine, options: LineOptions) {
    this.#onLine = onLine;
    this.#options = options;
  }

  push(bytes: Uint8Array): void {
    let start = this.#carried > 0 || this.#skipping ? 0 : afterNuls(bytes, 0);
    if (this.#carried > 0 || this.#skipping) {
      const end = bytes.indexOf(newline);
      if (end < 0) {
        this.#keep(bytes, 0);
        return;
      }
      if (!this.#skipping) {
        this.#keep(bytes.subarray(0, end + 1), 0);
        if (this.#carried > 0) this.#give(this.#carry, 0, this.#carried - 1);
      }
      this.#carried = 0;
      this.#skipping = false;
      this.line++;
      start = end + 1;
    }
    const { eager } = this.#options;
    // Before the last newline no scan leaves the array: a single read outside makes all of them slow.
    const last = eager === undefined ? -1 : bytes.lastIndexOf(newline);
    for (;;) {
      if (eager !== undefined && this.#started) {
        while (start <= last) {
          const next = eager(bytes, start, this.line);
          if (next < 0) break;
          start = next;
          this.line++;
        }
      }
      const end = bytes.indexOf(newline, start);
      if (end < 0) break;
      if (end - start > this.#options.maxBytes) this.#options.tooLong(this.line);
      else this.#give(bytes, start, end);
      this.line++;
      start = end + 1;
    }
    if (start < bytes.length) this.#keep(bytes, start);
  }

  /** The unfinished line, to peek at; empty when the input ended with a newline. */
  pending(): Uint8Array {
    return this.#carry.subarray(0, this.#carried);
  }

  /** Emits the unfinished line as a line. */
  end(): void {
    if (this.#carried === 0) return;
    // Followed by a newline like any line, so that no scan leaves the array.
    const rest = new Uint8Array(this.#carried + 1);
    rest.set(this.pending());
    rest[this.#carried] = newline;
    this.#carried = 0;
    this.#give(rest, 0, rest.length - 1);
    this.line++;
  }

  /** Discards the unfinished line, whose content was already used; the rest of it is skipped up to its newline. */
  taken(): void {
    this.#carried = 0;
    this.#skipping = true;
  }

  #give(bytes: Uint8Array, start: number, end: number): void {
    let from = afterNuls(bytes, start);
    if (!this.#started) {
      this.#started = true;
      if (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
    }
    let to = end;
    if (to > from && bytes[to - 1] === carriageReturn) to--;
    this.#onLine(bytes, from, to, this.line);
  }

  #keep(bytes: Uint8Array, from: number): void {
    if (this.#skipping) return;
    const start = this.#carried > 0 ? from : afterNuls(bytes, from);
    const more = bytes.length - start;
    const size = this.#carried + more;
    if (size > this.#options.maxBytes + 1) {
      this.#options.tooLong(this.line);
      this.#carried = 0;
      this.#carry = new Uint8Array(0);
      this.#skipping = true;
      return;
    }
    if (size > this.#carry.length) {
      const bigger = new Uint8Array(Math.max(size, Math.min(this.#carry.length * 2, this.#options.maxBytes + 1), 256));
      bigger.set(this.#carry.subarray(0, this.#carried));
      this.#carry = bigger;
    }
    this.#carry.set(bytes.subarray(start), this.#carried);
    this.#carried = size;
  }
}
