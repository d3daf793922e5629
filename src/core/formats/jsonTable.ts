import type { Sink } from "../runs/sink";
import type { Format, Parser } from "./format";
import { flatten, isObject, readJson, type Json } from "./json";
import { numberOf } from "./number";
import { utf8 } from "./utf8";

/**
 * A table in one JSON value: an array of row objects, an object that holds such an array (`{"rows": […]}`, `log_history`), an
 * object of equally long columns (as pandas writes with orient "list"), or of named rows (orient "index").
 */

/** A larger file is no table of results. */
const LARGEST = 256 << 20;

type Row = Readonly<Record<string, Json>>;

const isRows = (value: Json | undefined): value is readonly Row[] =>
  Array.isArray(value) && value.length > 0 && value.every((item: Json) => isObject(item));

/** The rows that a value holds; undefined when it is no table. */
export function rowsOf(value: Json): readonly Row[] | undefined {
  if (isRows(value)) return value;
  if (!isObject(value)) return undefined;
  const inner = Object.values(value).filter(isRows);
  const longest = inner.reduce<readonly Row[] | undefined>(
    (a, b) => (a !== undefined && a.length >= b.length ? a : b),
    undefined,
  );
  if (longest !== undefined) return longest;
  return columnsToRows(value) ?? namedRows(value);
}

function columnsToRows(value: Row): readonly Row[] | undefined {
  const columns = Object.entries(value).filter((entry): entry is [string, readonly Json[]] => Array.isArray(entry[1]));
  const length = columns[0]?.[1].length ?? 0;
  if (length === 0 || columns.length < 2 || columns.some(([, items]) => items.length !== length)) return undefined;
  return Array.from({ length }, (_, i) => Object.fromEntries(columns.map(([key, items]) => [key, items[i] ?? null])));
}

function namedRows(value: Row): readonly Row[] | undefined {
  const entries = Object.entries(value);
  const rows = entries.filter((entry): entry is [string, Row] => isObject(entry[1]));
  if (rows.length < 2 || rows.length < entries.length) return undefined;
  const keys = new Set(Object.keys(rows[0]?.[1] ?? {}));
  const alike = rows.every(([, row]) => Object.keys(row).some((key) => keys.has(key) && typeof row[key] === "number"));
  return alike ? rows.map(([name, row]) => ({ name, ...row })) : undefined;
}

class JsonTableParser implements Parser {
  private pieces: Uint8Array[] = [];
  private size = 0;

  constructor(private readonly sink: Sink) {}

  get pending(): number {
    return this.size;
  }

  push(bytes: Uint8Array): void {
    this.size += bytes.length;
    if (this.size <= LARGEST) this.pieces.push(bytes.slice());
    else this.pieces = [];
  }

  flush(): void {
    return;
  }

  end(): void {
    if (this.size > LARGEST) {
      this.sink.problem(`a JSON value of more than ${LARGEST >> 20} MiB is not read`);
      return;
    }
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const piece of this.pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.pieces = [];
    const read = readJson(utf8(whole));
    if (!read.ok) {
      this.sink.problem(`not readable as JSON: ${read.why}`, { line: read.line });
      return;
    }
    const rows = rowsOf(read.value);
    if (rows === undefined) return;
    if (isObject(read.value)) for (const [key, value] of scalars(read.value)) this.sink.setConfig(key, value);
    for (const row of rows) this.row(row);
  }

  private row(row: Row): void {
    for (const [key, value] of flatten(row)) {
      const column = this.sink.column(key);
      const number = typeof value === "string" ? numberOf(value) : Number(value);
      if (number !== undefined) this.sink.set(column, number);
      else this.sink.text(column, String(value));
    }
    this.sink.row(0);
  }
}

const scalars = (value: Row) =>
  Object.entries(value).filter((entry): entry is [string, string | number | boolean] => {
    const type = typeof entry[1];
    return type === "string" || type === "number" || type === "boolean";
  });

export const jsonTable: Format = {
  id: "json-table",
  label: "Table in a JSON file",
  growth: "rewrite",
  probe(head) {
    if (!head.path.toLowerCase().endsWith(".json")) return 0;
    const text = utf8(head.bytes, 0, Math.min(head.bytes.length, 16384)).replace("\uFEFF", "").trimStart();
    if (text.startsWith("[")) return text.slice(1).trimStart().startsWith("{") ? 0.9 : 0;
    if (!text.startsWith("{")) return 0;
    if (!head.whole) return /[[{]/.test(text.slice(1)) ? 0.4 : 0;
    const read = readJson(utf8(head.bytes));
    return read.ok && rowsOf(read.value) !== undefined ? 0.8 : 0;
  },
  parser: (sink) => new JsonTableParser(sink),
};
