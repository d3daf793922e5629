import type { Sink } from "../../runs/table/sink";
import type { Format, Head, Parser } from "../format";
import { headText } from "../bytes/headText";
import { isObject, readJson } from "./json";
import { skipSpace } from "./jsonBytes";
import { RowReader } from "./jsonRow";
import { Lines } from "../bytes/lines";

/**
 * JSON Lines: one object a line, nested objects flattened with `/`, arrays left out. The lines of a log are alike, so the
 * bytes between two values (`, "loss": `) are compared with those of the line before, and only values are read; what differs
 * is parsed in full. Also read: NaN, Infinity and their quoted forms, quoted numbers, a mark at the start, CRLF.
 */

/** A longer line is no log line; it is dropped with a problem. */
const longestLine = 16 << 20;

const closeBrace = 125;
const newline = 10;

class JsonlParser implements Parser {
  readonly #sink: Sink;
  readonly #rows: RowReader;
  readonly #lines: Lines;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#rows = new RowReader(sink);
    this.#lines = new Lines(
      (b, start, end, line) => {
        this.#line(b, start, end, line);
      },
      {
        maxBytes: longestLine,
        tooLong: (line) => {
          sink.problem(`line longer than ${longestLine >> 20} MiB: skipped`, { line });
        },
        eager: (b, start, line) => {
          const next = this.#rows.readLine(b, start);
          if (next > 0) sink.row(line);
          else sink.discard();
          return next;
        },
      },
    );
  }

  get pending(): number {
    return this.#lines.pending().length;
  }

  push(bytes: Uint8Array): void {
    this.#lines.push(bytes);
  }

  flush(): void {
    // An object that is closed is a whole row, newline or not.
    const tail = this.#lines.pending();
    if (tail.length === 0 || tail[tail.length - 1] !== closeBrace) return;
    const rest = new Uint8Array(tail.length + 1);
    rest.set(tail);
    rest[tail.length] = newline;
    if (this.#rows.read(rest, 0, tail.length)) {
      this.#sink.row(this.#lines.line);
      this.#lines.taken();
    } else this.#sink.discard();
  }

  end(): void {
    this.#lines.end();
  }

  #line(b: Uint8Array, start: number, end: number, line: number): void {
    if (this.#rows.read(b, start, end)) {
      this.#sink.row(line);
      return;
    }
    this.#sink.discard();
    if (skipSpace(b, start) < end) this.#sink.problem(this.#rows.wrong, { line });
  }
}

/** The first lines that are not blank, at most `most`, whole ones only unless the head is the whole file. */
function firstLines(head: Head, most: number): string[] {
  const text = headText(head.bytes);
  const lines: string[] = [];
  for (let from = 0; from < text.length && lines.length < most;) {
    const end = text.indexOf("\n", from);
    if (end < 0 && !head.whole) break;
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, to).replace(/^\0+/, "").trim().replace("\uFEFF", "");
    if (line !== "") lines.push(line);
    from = to + 1;
  }
  return lines;
}

function isObjectText(line: string): boolean {
  const read = readJson(line);
  return read.ok && isObject(read.value);
}

export const jsonl: Format = {
  id: "jsonl",
  label: "JSON Lines",
  growth: "append",
  probe(head) {
    const lines = firstLines(head, 8);
    const named = head.path.endsWith(".jsonl") || head.path.endsWith(".ndjson");
    // A row of thousands of metrics is longer than any head.
    if (lines.length === 0 && !head.whole)
      return named && /^[\0\uFEFF\s]*\{\s*"[^"]*"\s*:/.test(headText(head.bytes)) ? 0.9 : 0;
    const objects = lines.filter((line) => line.startsWith("{") && line.includes(":"));
    // A dictionary of Python looks like one.
    if (!objects.some(isObjectText)) return 0;
    if (named) return objects.length * 2 >= lines.length ? 1 : 0.3;
    // A .json of one line is as well a single value: leave it to the reader of whole JSON files.
    return lines.length > 1 && objects.length === lines.length ? 0.9 : 0;
  },
  parser: (sink) => new JsonlParser(sink),
};
