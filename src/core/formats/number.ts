/**
 * Decimal text in bytes → the nearest double, exactly as `Number(text)` reads it, without making a string.
 *
 * Up to 15 digits and powers of ten to 22 are exact in one operation (Clinger, "How to read floating point numbers
 * accurately", 1990, §3). Longer significands are carried as a sum of two doubles; the quotient or product is corrected with
 * an exact residual (Dekker, "A floating-point technique for extending the available precision", 1971), and the rare case
 * that falls too near a rounding boundary is left to `Number`.
 */

const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const SPLIT = 134217729;
const HIGH = POWERS.map((p) => {
  const c = SPLIT * p;
  return c - (c - p);
});
const LOW = POWERS.map((p, i) => p - (HIGH[i] ?? 0));

/** Widens the error a little: a sum that still rounds the same way is surely rounded right. */
const MARGIN = 1 + 2 ** -40;

/** Where the last `scanNumber` stopped: the index after the number. A module variable, as a second return value costs. */
export let numberEnd = 0;

const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;

/** `text.slice` of ASCII bytes. */
export function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

function scaled(head: number, tail: number, power: number): number {
  if (power === 0) {
    const sum = head + tail;
    return sum + (head - sum + tail) * MARGIN === sum ? sum : NaN;
  }
  const index = power < 0 ? -power : power;
  const ten = POWERS[index] ?? 1;
  const first = power < 0 ? head / ten : head;
  const product = first * ten;
  const c = SPLIT * first;
  const high = c - (c - first);
  const low = first - high;
  const th = HIGH[index] ?? 0;
  const tl = LOW[index] ?? 0;
  const error = high * th - product + high * tl + low * th + low * tl;
  const base = power < 0 ? first : product;
  const delta = power < 0 ? (head - product - error + tail) / ten : error + tail * ten;
  const sum = base + delta;
  return sum + (base - sum + delta) * MARGIN === sum ? sum : NaN;
}

/**
 * The number that starts at `start`, NaN when there is none (then `numberEnd` is `start`); `numberEnd` is set to the index
 * after it. Reads `-?digits(.digits)?([eE][+-]?digits)?`, also a leading dot, a trailing dot and a leading plus. A byte that
 * is no part of a number must follow within the array or the array end.
 */
export function scanNumber(bytes: Uint8Array, start: number): number {
  let i = start;
  let c = bytes[i] ?? 0;
  const negative = c === MINUS;
  if (negative || c === PLUS) c = bytes[++i] ?? 0;
  const digitsStart = i;
  let head = 0;
  let digits = 0;
  let tail = 0;
  let tailDigits = 0;
  let power = 0;
  let seen = 0;
  let point = -1;
  for (; ; c = bytes[++i] ?? 0) {
    const d = c - ZERO;
    if (d >= 0 && d <= 9) {
      seen++;
      if (digits < 15) {
        head = head * 10 + d;
        if (head !== 0) digits++;
      } else {
        tail = tail * 10 + d;
        tailDigits++;
      }
    } else if (c === DOT && point < 0) point = seen;
    else break;
  }
  if (seen === 0) {
    numberEnd = start;
    return NaN;
  }
  if (point >= 0) power = point - seen;
  if (c === 101 || c === 69) {
    let j = i + 1;
    let e = bytes[j] ?? 0;
    const down = e === MINUS;
    if (down || e === PLUS) e = bytes[++j] ?? 0;
    if (e >= ZERO && e <= 57) {
      let exponent = 0;
      for (; e >= ZERO && e <= 57; e = bytes[++j] ?? 0) if (exponent < 100000) exponent = exponent * 10 + e - ZERO;
      power += down ? -exponent : exponent;
      i = j;
    }
  }
  numberEnd = i;
  let value = NaN;
  if (tailDigits === 0) {
    if (power === 0) value = head;
    else if (power < 0 && power >= -22) value = head / (POWERS[-power] ?? 1);
    else if (power > 0 && power <= 22) value = head * (POWERS[power] ?? 1);
    else if (head === 0) value = 0;
  } else if (tailDigits <= 7 && power + tailDigits >= -22 && power + tailDigits <= 22) {
    value = scaled(head, tail / (POWERS[tailDigits] ?? 1), power + tailDigits);
  }
  if (value !== value) value = Number(ascii(bytes, digitsStart, i));
  return negative ? -value : value;
}

/** The word NaN, nan, Infinity, inf … (with a sign) at `start` as a number; `numberEnd` after it, or at `start` for none. */
export function scanNonFinite(bytes: Uint8Array, start: number): number {
  let i = start;
  const negative = bytes[i] === MINUS;
  if (negative || bytes[i] === PLUS) i++;
  for (const [word, value] of NON_FINITE) {
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
const NON_FINITE: readonly (readonly [readonly number[], number])[] = [
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
  if ((first >= ZERO && first <= 57) || first === MINUS || first === DOT || first === PLUS) {
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
