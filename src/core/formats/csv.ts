import type { Sink } from "../runs/sink";
import { cellText, cut, isBlank, newCells, oddNumber, sniffDelimiter, texts } from "./csvCells";
import { exportedRuns, exportedTag, isBySamples, type Exported } from "./csvExports";
import type { Format, Head, Parser } from "./format";
import { headText } from "./headText";
import { Lines } from "./lines";
import { numberEnd, scanNumber, wholeNumber } from "./number";
import { utf8 } from "./utf8";

/**
 * Comma, semicolon, tab or bar separated tables with a header line. Quoted cells (also with newlines inside), CRLF, blank
 * lines and `#` comments are read. A header that comes again, as after a restart or when a writer added a key, is followed.
 */

const LONGEST = 16 << 20;
const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

class CsvParser implements Parser {
  private readonly lines: Lines;
  private readonly cells = newCells();
  private delimiter = 0;
  private header: readonly string[] | undefined;
  /** What each column is of, in a chart that was exported from W&B. */
  private exported: readonly (Exported | undefined)[] | undefined;
  /** The column of each cell; -1 for a cell without a name. */
  private columns: number[] = [];
  /** The column of samples where the first cell counts those; -1 elsewhere. */
  private samples = -1;
  /** The last text of each cell: most say the same again. */
  private texts: ({ readonly bytes: Uint8Array; readonly text: string } | undefined)[] = [];
  /** The lines so far of a row whose quoted cell holds a newline. */
  private joined: { bytes: Uint8Array; line: number } | undefined;

  constructor(
    private readonly sink: Sink,
    private readonly path: string,
  ) {
    const onLine = (b: Uint8Array, start: number, end: number, line: number) => {
      this.line(b, start, end, line);
    };
    const tooLong = (line: number) => {
      sink.problem(`line longer than ${LONGEST >> 20} MiB: left out`, { line });
    };
    const eager = (b: Uint8Array, start: number, line: number) => this.plainRow(b, start, line);
    this.lines = new Lines(onLine, { maxBytes: LONGEST, tooLong, eager });
  }

  get pending(): number {
    return this.lines.pending().length + (this.joined?.bytes.length ?? 0);
  }

  push(bytes: Uint8Array): void {
    this.lines.push(bytes);
  }

  // A last line without its newline may be half a number: it waits.
  flush(): void {
    return;
  }

  end(): void {
    this.lines.end();
    if (this.joined !== undefined) this.sink.problem("a quoted cell is not closed", { line: this.joined.line });
    this.joined = undefined;
  }

  /**
   * The common row, read in one go: as many cells as the header names, numbers and plain texts, no quotes. The index after its
   * newline; -1, with nothing kept, where the row is another and must be looked at cell by cell.
   */
  private plainRow(b: Uint8Array, start: number, line: number): number {
    const { columns, delimiter, sink, joined } = this;
    if (this.header === undefined || joined !== undefined || this.exported !== undefined || this.samples >= 0)
      return -1;
    let i = start;
    const n = columns.length;
    for (let k = 0; k < n; k++) {
      let c = b[i];
      if (c !== delimiter && c !== NEWLINE && c !== RETURN) {
        const value = scanNumber(b, i);
        const to = numberEnd;
        c = b[to];
        if (to > i && (c === delimiter || c === NEWLINE || c === RETURN)) {
          sink.set(columns[k] ?? 0, value);
          i = to;
        } else {
          i = this.plainText(b, i, k);
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
    if (b[i] === RETURN) i++;
    // Blank lines of a table of one column are no rows.
    if (b[i] !== NEWLINE || (n === 1 && i - start < 2)) {
      sink.discard();
      return -1;
    }
    sink.row(line);
    return i + 1;
  }

  /** A cell without quotes that is no plain number; the index of its end, -1 where it must be looked at. */
  private plainText(b: Uint8Array, start: number, k: number): number {
    const known = this.texts[k];
    let to = start;
    for (let c = b[to]; c !== this.delimiter && c !== NEWLINE && c !== RETURN; c = b[++to]) if (c === QUOTE) return -1;
    if (known?.bytes.length === to - start && known.bytes.every((c, j) => c === b[start + j])) {
      this.sink.text(this.columns[k] ?? 0, known.text);
      return to;
    }
    const value = oddNumber(b, start, to, this.delimiter);
    if (value !== undefined) {
      this.sink.set(this.columns[k] ?? 0, value);
      return to;
    }
    const text = utf8(b, start, to).trim();
    // The name of the first column: the header comes again.
    if (k === 0 && text === this.header?.[0]) return -1;
    if (text === "") return to;
    this.sink.text(this.columns[k] ?? 0, text);
    this.texts[k] = { bytes: b.slice(start, to), text };
    return to;
  }

  private line(b: Uint8Array, start: number, end: number, line: number): void {
    if (this.joined !== undefined) {
      const { bytes, line: first } = this.joined;
      this.joined = undefined;
      const whole = new Uint8Array(bytes.length + 1 + end - start);
      whole.set(bytes);
      whole[bytes.length] = 10;
      whole.set(b.subarray(start, end), bytes.length + 1);
      this.record(whole, 0, whole.length, first);
      return;
    }
    if (isBlank(b, start, end) || (b[start] === 35 && this.header === undefined)) return;
    this.record(b, start, end, line);
  }

  private record(b: Uint8Array, start: number, end: number, line: number): void {
    if (this.header === undefined) {
      this.delimiter = sniffDelimiter(utf8(b, start, end)) || 44;
      cut(b, start, end, this.delimiter, this.cells);
      this.useHeader(texts(b, this.cells));
      return;
    }
    cut(b, start, end, this.delimiter, this.cells);
    if (this.cells.open) {
      if (end - start > 1 << 20) this.sink.problem("a quoted cell is not closed", { line });
      else this.joined = { bytes: b.slice(start, end), line };
      return;
    }
    if (this.headerAgain(b, line)) return;
    this.row(b, line);
  }

  private useHeader(names: readonly string[]): void {
    this.header = names;
    this.texts = [];
    this.exported = exportedRuns(names);
    if (this.exported !== undefined) {
      this.columns = names.map((_, n) =>
        this.sink.column(n === 0 ? (names[0] ?? "") : (this.exported?.[n]?.metric ?? "")),
      );
      return;
    }
    const { renamed, run } = exportedTag(names, this.path);
    if (run !== undefined) {
      this.sink.setName(run);
      this.sink.setIdentity(`tensorboard-csv ${this.path.split("/").slice(0, -1).join("/")}/${run}`);
    }
    this.samples = isBySamples(this.path) ? this.sink.column("samples") : -1;
    this.columns = renamed.map((name, n) => this.sink.column(name === "" ? `column ${n + 1}` : name));
  }

  /** Whether this line names columns: the same again, or new ones among which the first is the same. */
  private headerAgain(b: Uint8Array, line: number): boolean {
    const header = this.header ?? [];
    const { cells } = this;
    if (cells.count < 2 || cells.count < header.length || cellText(b, cells, 0) !== header[0]) return false;
    const names = texts(b, cells);
    const kept = names.filter((name) => header.includes(name)).length;
    if (kept < header.length / 2) return false;
    if (names.length !== header.length || kept < header.length) {
      this.sink.problem(`the header changes here: ${names.length} columns in place of ${header.length}`, { line });
    }
    this.useHeader(names);
    return true;
  }

  /** A row of a W&B export: one of our rows for each run that has a value in it. */
  private exportedRow(b: Uint8Array, line: number, exported: readonly (Exported | undefined)[]): void {
    const { cells, columns, sink } = this;
    const number = (n: number) => wholeNumber(b, cells.bounds[n * 2] ?? 0, cells.bounds[n * 2 + 1] ?? 0);
    const step = cells.count > 0 ? number(0) : undefined;
    const runColumn = sink.column("run_name");
    const byRun = new Map<string, number[]>();
    exported.forEach((of, n) => {
      if (of === undefined || n >= cells.count || number(n) === undefined) return;
      byRun.set(of.run, [...(byRun.get(of.run) ?? []), n]);
    });
    for (const [run, places] of byRun) {
      if (step !== undefined) sink.set(columns[0] ?? 0, step);
      sink.text(runColumn, run);
      for (const n of places) sink.set(columns[n] ?? 0, number(n) ?? NaN);
      sink.row(line);
    }
  }

  private row(b: Uint8Array, line: number): void {
    if (this.exported !== undefined) {
      this.exportedRow(b, line, this.exported);
      return;
    }
    const { cells, columns, sink } = this;
    const { bounds } = cells;
    const n = Math.min(cells.count, columns.length);
    for (let k = 0; k < n; k++) {
      const from = bounds[k * 2] ?? 0;
      const to = bounds[k * 2 + 1] ?? 0;
      if (from === to) continue;
      let value: number | undefined = scanNumber(b, from);
      if (numberEnd !== to || numberEnd === from) value = oddNumber(b, from, to, this.delimiter);
      if (value !== undefined) sink.set(columns[k] ?? 0, value);
      else {
        const text = cellText(b, cells, k);
        if (text !== "") sink.text(columns[k] ?? 0, text);
      }
    }
    const counted = this.samples < 0 ? undefined : wholeNumber(b, bounds[0] ?? 0, bounds[1] ?? 0);
    if (counted !== undefined) sink.set(this.samples, counted);
    if (cells.count !== columns.length) {
      sink.problem(`${cells.count} cells where the header names ${columns.length}`, { line });
    }
    sink.row(line);
  }
}

/** Where the first row starts in a head's lines: the header, and a few lines after it. */
function sample(head: Head): string[] {
  const lines = headText(head.bytes, 16384).replace("\uFEFF", "").split("\n");
  if (!head.whole || head.bytes.length > 16384) lines.pop();
  return lines.map((line) => line.replace("\r", "")).filter((line) => line.trim() !== "" && !line.startsWith("#"));
}

export const csv: Format = {
  id: "csv",
  label: "CSV or TSV table",
  growth: "append",
  probe(head) {
    if (head.bytes.includes(0)) return 0;
    const [header, ...rest] = sample(head);
    if (header === undefined || header.startsWith("{") || header.startsWith("[")) return 0;
    const delimiter = sniffDelimiter(header);
    const named = [".csv", ".tsv"].some((end) => head.path.toLowerCase().endsWith(end));
    if (delimiter === 0) return 0;
    const cells = (line: string) => line.split(String.fromCharCode(delimiter)).map((cell) => cell.trim());
    const isNumber = (cell: string) => cell !== "" && Number.isFinite(Number(cell.replaceAll('"', "")));
    const names = cells(header);
    // A line of numbers is no header, and a table without names says nothing.
    if (names.every((name) => name === "" || isNumber(name))) return 0;
    const rows = rest.slice(0, 5).map(cells);
    const numeric = rows.filter((row) => row.some(isNumber)).length;
    if (named) return rows.length === 0 || numeric > 0 ? 0.95 : 0.2;
    const even = rows.filter((row) => row.length === names.length).length;
    return rows.length > 0 && even === rows.length && numeric === rows.length && names.length > 1 ? 0.6 : 0;
  },
  parser: (sink, path) => new CsvParser(sink, path),
};
