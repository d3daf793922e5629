import { Builder } from "../../../src/core/runs/table/builder";
import type { Format } from "../../../src/core/formats/format";

/** Reads a whole text (or bytes) with a format, in pieces of a size. */
export function read(format: Format, text: string | Uint8Array, piece = Infinity, end = true, path = "file"): Builder {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const builder = new Builder("file");
  const parser = format.parser(builder, path);
  for (let at = 0; at < bytes.length; at += piece) parser.push(bytes.slice(at, Math.min(bytes.length, at + piece)));
  parser.flush();
  if (end) parser.end();
  return builder;
}

/** The rows of a table as plain objects. */
export function rowsOf(table: Builder): Record<string, number | string>[] {
  return Array.from({ length: table.rows }, (_, row) => {
    const entries = table.columns.flatMap((column): [string, number | string][] => {
      const value = column.numbers?.get(row) ?? column.texts?.get(row);
      return value === undefined ? [] : [[column.key, value]];
    });
    return Object.fromEntries(entries);
  });
}

export const problemsOf = (table: Builder): string[] =>
  table.problems.map((p) => `${p.line ?? p.offset ?? "-"}: ${p.message}`);
