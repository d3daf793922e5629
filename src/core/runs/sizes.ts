/** Letters that count parameters or tokens in names, as powers of ten. */
const SUFFIX: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

/** A count written with a letter, somewhere in a text. */
export interface Count {
  readonly value: number;
  /** As written: `1.6B`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const isDigit = (c: string | undefined) => c !== undefined && c >= "0" && c <= "9";
const isLetter = (c: string | undefined) => c !== undefined && c.toLowerCase() !== c.toUpperCase();

/** Words beside a count that say it counts something else than parameters. */
const OTHERS = ["tok", "ba", "ep", "step", "iter", "ctx", "seq", "vocab", "sample", "len", "bs", "lr", "data", "gb"];

function isBesideOther(text: string, start: number, end: number): boolean {
  const lower = text.toLowerCase();
  let after = end;
  while (after < lower.length && "-_ .".includes(lower[after] ?? "x")) after++;
  if (OTHERS.some((word) => lower.startsWith(word, after))) return true;
  let before = start;
  while (before > 0 && "-_ =.".includes(lower[before - 1] ?? "x")) before--;
  return OTHERS.some((word) => lower.slice(0, before).endsWith(word) || lower.slice(0, before).endsWith(`${word}s`));
}

/** Counts with a letter k, M, B or T (either case) that stand as words in a text: `late-init-1.6B` holds 1.6e9. */
export function countsIn(text: string): Count[] {
  const found: Count[] = [];
  let i = 0;
  while (i < text.length) {
    if (!isDigit(text[i]) || isLetter(text[i - 1]) || isDigit(text[i - 1]) || text[i - 1] === ".") {
      i++;
      continue;
    }
    const start = i;
    while (isDigit(text[i])) i++;
    if (text[i] === "." && isDigit(text[i + 1])) {
      i++;
      while (isDigit(text[i])) i++;
    } else if (text[i]?.toLowerCase() === "p" && isDigit(text[i + 1])) {
      i++;
      while (isDigit(text[i])) i++;
    }
    const number = Number(text.slice(start, i).toLowerCase().replace("p", "."));
    const unit = SUFFIX[text[i]?.toLowerCase() ?? ""];
    if (unit === undefined || isLetter(text[i + 1]) || isDigit(text[i + 1])) continue;
    found.push({ value: number * unit, text: text.slice(start, i + 1), start, end: i + 1 });
    i++;
  }
  return found;
}

/** The counts in a name that can be numbers of parameters: none beside "tok", "ba", "ep" and the like, none in T. */
export function sizesIn(text: string): Count[] {
  return countsIn(text).filter(({ text: count, start, end, value }) => {
    const letter = count[count.length - 1] ?? "";
    if (letter.toLowerCase() === "t" || value <= 0) return false;
    // "16k" is a context length or a number of steps more often than a model, unless it stands alone.
    if (letter.toLowerCase() === "k" && (start > 0 || end < text.length)) return false;
    return !isBesideOther(text, start, end);
  });
}

/** A whole text as a count: `1.6B`, `125M`, `1600000000`; undefined for anything else. */
export function countOf(text: string): number | undefined {
  const trimmed = text.trim();
  const found = countsIn(trimmed)[0];
  if (found?.start === 0 && found.end === trimmed.length) return found.value;
  const plain = Number(trimmed.replaceAll("_", ""));
  return trimmed !== "" && Number.isFinite(plain) && plain > 0 ? plain : undefined;
}

/** A count in few characters: 1.6B, 275M, 327.7M. Three significant digits. */
export function shortCount(value: number): string {
  const units: readonly (readonly [string, number])[] = [
    ["T", 1e12],
    ["B", 1e9],
    ["M", 1e6],
    ["K", 1e3],
  ];
  const [letter, unit] = units.find(([, u]) => value >= u * 0.9995) ?? ["", 1];
  return `${Number((value / unit).toPrecision(3))}${letter}`;
}
