/** A number of a printed line, and the words before it. */
export interface PrintedPair {
  /** In small letters; none where a separator stands between them and the number. */
  readonly words: readonly string[];
  /** The number as it is printed, with its unit. */
  readonly value: string;
  readonly number: number;
  /** `10/39695`: what it goes to. */
  readonly of?: number;
  /** The letters right after it, or the word after `10/39695`. */
  readonly unit: string;
}

/** A word, a number, or a single sign; each is found without backtracking. */
const tokenPattern = /[A-Za-z_][\w/.-]*|[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|\S/g;
/** Signs that may stand between a word and its number. */
const joining = new Set([":", "=", "[", "(", "#", "<", "~"]);
/** More words than this are a sentence. */
const mostWords = 3;

/** The numbers of a line, in their order, each with the words before it: `Train Loss: 3.1 | lr=1e-4`. One pass over the line. */
export function printedPairs(line: string): readonly PrintedPair[] {
  const tokens = [...line.matchAll(tokenPattern)].map(({ 0: text, index }) => ({
    text,
    at: index,
    end: index + text.length,
  }));
  const found: PrintedPair[] = [];
  let words: string[] = [];
  for (let k = 0; k < tokens.length; k++) {
    const { text, end } = tokens[k] ?? { text: "", end: 0 };
    const word = wordOf(text);
    if (word !== undefined && !isNumber(text)) words = [...words, word].slice(-mostWords);
    else if (isNumber(text)) {
      const slash = tokens[k + 1]?.text === "/" && isDigits(tokens[k + 2]?.text);
      const of = slash ? Number(tokens[k + 2]?.text.replaceAll(",", "")) : undefined;
      if (slash) k += 2;
      const next = tokens[k + 1];
      const touches = next?.at === (slash ? tokens[k]?.end : end);
      const isUnit = /^[A-Za-z%µ]/.test(next?.text ?? "") && (touches || (slash && words.length === 0));
      found.push({
        words,
        value: text + (isUnit && !slash ? (next?.text ?? "") : ""),
        number: Number(text.replaceAll(",", "")),
        ...(of === undefined ? {} : { of }),
        unit: isUnit ? (next?.text ?? "") : "",
      });
      if (isUnit) k++;
      words = [];
    } else if (!joining.has(text)) words = [];
  }
  return found;
}

const isDigits = (text: string | undefined): boolean => text !== undefined && /^\d[\d,]*$/.test(text);
const isNumber = (text: string): boolean => /^[+-]?\.?\d/.test(text) || /^(?:nan|inf|NaN|Infinity)$/.test(text);
/** A word in small letters, without the dots or dashes that only end it. */
const wordOf = (text: string): string | undefined =>
  /^[A-Za-z_]/.test(text) ? text.toLowerCase().replace(/[./-]{1,8}$/, "") : undefined;
