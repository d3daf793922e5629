import { sizesIn, withoutUuids } from "./sizes";

/** A piece of a name: `late`, `lr` with `3e-4`, `size` with `1.6B`. */
export interface NameToken {
  /** The facet, where the piece itself names it. */
  readonly name: string | undefined;
  readonly value: string;
}

/** Letters before a number in a name → the facet. */
const keyOfLetters: Readonly<Record<string, string>> = {
  lr: "lr",
  b: "batch",
  bs: "batch",
  batch: "batch",
  gbs: "batch",
  s: "seed",
  seed: "seed",
  wd: "weight decay",
  mix: "mix",
};

const isDigit = (c: string | undefined) => c !== undefined && c >= "0" && c <= "9";

/** Where a data mix is in a text: three or more numbers that sum to 100, such as `45-45-10`. */
export function mixIn(text: string): { readonly start: number; readonly end: number } | undefined {
  for (let start = 0; start < text.length; start++) {
    if (!isDigit(text[start]) || isDigit(text[start - 1])) continue;
    let sum = 0;
    let parts = 0;
    let i = start;
    while (isDigit(text[i])) {
      let end = i;
      while (isDigit(text[end]) && end - i < 4) end++;
      sum += Number(text.slice(i, end));
      parts++;
      const joined = (text[end] === "-" || text[end] === "_") && isDigit(text[end + 1]);
      if (!joined) {
        // Thirds are written 33-33-33.
        if (parts >= 3 && sum >= 99 && sum <= 101 && !isDigit(text[end]) && !isMoment(text, start, end))
          return { start, end };
        break;
      }
      i = end + 1;
    }
  }
  return undefined;
}

/** A date before a time of day: `2024-06-18_`, `Nov28_`, `24-11-28_`. */
const dateBefore = /(?:\d{4}[-_.]?\d{2}[-_.]?\d{2}|[a-z]{3}[-_]?\d{1,2}|\d{2}[-_.]\d{2}[-_.]\d{2})[-_ t]*$/i;

/** Whether numbers that could be shares are a date with a time (`24-11-28_18-18`), or the time behind a date. */
function isMoment(text: string, start: number, end: number): boolean {
  const numbers = text.slice(start, end).split(/[-_]/).map(Number);
  const [a = 99, b = 99, c = 99, d = 99, e = 99] = numbers;
  if (numbers.length === 3) return a < 24 && b < 60 && c < 60 && dateBefore.test(text.slice(0, start));
  const isDay = (b <= 12 && c <= 31) || (a <= 12 && b <= 31);
  return numbers.length >= 5 && isDay && d < 24 && e < 60;
}

/** Where a word ends: at `-`, `_`, a blank or `,`, and at a dot between words, but not inside `1e-4` or `0.5`. */
function wordEnd(text: string, start: number): number {
  let i = start;
  for (; i < text.length; i++) {
    const c = text[i] ?? "";
    if (c === "." && !isDigit(text[i - 1]) && !isDigit(text[i + 1]) && i > start) break;
    if (!"-_ ,+@".includes(c)) continue;
    const exponent =
      (c === "-" || c === "+") && text[i - 1]?.toLowerCase() === "e" && isDigit(text[i - 2]) && isDigit(text[i + 1]);
    if (!exponent) break;
  }
  return i;
}

function tokenOf(word: string): NameToken {
  const equals = word.search(/[=:]/);
  if (equals > 0 && equals < word.length - 1) {
    const key = word.slice(0, equals);
    return { name: keyOfLetters[key.toLowerCase()] ?? key, value: word.slice(equals + 1) };
  }
  const size = sizesIn(word)[0];
  const isWhole = size?.start === 0 || /^n$/i.test(word.slice(0, size?.start ?? 0));
  if (isWhole && size?.end === word.length) return { name: "size", value: word };
  let letters = 0;
  while (letters < word.length && !isDigit(word[letters]) && word[letters] !== ".") letters++;
  const key = keyOfLetters[word.slice(0, letters).toLowerCase()];
  const rest = word.slice(letters);
  // 0p0028 is how 0.0028 is written where a dot may not stand.
  const number = rest.replace("p", ".");
  if (key !== undefined && rest !== "" && Number.isFinite(Number(number))) return { name: key, value: number };
  return { name: undefined, value: word };
}

/** Splits a folder's or run's name into pieces. Long numbers (times, ids) are dropped: they identify runs and describe nothing. */
export function tokensOf(name: string): NameToken[] {
  const text = withoutUuids(name);
  const tokens: NameToken[] = [];
  const mix = mixIn(text);
  let i = 0;
  while (i < text.length) {
    if (mix?.start === i) {
      tokens.push({ name: "mix", value: text.slice(mix.start, mix.end) });
      i = mix.end;
      continue;
    }
    const end = wordEnd(text, i);
    const word = text.slice(text[i] === "." && !isDigit(text[i + 1]) ? i + 1 : i, end);
    if (word !== "" && !/^\d{6,}$/.test(word)) tokens.push(tokenOf(word));
    i = end === i ? i + 1 : end;
  }
  return tokens;
}
