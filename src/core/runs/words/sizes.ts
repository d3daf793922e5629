/** Letters that count parameters or tokens in names, as powers of ten. */
const factorOfSuffix: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

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

/** Units that may follow a count: `327m_tokens`, `16k-ctx`. */
const unitWords = new Set(
  (
    "tok toks token tokens step steps it iter iters iteration iterations sample samples seq seqs sequences ctx context ba batch " +
    "batches ep epoch epochs data"
  ).split(" "),
);
/** Words that may precede a count of something else: `tokens-1B`, `lr-3m`. */
const keyWords = new Set(
  (
    "tok toks token tokens step steps iter iters ctx context seq seqlen len maxlen vocab sample samples bs gbs batch lr data gb ba ep " +
    "epoch epochs budget warmup nstep ntok"
  ).split(" "),
);

/** Whether a word beside a count says that it counts something else than parameters. */
function isBesideOther(text: string, start: number, end: number): boolean {
  const lower = text.toLowerCase();
  const skip = (at: number, by: 1 | -1) => {
    let i = at;
    while ("-_ =.".includes(lower[i] ?? "x")) i += by;
    return i;
  };
  let from = skip(end, 1);
  const unit = from;
  while (isLetter(lower[from])) from++;
  // With a number of its own it is a key: `125m-step1000`, `125m_bs_256`.
  const keyed = isDigit(lower[skip(from, 1)]);
  if (!keyed && unitWords.has(lower.slice(unit, from))) return true;
  return keyWords.has(lettersBefore(text, skip(start - 1, -1) + 1));
}

/** Model families whose sizes are written without a separator: `llama7b`. */
const modelFamilies = new Set(
  "llama qwen bloom gpt olmo gemma phi falcon opt pythia mistral mpt yi model size".split(" "),
);

/** Words that precede a length of training: `train100m`. */
const spanWords = new Set("train trained warm warmup corpus budget decay anneal cooldown".split(" "));

/** The letters just before a place, lower case. */
function lettersBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && isLetter(text[start - 1])) start--;
  return text.slice(start, end).toLowerCase();
}

/** Whether a number that stands at the end of a word can be a size: `opt125m`, `qwen0.5b`, `llama7b`, and no `exp1b`. */
function gluedTo(word: string, number: string, unit: string | undefined): boolean {
  if (word.length < 3 || (unit !== "m" && unit !== "b")) return false;
  return modelFamilies.has(word) || (number.length > 1 && !spanWords.has(word));
}

/** How far the digits after a B go: in `1b3`, which is 1.3B, one or two of them. */
function digitsAfterB(text: string, at: number): string {
  if (text[at]?.toLowerCase() !== "b") return "";
  let end = at + 1;
  while (isDigit(text[end])) end++;
  const length = end - at - 1;
  return length > 2 || isLetter(text[end]) ? "" : text.slice(at + 1, end);
}

/**
 * Counts with a letter k, M, B or T (either case) that stand as words in a text: `late-init-1.6B` holds 1.6e9. Also read:
 * `0p5B`, `1b3` (1.3B), and sizes that follow a word at once (`opt125m`).
 */
export function countsIn(text: string): Count[] {
  const found: Count[] = [];
  let i = 0;
  while (i < text.length) {
    if (!isDigit(text[i]) || isDigit(text[i - 1]) || text[i - 1] === ".") {
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
    const letter = text[i]?.toLowerCase();
    const unit = factorOfSuffix[letter ?? ""];
    const written = text.slice(start, i).toLowerCase().replace("p", ".");
    // 1b3 and 13b5 are sizes, 448b93 is a piece of a hash.
    const after = written.includes(".") || written.length > 2 ? "" : digitsAfterB(text, i);
    const end = i + 1 + after.length;
    if (unit === undefined || isLetter(text[end]) || isDigit(text[end])) continue;
    if (isLetter(text[start - 1]) && !gluedTo(lettersBefore(text, start), written + after, letter)) continue;
    found.push({
      value: Number(`${written}${after === "" ? "" : `.${after}`}`) * unit,
      text: text.slice(start, end),
      start,
      end,
    });
    i = end;
  }
  return found;
}

/** `08ffadff-3576-496b-9795-2dc5cf8f4f46`: its digits count nothing. */
const uuidPattern = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

/** The text with blanks in the place of such identifiers. */
export const withoutUuids = (text: string): string => text.replace(uuidPattern, (uuid) => " ".repeat(uuid.length));

/** `N1e+08` of a name that writes N as a number: the `+` belongs to it. */
const written = /(?<![A-Za-z0-9])(?:n|params?|n_params)[-_=:]?(\d+(?:\.\d+)?e\+?\d{1,2})(?![A-Za-z0-9.])/gi;

function sizesWithExponent(text: string): Count[] {
  return [...text.matchAll(written)].flatMap(({ 0: whole, 1: number = "", index }) => {
    const value = Number(number);
    const start = index + whole.length - number.length;
    return value >= 1000 ? [{ value, text: number, start, end: start + number.length }] : [];
  });
}

/** The counts in a name that can be numbers of parameters: none beside "tok", "ba", "ep" and the like, none in T. */
export function sizesIn(text: string): Count[] {
  const exact = sizesWithExponent(text);
  if (exact.length > 0) return exact;
  return countsIn(withoutUuids(text)).filter(({ text: count, start, end, value }) => {
    const letter = count.replace(/\d+$/, "").at(-1) ?? "";
    if (letter.toLowerCase() === "t" || value <= 0) return false;
    // "16k" is a context length or a number of steps more often than a model, unless it stands alone.
    if (letter.toLowerCase() === "k" && (start > 0 || end < text.length)) return false;
    return !isBesideOther(text, start, end);
  });
}

/** Reads a whole text as a count: `1.6B`, `125M`, `1600000000`; undefined for anything else. */
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
