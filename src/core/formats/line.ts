import { Builder } from "../runs/builder";
import { layoutOf } from "../runs/layout";
import { csv } from "./csv";
import { jsonl } from "./jsonl";

/** What a single line of an open log says. */
export interface LineReading {
  /** The run the line is of, where its file holds several. */
  readonly run: string | undefined;
  readonly step: number | undefined;
  readonly tokens: number | undefined;
  /** Every number of the line by its raw key. */
  readonly values: ReadonlyMap<string, number>;
}

/** Reads one line of a JSONL or CSV log, given the file's header line too; undefined when there is no row in it. */
export function parseLine(path: string, text: string, header: string): LineReading | undefined {
  const builder = new Builder(path);
  const isJson = text.trimStart().startsWith("{");
  if (!isJson && text.trim() === header.trim()) return undefined;
  const parser = (isJson ? jsonl : csv).parser(builder);
  parser.push(bytesOf(isJson ? text : `${header}\n${text}`));
  parser.end();
  if (builder.rows !== 1) return undefined;
  const layout = layoutOf(builder);
  const numbers = builder.columns.flatMap(({ key, numbers: n }) => {
    const value = n?.get(0);
    return value === undefined ? [] : [[key, value] as const];
  });
  if (numbers.length === 0) return undefined;
  return {
    run: layout.name?.texts?.get(0),
    step: layout.step?.numbers?.get(0),
    tokens: layout.tokens?.numbers?.get(0),
    values: new Map(numbers),
  };
}

/** UTF-8 of a text: the core has no platform, hence no TextEncoder. */
function bytesOf(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}
