const quote = 34;
const newline = 10;

/** A quoted cell of so many lines, or a record of so many bytes, is a stray quote. */
const mostLines = 100;
const mostBytes = 64 << 10;

/** A record whose last cell is still within quotes: its lines so far, each looked at once. */
export class OpenRecord {
  readonly lines: Uint8Array[];
  size: number;

  constructor(
    first: Uint8Array,
    readonly line: number,
    readonly delimiter: number,
  ) {
    this.lines = [first];
    this.size = first.length;
  }

  /** Adds a line; whether the record ends with it. */
  add(b: Uint8Array, start: number, end: number): boolean {
    this.lines.push(b.slice(start, end));
    this.size += end - start + 1;
    return this.#closes(b, start, end);
  }

  get isTooLong(): boolean {
    return this.lines.length > mostLines || this.size > mostBytes;
  }

  /** Its lines, joined. */
  whole(): Uint8Array {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const line of this.lines) {
      if (at > 0) whole[at++] = newline;
      whole.set(line, at);
      at += line.length;
    }
    return whole;
  }

  /** The same walk as `cut`, begun within quotes. */
  #closes(b: Uint8Array, start: number, end: number): boolean {
    let i = start;
    for (;;) {
      for (; i < end; i++) {
        if (b[i] !== quote) continue;
        if (b[i + 1] !== quote || i + 1 >= end) break;
        i++;
      }
      if (i >= end) return false;
      // After its quote a cell goes on to the delimiter; then the next may open one.
      do {
        while (i < end && b[i] !== this.delimiter) i++;
        if (++i >= end) return true;
      } while (b[i] !== quote);
      i++;
    }
  }
}
