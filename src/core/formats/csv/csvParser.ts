import type { Sink } from "../../runs/table/sink";
import { cellText, cut, isBlank, newCells, oddNumber, sniffDelimiter, texts } from "./csvCells";
import { putExported } from "./csvExports";
import { noHeader, readHeader, type Header } from "./csvHeader";
import type { Parser } from "../format";
import { OpenRecord } from "./openRecord";
import { Lines } from "../bytes/lines";
import { numberEnd, scanNumber, wholeNumber } from "../bytes/number";
import { utf8 } from "../bytes/utf8";

const longestLine = 16 << 20;
const quote = 34;
const newline = 10;
const carriageReturn = 13;

/**
 * Comma, semicolon, tab or bar separated tables with a header line. Quoted cells (also with newlines inside), CRLF, blank
 * lines and `#` comments are read. A repeated header, as after a restart or when a writer added a key, replaces the one before.
 */
export class CsvParser implements Parser {
  readonly #sink: Sink;
  readonly #path: string;
  readonly #lines: Lines;
  readonly #cells = newCells();
  #delimiter = 0;
  #header: Header | undefined;
  /** The last text of each column: most rows repeat it. */
  #texts: ({ readonly bytes: Uint8Array; readonly text: string } | undefined)[] = [];
  /** The lines so far of a row whose quoted cell holds a newline. */
  #joined: OpenRecord | undefined;

  constructor(sink: Sink, path: string) {
    this.#sink = sink;
    this.#path = path;
    const onLine = (b: Uint8Array, start: number, end: number, line: number) => {
      this.#line(b, start, end, line);
    };
    const tooLong = (line: number) => {
      sink.problem(`line longer than ${longestLine >> 20} MiB: skipped`, { line });
    };
    const eager = (b: Uint8Array, start: number, line: number) => this.#plainRow(b, start, line);
    this.#lines = new Lines(onLine, { maxBytes: longestLine, tooLong, eager });
  }

  get pending(): number {
    return this.#lines.pending().length + (this.#joined?.size ?? 0);
  }

  push(bytes: Uint8Array): void {
    this.#lines.push(bytes);
  }

  // A last line without its newline may be half a number: it waits.
  flush(): void {
    return;
  }

  end(): void {
    const header = this.#header;
    this.#lines.end();
    if (header === undefined && this.#header !== undefined)
      this.#sink.problem("it ends within its first line, the header");
    while (this.#joined !== undefined) this.#giveUp(this.#joined);
  }

  /**
   * The common row, read in one go: as many cells as the header names, numbers and plain texts, no quotes. The index after its
   * newline; -1, with nothing kept, where the row is another and must be looked at cell by cell.
   */
  #plainRow(b: Uint8Array, start: number, line: number): number {
    const header = this.#header;
    const delimiter = this.#delimiter;
    const sink = this.#sink;
    if (header?.plain !== true || this.#joined !== undefined) return -1;
    const { columns } = header;
    let i = start;
    const n = columns.length;
    for (let k = 0; k < n; k++) {
      let c = b[i];
      if (c !== delimiter && c !== newline && c !== carriageReturn) {
        const value = scanNumber(b, i);
        const to = numberEnd;
        c = b[to];
        if (to > i && (c === delimiter || c === newline || c === carriageReturn)) {
          sink.set(columns[k] ?? 0, value);
          i = to;
        } else {
          i = this.#plainText(b, i, k, header);
          c = b[i];
        }
      }
      const last = k === n - 1;
      if (i < 0 || (last ? c === delimiter : c !== delimiter)) {
        sink.discard();
        return -1;
      }
      if (!last) i++;
    }
    if (b[i] === carriageReturn) i++;
    // Blank lines of a table of one column are no rows.
    if (b[i] !== newline || (n === 1 && i - start < 2)) {
      sink.discard();
      return -1;
    }
    sink.row(line);
    return i + 1;
  }

  /** A cell without quotes that is no plain number; the index of its end, -1 where it must be looked at. */
  #plainText(b: Uint8Array, start: number, k: number, { columns, names }: Header): number {
    const known = this.#texts[k];
    let to = start;
    for (let c = b[to]; c !== this.#delimiter && c !== newline && c !== carriageReturn; c = b[++to])
      if (c === quote) return -1;
    if (known?.bytes.length === to - start && known.bytes.every((c, j) => c === b[start + j])) {
      this.#sink.text(columns[k] ?? 0, known.text);
      return to;
    }
    const value = oddNumber(b, start, to, this.#delimiter);
    if (value !== undefined) {
      this.#sink.set(columns[k] ?? 0, value);
      return to;
    }
    const text = utf8(b, start, to).trim();
    // The name of the first column: a repeated header.
    if (k === 0 && text === names[0]) return -1;
    if (text === "") return to;
    this.#sink.text(columns[k] ?? 0, text);
    this.#texts[k] = { bytes: b.slice(start, to), text };
    return to;
  }

  #line(b: Uint8Array, start: number, end: number, line: number): void {
    const joined = this.#joined;
    if (joined !== undefined) {
      const isClosed = joined.add(b, start, end);
      if (isClosed) {
        this.#joined = undefined;
        const whole = joined.whole();
        this.#record(whole, 0, whole.length, joined.line);
      } else if (joined.isTooLong) this.#giveUp(joined);
      return;
    }
    if (isBlank(b, start, end) || (b[start] === 35 && this.#header === undefined)) return;
    this.#record(b, start, end, line);
  }

  /** Reads a row; `plain`: a quote that is open at its end is its own affair. */
  #record(b: Uint8Array, start: number, end: number, line: number, plain = false): void {
    if (this.#header === undefined) {
      this.#delimiter = sniffDelimiter(utf8(b, start, end)) || 44;
      cut(b, start, end, this.#delimiter, this.#cells);
      this.#useHeader(texts(b, this.#cells));
      return;
    }
    cut(b, start, end, this.#delimiter, this.#cells);
    if (this.#cells.open && !plain) {
      this.#joined = new OpenRecord(b.slice(start, end), line, this.#delimiter);
      return;
    }
    if (this.#headerAgain(b, line)) return;
    this.#row(b, line);
  }

  /** A quote that never closes is a stray one: the lines since are rows of their own. */
  #giveUp(joined: OpenRecord): void {
    this.#joined = undefined;
    this.#sink.problem("a quoted cell is not closed: read as if it stood for itself", { line: joined.line });
    joined.lines.forEach((b, k) => {
      if (k === 0) this.#record(b, 0, b.length, joined.line, true);
      else this.#line(b, 0, b.length, joined.line + k);
    });
  }

  #useHeader(names: readonly string[]): void {
    this.#header = readHeader(names, this.#path, this.#sink);
    this.#texts = [];
  }

  /** Whether this line names columns: the same again, or new ones among which the first is the same. */
  #headerAgain(b: Uint8Array, line: number): boolean {
    const header = this.#header?.names ?? [];
    const cells = this.#cells;
    if (cells.count < 2 || cells.count < header.length || cellText(b, cells, 0) !== header[0]) return false;
    const names = texts(b, cells);
    const kept = names.filter((name) => header.includes(name)).length;
    if (kept < header.length / 2) return false;
    if (names.length !== header.length || kept < header.length) {
      this.#sink.problem(`a new header from here on: ${names.length} columns instead of ${header.length}`, { line });
    }
    this.#useHeader(names);
    return true;
  }

  #row(b: Uint8Array, line: number): void {
    const cells = this.#cells;
    const sink = this.#sink;
    const header = this.#header;
    const { columns, exported, samples } = header ?? noHeader;
    if (exported !== undefined) {
      putExported(sink, b, cells, columns, exported, line);
      return;
    }
    const { bounds } = cells;
    const n = Math.min(cells.count, columns.length);
    for (let k = 0; k < n; k++) {
      const from = bounds[k * 2] ?? 0;
      const to = bounds[k * 2 + 1] ?? 0;
      if (from === to) continue;
      let value: number | undefined = scanNumber(b, from);
      if (numberEnd !== to || numberEnd === from) value = oddNumber(b, from, to, this.#delimiter);
      if (value !== undefined) sink.set(columns[k] ?? 0, value);
      else {
        const text = cellText(b, cells, k);
        if (text !== "") sink.text(columns[k] ?? 0, text);
      }
    }
    const counted = samples < 0 ? undefined : wholeNumber(b, bounds[0] ?? 0, bounds[1] ?? 0);
    if (counted !== undefined) sink.set(samples, counted);
    if (cells.count !== columns.length) {
      sink.problem(`${cells.count} cells, but the header names ${columns.length}`, { line });
    }
    sink.row(line);
  }
}
