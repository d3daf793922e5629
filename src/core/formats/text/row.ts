import type { Sink } from "../../runs/table/sink";

/** No program prints a longer one: `0.12345678901234567e+100 tokens`. */
const longestNumber = 64;

/**
 * A number as programs print it: grouped (`4,194,304`), with a letter (`46.6K`), with a unit after it (`12.5ms`, `38.2%`),
 * `nan`, `inf`; undefined for `n/a` and other words.
 */
export function printed(text: string): number | undefined {
  if (text.length > longestNumber) return undefined;
  const t = text.trim().replace(/,(?=\d{3})/g, "");
  const lower = t.toLowerCase();
  if (/^[+-]?(nan|inf|infinity)(ms|s)?$/.test(lower)) {
    return lower.includes("nan") ? NaN : lower.startsWith("-") ? -Infinity : Infinity;
  }
  const found = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-zA-Z%/µ]*)$/.exec(t);
  if (found === null) return undefined;
  const value = Number(found[1]);
  const unit = { K: 1e3, M: 1e6, B: 1e9, G: 1e9, T: 1e12 }[found[2] ?? ""];
  return unit === undefined ? value : value * unit;
}

/** Puts one line's values into the sink: texts that are numbers as numbers; others are dropped. */
export class RowOf {
  readonly #sink: Sink;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Sets the numbers among the values, and the texts, and ends the row; without any number there is no row. */
  put(
    line: number,
    values: Readonly<Record<string, string | number | undefined>>,
    texts: Readonly<Record<string, string>> = {},
  ): boolean {
    let any = false;
    for (const [key, value] of Object.entries(values)) {
      const number = typeof value === "string" ? printed(value) : value;
      if (number === undefined) continue;
      this.#sink.set(this.#sink.column(key), number);
      any = true;
    }
    if (!any) return false;
    for (const [key, text] of Object.entries(texts)) this.#sink.text(this.#sink.column(key), text);
    this.#sink.row(line);
    return true;
  }

  /** What is worth knowing of how the file is read. */
  note(message: string): void {
    this.#sink.problem(message, { kind: "hint" });
  }

  config(key: string, value: string): void {
    const text = value.trim();
    if (text === "" || text.length > 200) return;
    const number = printed(text);
    if (number !== undefined && Number.isFinite(number)) this.#sink.setConfig(key, number);
    else if (text === "True" || text === "False") this.#sink.setConfig(key, text === "True");
    else if (text !== "None") this.#sink.setConfig(key, text);
  }
}

/** `a: 1 | b: 2` as pairs; the pieces are cut at `separator`, key and value at the last `:` (or `=`) of a piece. */
export function pairs(text: string, separator = "|"): Record<string, string> {
  const found: Record<string, string> = {};
  for (const piece of text.split(separator)) {
    const at = Math.max(piece.lastIndexOf(":"), piece.lastIndexOf("="));
    const key = piece.slice(0, at).trim();
    const value = piece.slice(at + 1).trim();
    if (at > 0 && key !== "" && value !== "") found[key] = value;
  }
  return found;
}
