/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Read =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string; readonly line: number };

const maxDepth = 200;

/** Reads JSON as trainers write it: `NaN`, `Infinity` and `-Infinity` are numbers. Never throws. */
export function readJson(text: string): Read {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    // Not strict JSON: read it leniently, which also finds the line of what is wrong.
  }
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    reader.space();
    if (reader.at < text.length) throw new SyntaxError("text after the value");
    return { ok: true, value };
  } catch (error) {
    const line = text.slice(0, reader.at).split("\n").length;
    return { ok: false, why: error instanceof Error ? error.message : String(error), line };
  }
}

const literals: readonly (readonly [string, Json])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["None", null],
  ["True", true],
  ["False", false],
];

const inNumber = (c: string | undefined) => c !== undefined && "+-.eE0123456789".includes(c);

class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith("\uFEFF")) this.at = 1;
  }

  space(): void {
    while (" \t\r\n".includes(this.#text[this.at] ?? "x")) this.at++;
  }

  value(depth: number): Json {
    if (depth > maxDepth) throw new SyntaxError("nested too deeply");
    this.space();
    const c = this.#text[this.at];
    if (c === "{") return this.#object(depth);
    if (c === "[") return this.#array(depth);
    if (c === '"') return this.#string();
    for (const [word, value] of literals) {
      if (!this.#text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    const start = this.at;
    while (inNumber(this.#text[this.at])) this.at++;
    const number = Number(this.#text.slice(start, this.at));
    if (start === this.at || Number.isNaN(number)) throw new SyntaxError(c === undefined ? "cut off" : "no JSON value");
    return number;
  }

  #expect(c: string): void {
    this.space();
    if (this.#text[this.at] !== c)
      throw new SyntaxError(this.at >= this.#text.length ? "cut off" : `"${c}" is missing`);
    this.at++;
  }

  /** Whether another element follows; takes the comma. */
  #more(close: string): boolean {
    this.space();
    if (this.#text[this.at] === close) {
      this.at++;
      return false;
    }
    this.#expect(",");
    return true;
  }

  #object(depth: number): Json {
    const entries: [string, Json][] = [];
    this.at++;
    this.space();
    if (this.#text[this.at] === "}") {
      this.at++;
      return {};
    }
    do {
      this.space();
      const key = this.#string();
      this.#expect(":");
      entries.push([key, this.value(depth + 1)]);
    } while (this.#more("}"));
    return Object.fromEntries(entries);
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.at++;
    this.space();
    if (this.#text[this.at] === "]") {
      this.at++;
      return items;
    }
    do items.push(this.value(depth + 1));
    while (this.#more("]"));
    return items;
  }

  #string(): string {
    if (this.#text[this.at] !== '"')
      throw new SyntaxError(this.at >= this.#text.length ? "cut off" : "a text is missing");
    let end = this.at + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === "\\" ? 2 : 1;
    if (end >= this.#text.length) throw new SyntaxError("cut off");
    const value: unknown = JSON.parse(this.#text.slice(this.at, end + 1));
    this.at = end + 1;
    return String(value);
  }
}

export function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The scalars of a value, nested objects flattened with `/`; arrays and nulls are left out. */
export function flatten(
  value: Json,
  prefix = "",
  out = new Map<string, string | number | boolean>(),
  depth = 0,
): Map<string, string | number | boolean> {
  if (isObject(value)) {
    if (depth > 32) return out;
    for (const [key, inner] of Object.entries(value))
      flatten(inner, prefix === "" ? key : `${prefix}/${key}`, out, depth + 1);
  } else if (value !== null && typeof value !== "object" && prefix !== "") out.set(prefix, value);
  return out;
}
