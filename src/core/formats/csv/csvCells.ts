import { numberOf, wholeNumber } from "../bytes/number";
import { utf8 } from "../bytes/utf8";

const quote = 34;
const semicolon = 59;
const delimiters = [44, 9, semicolon, 124];
/** A longer cell is no number with a comma. */
const longestNumber = 40;

/**
 * A cell as a number where a plain reading of it gave none: with blanks, a word such as NaN, or commas. Where `;` parts the
 * cells one comma is the decimal sign, as spreadsheets of most of Europe write: `2,254` is no thousands there.
 */
export function oddNumber(b: Uint8Array, from: number, to: number, delimiter: number): number | undefined {
  if (delimiter !== semicolon || to - from > longestNumber) return wholeNumber(b, from, to);
  const [whole = "", fraction = "", ...more] = utf8(b, from, to).split(",");
  const isDecimal = fraction !== "" && more.length === 0 && !`${whole}${fraction}`.includes(".");
  return isDecimal ? numberOf(`${whole}.${fraction}`) : wholeNumber(b, from, to);
}

/** Cells of one line as alternating start and end offsets into the bytes, without quotes. */
export interface Cells {
  count: number;
  readonly bounds: number[];
  /** Whether a cell holds doubled quotes. */
  readonly doubled: boolean[];
  /** Whether the last cell's quote is still open at the end of the line. */
  open: boolean;
}

export const newCells = (): Cells => ({ count: 0, bounds: [], doubled: [], open: false });

/** Splits a line at a delimiter. */
export function cut(b: Uint8Array, start: number, end: number, delimiter: number, cells: Cells): void {
  let n = 0;
  let i = start;
  cells.open = false;
  for (;;) {
    let from = i;
    let doubled = false;
    let to: number;
    if (b[i] === quote) {
      from = ++i;
      for (; i < end; i++) {
        if (b[i] !== quote) continue;
        if (b[i + 1] !== quote || i + 1 >= end) break;
        doubled = true;
        i++;
      }
      to = i;
      if (i >= end) cells.open = true;
      while (i < end && b[i] !== delimiter) i++;
    } else {
      while (i < end && b[i] !== delimiter) i++;
      to = i;
    }
    cells.bounds[n * 2] = from;
    cells.bounds[n * 2 + 1] = to;
    cells.doubled[n] = doubled;
    n++;
    if (i >= end) break;
    i++;
  }
  cells.count = n;
}

/** The text of the n-th cell, its doubled quotes single. */
export function cellText(b: Uint8Array, cells: Cells, n: number): string {
  const text = utf8(b, cells.bounds[n * 2] ?? 0, cells.bounds[n * 2 + 1] ?? 0).trim();
  return cells.doubled[n] === true ? text.replaceAll('""', '"') : text;
}

export const texts = (b: Uint8Array, cells: Cells) =>
  Array.from({ length: cells.count }, (_, n) => cellText(b, cells, n));

export function isBlank(b: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((b[i] ?? 0) > 32) return false;
  return true;
}

/** The delimiter that splits the header into most cells; 0 when none does. */
export function sniffDelimiter(header: string): number {
  const bytes = plainBytes(header);
  const cells = newCells();
  let best = 0;
  let most = 1;
  for (const delimiter of delimiters) {
    cut(bytes, 0, bytes.length, delimiter, cells);
    if (cells.count > most) {
      most = cells.count;
      best = delimiter;
    }
  }
  return best;
}

/** A text as bytes, for cutting only: what is not ASCII becomes DEL. */
const plainBytes = (text: string) => Uint8Array.from(text, (c) => Math.min(c.charCodeAt(0), 127));
