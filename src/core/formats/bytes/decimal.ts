/**
 * Decimal text in bytes → the nearest double, exactly as `Number(text)` reads it, without making a string.
 *
 * Nine digits and powers of ten to 22 are exact in one operation (Clinger, "How to read floating point numbers accurately",
 * 1990, §3). Longer significands are two integers of nine digits; the powers of ten are kept in two parts, the first so short
 * that its product is exact, which leaves an error of less than 2^-20 of the half unit that decides the rounding. The rare sum
 * that lies nearer to the boundary than that is left to `Number`.
 */

const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** The tables reach from 10^-REACH to 10^REACH: the metrics of training runs lie within. */
const exponentLimit = 60;
/** 10^p to the nearest, and its first 23 bits with what they leave. */
const tens = new Float64Array(2 * exponentLimit + 1);
const tensHigh = new Float64Array(2 * exponentLimit + 1);
const tensLow = new Float64Array(2 * exponentLimit + 1);

/** The first 23 bits of a double: times an integer of 30 bits they make an exact product. */
function shorten(value: number): number {
  const c = value * (2 ** 30 + 1);
  return c - (c - value);
}

let isFilled = false;

/** On first use: most logs print fewer digits, and a program that starts has no time to lose. */
function fillTables(): void {
  isFilled = true;
  for (let p = -exponentLimit; p <= exponentLimit; p++) {
    const near = Number(`1e${p}`);
    const high = shorten(near);
    // high = m·2^e exactly; what is left of 10^p is a quotient of integers, taken to the nearest double.
    const e = Math.floor(Math.log2(high)) - 60;
    const m = BigInt(high * 2 ** -e);
    const scaleDown = p < 0 ? 10n ** BigInt(-p) : 1n;
    const ten = p < 0 ? 1n : 10n ** BigInt(p);
    const shift = 200n;
    // (10^p − high)·2^shift/2^e, as an integer.
    const exact = e < 0 ? (ten << (shift + BigInt(-e))) / scaleDown : ((ten << shift) >> BigInt(e)) / scaleDown;
    const left = Number(exact - (m << shift)) * 2 ** -200;
    tens[p + exponentLimit] = near;
    tensHigh[p + exponentLimit] = high;
    tensLow[p + exponentLimit] = left * 2 ** e;
  }
}
/** Widens the error a little: a sum that still rounds the same way is surely rounded right. */
const roundingMargin = 1 + 2 ** -18;

/**
 * The double nearest to (high, low)·10^power: `digits` significant ones, the first nine in `high`, up to nine in `low`. NaN when
 * it is too long, too far out, or too near a boundary to tell.
 */
export function fromDigits(high: number, low: number, digits: number, power: number): number {
  if (digits <= 9) {
    if (power === 0) return high;
    if (power < 0) return power >= -22 ? high / (powersOfTen[-power] ?? 1) : high === 0 ? 0 : NaN;
    return power <= 22 ? high * (powersOfTen[power] ?? 1) : high === 0 ? 0 : NaN;
  }
  const at = power + exponentLimit;
  const above = at + digits - 9;
  if (digits > 18 || at < 0 || above > 2 * exponentLimit) return NaN;
  if (!isFilled) fillTables();
  const exact = high * (tensHigh[above] ?? 0);
  const rest = high * (tensLow[above] ?? 0) + low * (tens[at] ?? 0);
  const sum = exact + rest;
  return sum + (exact - sum + rest) * roundingMargin === sum ? sum : NaN;
}
