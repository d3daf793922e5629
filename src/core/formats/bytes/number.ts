import { fromDigits } from "./decimal";

/** Where the last `scanNumber` stopped: the index after the number. A module variable, as a second return value costs. */
export let numberEnd = 0;

const minusCode = 45;
const plusCode = 43;
const dotCode = 46;
const zeroCode = 48;
/** `.` less `0`, as an unsigned number. */
const pointOffset = (dotCode - zeroCode) >>> 0;

/** `text.slice` of ASCII bytes. */
function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

/** The view through which four digits are read at once, and the array it is of. */
let view: DataView = new DataView(new ArrayBuffer(0));
let viewed = new Uint8Array(0);
let viewEnd = 0;

function look(bytes: Uint8Array): void {
  view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  viewed = bytes as Uint8Array<ArrayBuffer>;
  viewEnd = bytes.length - 4;
}

/** The four digits at `i` as a number, -1 where not all four are digits (SWAR: Lemire, "Number parsing at a gigabyte per second", 2021, §6). */
function fourDigits(i: number): number {
  if (i > viewEnd) return -1;
  const v = view.getInt32(i, true);
  const t = (v - 0x30303030) | 0;
  if ((((v + 0x46464646) | t) & -2139062144) !== 0) return -1;
  const pairs = (Math.imul(t, 10) + (t >>> 8)) | 0;
  return (Math.imul(pairs & 255, 100) + ((pairs >>> 16) & 255)) | 0;
}

/**
 * The number that starts at `start`, NaN when there is none (then `numberEnd` is `start`); `numberEnd` is set to the index
 * after it. Reads `-?digits(.digits)?([eE][+-]?digits)?`, also a leading dot, a trailing dot and a leading plus. A byte that
 * is no part of a number must follow within the array or the array end.
 */
export function scanNumber(bytes: Uint8Array, start: number): number {
  let i = start;
  let c = bytes[i] ?? 0;
  const negative = c === minusCode;
  if (negative || c === plusCode) c = bytes[++i] ?? 0;
  const first = i;
  // Nine digits each, as integers: their arithmetic has a fraction of the latency of the doubles'.
  let high = 0;
  let low = 0;
  let d = (c - zeroCode) >>> 0;
  while (d === 0) d = ((bytes[++i] ?? 0) - zeroCode) >>> 0;
  let from = i;
  for (let stop = i + 9; d <= 9 && i < stop; d = ((bytes[++i] ?? 0) - zeroCode) >>> 0)
    high = (Math.imul(high, 10) + d) | 0;
  for (let stop = i + 9; d <= 9 && i < stop; d = ((bytes[++i] ?? 0) - zeroCode) >>> 0)
    low = (Math.imul(low, 10) + d) | 0;
  while (d <= 9) d = ((bytes[++i] ?? 0) - zeroCode) >>> 0;
  let digits = i - from;
  let power = 0;
  let seen = i - first;
  if (d === pointOffset) {
    const point = ++i;
    d = ((bytes[i] ?? 0) - zeroCode) >>> 0;
    if (digits === 0) while (d === 0) d = ((bytes[++i] ?? 0) - zeroCode) >>> 0;
    from = i;
    if (bytes !== viewed) look(bytes);
    const full = i + 9 - digits;
    for (let four = 0; i + 4 <= full; i += 4) {
      four = fourDigits(i);
      if (four < 0) break;
      high = (Math.imul(high, 10000) + four) | 0;
    }
    d = ((bytes[i] ?? 0) - zeroCode) >>> 0;
    for (; d <= 9 && i < full; d = ((bytes[++i] ?? 0) - zeroCode) >>> 0) high = (Math.imul(high, 10) + d) | 0;
    if (d <= 9) {
      const most = from + 18 - digits;
      for (let four = 0; i + 4 <= most; i += 4) {
        four = fourDigits(i);
        if (four < 0) break;
        low = (Math.imul(low, 10000) + four) | 0;
      }
      d = ((bytes[i] ?? 0) - zeroCode) >>> 0;
      for (; d <= 9 && i < most; d = ((bytes[++i] ?? 0) - zeroCode) >>> 0) low = (Math.imul(low, 10) + d) | 0;
      while (d <= 9) d = ((bytes[++i] ?? 0) - zeroCode) >>> 0;
    }
    digits += i - from;
    power = point - i;
    seen += i - point;
  }
  if (seen === 0) {
    numberEnd = start;
    return NaN;
  }
  c = bytes[i] ?? 0;
  if (c === 101 || c === 69) {
    const exponent = scanExponent(bytes, i + 1);
    if (exponentEnd > 0) {
      power += exponent;
      i = exponentEnd;
    }
  }
  numberEnd = i;
  const value = fromDigits(high, low, digits, power);
  if (value === value) return negative ? -value : value;
  const slow = Number(ascii(bytes, first, i));
  return negative ? -slow : slow;
}

/** Where the exponent ended; 0 when there was none. */
let exponentEnd = 0;

function scanExponent(bytes: Uint8Array, start: number): number {
  let i = start;
  let c = bytes[i] ?? 0;
  const down = c === minusCode;
  if (down || c === plusCode) c = bytes[++i] ?? 0;
  exponentEnd = 0;
  if (c < zeroCode || c > 57) return 0;
  let exponent = 0;
  for (; c >= zeroCode && c <= 57; c = bytes[++i] ?? 0) if (exponent < 100000) exponent = exponent * 10 + c - zeroCode;
  exponentEnd = i;
  return down ? -exponent : exponent;
}

/** The word NaN, nan, Infinity, inf … (with a sign) at `start` as a number; `numberEnd` after it, or at `start` for none. */
export function scanNonFinite(bytes: Uint8Array, start: number): number {
  let i = start;
  const negative = bytes[i] === minusCode;
  if (negative || bytes[i] === plusCode) i++;
  for (const [word, value] of nonFiniteWords) {
    let k = 0;
    while (k < word.length && ((bytes[i + k] ?? 0) | 32) === word[k]) k++;
    if (k === word.length) {
      numberEnd = i + k;
      return negative ? -value : value;
    }
  }
  numberEnd = start;
  return NaN;
}

const letters = (word: string) => Array.from(word, (letter) => letter.charCodeAt(0));
const nonFiniteWords: readonly (readonly [readonly number[], number])[] = [
  [letters("infinity"), Infinity],
  [letters("inf"), Infinity],
  [letters("nan"), NaN],
];

/**
 * A whole text as a number, for cells and quoted values: `2.897`, `4,194,304`, `NaN`, `-Infinity`, `n/a` is none.
 * Undefined when the text is not a number.
 */
export function wholeNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
  let from = start;
  let to = end;
  while (from < to && (bytes[from] ?? 0) <= 32) from++;
  while (to > from && (bytes[to - 1] ?? 0) <= 32) to--;
  if (from === to) return undefined;
  const first = bytes[from] ?? 0;
  if ((first >= zeroCode && first <= 57) || first === minusCode || first === dotCode || first === plusCode) {
    const value = scanNumber(bytes, from);
    if (numberEnd === to) return value;
    if (bytes[numberEnd] === 44) return grouped(bytes, from, to);
  }
  if (to - from > 9) return undefined;
  const value = scanNonFinite(bytes, from);
  return numberEnd === to ? value : undefined;
}

/** `4,194,304`: groups of three after each comma, else undefined. */
function grouped(bytes: Uint8Array, start: number, end: number): number | undefined {
  const text = ascii(bytes, start, end);
  const [whole = "", ...fraction] = text.split(".");
  const groups = (whole.startsWith("-") ? whole.slice(1) : whole).split(",");
  const digits = (group: string) => Array.from(group).every((c) => c >= "0" && c <= "9");
  const good = groups.every((g, i) => digits(g) && (i === 0 ? g.length >= 1 && g.length <= 3 : g.length === 3));
  if (!good || fraction.length > 1 || !digits(fraction[0] ?? "")) return undefined;
  return Number(text.replaceAll(",", ""));
}

const encoder = { bytes: new Uint8Array(64) };

/** `wholeNumber` of a string. */
export function numberOf(text: string): number | undefined {
  if (text.length > 64) return undefined;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return undefined;
    encoder.bytes[i] = code;
  }
  encoder.bytes[text.length] = 0;
  return wholeNumber(encoder.bytes, 0, text.length);
}
