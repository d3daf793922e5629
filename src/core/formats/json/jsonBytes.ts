import { utf8 } from "../bytes/utf8";

const quote = 34;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const newline = 10;

/** Not the newline: no row goes past its line. */
const isSpace = (c: number | undefined) => c === 32 || c === 9 || c === 13;

export function skipSpace(b: Uint8Array, start: number): number {
  let i = start;
  while (isSpace(b[i])) i++;
  return i;
}

/** The index of the quote that closes the text which starts at `start`, or -1. */
export function closingQuote(b: Uint8Array, start: number, end: number): number {
  let i = start;
  for (; i < end; i++) {
    const c = b[i];
    if (c === quote) return i;
    if (c === backslash) i++;
    else if (c === newline) return -1;
  }
  return -1;
}

/** The text between quotes, its escapes resolved; undefined when an escape is wrong. */
export function textOf(b: Uint8Array, start: number, end: number): string | undefined {
  const raw = utf8(b, start, end);
  if (!raw.includes("\\")) return raw;
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Index after an array whose `[` is at `start`, or -1 when it does not end in the line. */
export function skipArray(b: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let i = start; i < end; i++) {
    const c = b[i];
    if (c === quote) {
      i = closingQuote(b, i + 1, end);
      if (i < 0) return -1;
    } else if (c === 91 || c === openBrace) depth++;
    else if (c === 93 || c === closeBrace) {
      depth--;
      if (depth === 0) return i + 1;
    } else if (c === newline) return -1;
  }
  return -1;
}
