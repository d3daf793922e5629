/** Numbers that are loaded on first access. */
export interface LazyNumbers {
  readonly length: number;
  at(index: number): number;
  all(): Float64Array;
}

/** After `rowsToBeSure` full rows a column may grow by up to `maxGrowth` times its double, towards the expected length. */
const rowsToBeSure = 1024;
const maxGrowth = 32;

/**
 * A growing column of numbers, 8 bytes a value: dense while every row since its first has a value, sparse (with the row of
 * each value) from the first gap on. A value that was logged as NaN is a value; a row without a value has none.
 */
export class NumberColumn {
  readonly #expected: () => number;
  length = 0;
  /** The row of the first value. */
  first = 0;
  /** The row of each value; undefined while dense. */
  rows: Uint32Array | undefined;
  #store: Float64Array;
  /** Not yet loaded values. */
  #lazy: LazyNumbers | undefined;

  constructor(expected: () => number) {
    this.#expected = expected;
    this.#store = new Float64Array(64);
  }

  static of(numbers: LazyNumbers, expected: () => number): NumberColumn {
    const column = new NumberColumn(expected);
    column.length = numbers.length;
    column.#lazy = numbers;
    return column;
  }

  /** The values; the array is longer than `length`. */
  get values(): Float64Array {
    if (this.#lazy !== undefined) this.#load(this.#lazy);
    return this.#store;
  }

  /** The i-th value; NaN where there is none. */
  at(i: number): number {
    return (this.#lazy === undefined ? this.#store[i] : this.#lazy.at(i)) ?? NaN;
  }

  /** Sets the value of a row; rows never go back, and the last value set in a row wins. */
  put(row: number, value: number): void {
    if (this.#lazy !== undefined) this.#load(this.#lazy);
    const n = this.length;
    if (this.rows === undefined) {
      if (n === 0) this.first = row;
      else if (row !== this.first + n) {
        if (row === this.first + n - 1) {
          this.#store[n - 1] = value;
          return;
        }
        this.#toSparse();
      }
    } else if (this.rows[n - 1] === row) {
      this.#store[n - 1] = value;
      return;
    }
    if (n === this.#store.length) this.#grow();
    this.#store[n] = value;
    if (this.rows !== undefined) this.rows[n] = row;
    this.length = n + 1;
  }

  /** Drops the value of the row, if it has one; only the newest row can be dropped. */
  drop(row: number): void {
    if (this.length > 0 && this.rowAt(this.length - 1) === row) this.length--;
  }

  /** The row of the i-th value. */
  rowAt(i: number): number {
    return this.rows === undefined ? this.first + i : (this.rows[i] ?? 0);
  }

  /** How many values stand in rows before `row`. */
  before(row: number): number {
    if (this.rows === undefined) return Math.max(0, Math.min(this.length, row - this.first));
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The value of a row; undefined where it has none. */
  get(row: number): number | undefined {
    const i = this.before(row);
    return i < this.length && this.rowAt(i) === row ? this.at(i) : undefined;
  }

  #load(lazy: LazyNumbers): void {
    this.#lazy = undefined;
    this.#store = lazy.all();
  }

  #toSparse(): void {
    this.rows = new Uint32Array(this.#store.length);
    for (let i = 0; i < this.length; i++) this.rows[i] = this.first + i;
  }

  #grow(): void {
    const doubled = Math.max(64, this.#store.length * 2);
    // The expected length: at once where every row so far had a value, else when it is close.
    const expected = this.#expected();
    const full = this.rows === undefined && this.length >= rowsToBeSure;
    const most = full ? doubled * maxGrowth : doubled;
    const size = expected <= this.length ? doubled : expected < most ? expected : Math.max(doubled, most);
    const values = new Float64Array(size);
    values.set(this.#store);
    this.#store = values;
    if (this.rows !== undefined) {
      const rows = new Uint32Array(size);
      rows.set(this.rows);
      this.rows = rows;
    }
  }
}

/** Longer texts are no labels (generated text, stack traces) and are dropped. */
const longestText = 300;
/** Further distinct texts of a column are dropped, and `overflow` says so: a table of so many runs is the largest that is read. */
export const maxTexts = 200_000;

/** A growing column of texts, kept once each. */
export class TextColumn {
  /** The different texts, in order of appearance. */
  readonly texts: string[];
  /** The index in `texts` of each value, as a number column. */
  readonly codes: NumberColumn;
  /** The column had more distinct texts than are kept; its values are incomplete. */
  overflow = false;
  readonly #index: Map<string, number>;
  #lastText = "";
  #lastCode = -1;

  constructor(expected: () => number, texts: readonly string[] = [], codes = new NumberColumn(expected)) {
    this.texts = [...texts];
    this.codes = codes;
    this.#index = new Map(texts.map((text, code) => [text, code]));
  }

  put(row: number, text: string): void {
    if (text !== this.#lastText || this.#lastCode < 0) {
      if (text.length > longestText) return;
      const code = this.#index.get(text) ?? this.#add(text);
      if (code < 0) return;
      this.#lastText = text;
      this.#lastCode = code;
    }
    this.codes.put(row, this.#lastCode);
  }

  get(row: number): string | undefined {
    const code = this.codes.get(row);
    return code === undefined ? undefined : this.texts[code];
  }

  #add(text: string): number {
    if (this.texts.length >= maxTexts) {
      this.overflow = true;
      return -1;
    }
    this.#index.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
