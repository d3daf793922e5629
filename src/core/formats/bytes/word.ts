/** Bytes to compare with, four at a time; the last four overlap those before where the length asks for it. */
export class Word {
  readonly length: number;
  readonly first: number;
  readonly #fours: Int32Array;
  /** The last four bytes, 0 where there are fewer. */
  readonly #last: number;
  readonly #short: readonly number[];

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    this.first = bytes[0] ?? 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#fours = Int32Array.from({ length: bytes.length >> 2 }, (_, k) => view.getInt32(k * 4, true));
    this.#short = bytes.length < 4 ? [...bytes] : [];
    this.#last = bytes.length < 4 ? 0 : view.getInt32(bytes.length - 4, true);
  }

  /** Whether the bytes stand at `at`, with one more before `end`. */
  at(view: DataView, end: number, at: number): boolean {
    const fours = this.#fours;
    const length = this.length;
    const last = this.#last;
    if (at + length >= end) return false;
    if (length < 4) return this.#short.every((c, k) => view.getUint8(at + k) === c);
    if (view.getInt32(at + length - 4, true) !== last) return false;
    const n = fours.length;
    for (let k = 0; k < n; k++) if (view.getInt32(at + k * 4, true) !== fours[k]) return false;
    return true;
  }
}

const wordOf = (text: string) => new Word(Uint8Array.from(text, (c) => c.charCodeAt(0)));
export const noWord = wordOf("");
export const nullWord = wordOf("null");
/** Words of JSON and their numbers; Python's json writes the last three. */
export const numberWords: readonly (readonly [Word, number])[] = [
  [wordOf("true"), 1],
  [wordOf("false"), 0],
  [wordOf("NaN"), NaN],
  [wordOf("Infinity"), Infinity],
  [wordOf("-Infinity"), -Infinity],
];
