import type { Sink } from "../../runs/table/sink";
import { closingQuote, skipArray, skipSpace, textOf } from "./jsonBytes";
import { numberEnd, scanNonFinite, scanNumber, wholeNumber } from "../bytes/number";
import { noWord, nullWord, Word, numberWords } from "../bytes/word";

/** Deeper nesting is not followed. */
const maxDepth = 32;

const quote = 34;
const comma = 44;
const colon = 58;
const openBrace = 123;
const closeBrace = 125;
const newline = 10;
const carriageReturn = 13;

/** A key that was seen at a place in the row, and what stood around it. */
interface Slot {
  readonly key: string;
  readonly path: string;
  column: number;
  /** The bytes from the end of the value before to the start of this value. */
  lead: Word;
  /** The bytes and the text of the last text value. */
  textBytes: Word;
  text: string;
  level: Level | undefined;
}

/** The keys of one object, in the order in which they came. */
interface Level {
  readonly prefix: string;
  readonly slots: Slot[];
  readonly index: Map<string, Slot>;
}

const level = (prefix: string): Level => ({ prefix, slots: [], index: new Map() });

/** Reads rows out of the bytes of single objects. */
export class RowReader {
  readonly #sink: Sink;
  /** What is wrong with the last row, when `read` gave false. */
  wrong = "";
  readonly #root = level("");
  #bytes = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Puts the values of the object in `b[start … end)` into the sink; false (with `wrong` set) when it is not a whole object. */
  read(b: Uint8Array, start: number, end: number): boolean {
    this.wrong = "";
    this.#look(b);
    const open = skipSpace(b, start);
    if (b[open] !== openBrace) return this.#fail("not a JSON object");
    const after = this.#object(b, open, end, this.#root, 0);
    if (after < 0) return this.wrong !== "" ? false : this.#fail("cut off or malformed JSON");
    return skipSpace(b, after) >= end || this.#fail("text after the JSON object");
  }

  /** The same where the end of the line is not known: the index after the newline that follows the object, else -1. */
  readLine(b: Uint8Array, start: number): number {
    if (b[start] !== openBrace) return -1;
    this.#look(b);
    let end = this.#object(b, start, b.length, this.#root, 0);
    if (end > 0 && b[end] === carriageReturn) end++;
    return end > 0 && b[end] === newline ? end + 1 : -1;
  }

  #look(b: Uint8Array): void {
    if (b === this.#bytes) return;
    this.#bytes = b as Uint8Array<ArrayBuffer>;
    this.#view = new DataView(b.buffer, b.byteOffset, b.length);
  }

  #fail(why: string): false {
    this.wrong = why;
    return false;
  }

  /** Reads the object whose `{` is at `open`; the index after its `}`, or -1. */
  #object(b: Uint8Array, open: number, end: number, place: Level, depth: number): number {
    if (depth > maxDepth) return -1;
    let i = open;
    const view = this.#view;
    const limit = b.length;
    for (let n = 0; ; n++) {
      // `i` is at the `{` or `,` before a key, or at the `}`.
      let slot = place.slots[n];
      if (slot?.lead.at(view, limit, i) === true) i += slot.lead.length;
      else {
        const from = i;
        i = skipSpace(b, i + 1);
        if (b[i] === closeBrace && (n === 0 || b[from] === closeBrace)) return i + 1;
        if (b[i] !== quote) return -1;
        const close = closingQuote(b, i + 1, end);
        if (close < 0) return -1;
        const key = textOf(b, i + 1, close);
        i = skipSpace(b, close + 1);
        if (key === undefined || b[i] !== colon) return -1;
        i = skipSpace(b, i + 1);
        slot = this.#slotFor(place, key, n, new Word(b.slice(from, i)));
      }
      i = this.#value(b, i, end, slot, depth);
      if (i < 0 || i > end) return -1;
      let c = b[i];
      if (c !== comma && c !== closeBrace) {
        i = skipSpace(b, i);
        c = b[i];
      }
      if (i >= end) return -1;
      if (c === closeBrace) return i + 1;
      if (c !== comma) return -1;
    }
  }

  #slotFor(place: Level, key: string, n: number, lead: Word): Slot {
    let slot = place.index.get(key);
    if (slot === undefined) {
      const path = place.prefix + key;
      slot = { key, path, column: -1, lead, textBytes: noWord, text: "", level: undefined };
      place.index.set(key, slot);
    } else if (n > 0 || slot.lead.first === openBrace) slot.lead = lead;
    // Expect it here the next time too: the order of keys is the habit of the writer.
    if (n <= place.slots.length && n < 4096) place.slots[n] = slot;
    return slot;
  }

  /** Reads the value at `i` into the column of the slot; the index after it, or -1. */
  #value(b: Uint8Array, i: number, end: number, slot: Slot, depth: number): number {
    const c = b[i] ?? 0;
    if ((c >= 48 && c <= 57) || c === 45) {
      const value = scanNumber(b, i);
      if (numberEnd > i) {
        this.#sink.set(this.#columnOf(slot), value);
        return numberEnd;
      }
      return this.#word(b, i, slot);
    }
    if (c === quote) return this.#text(b, i + 1, end, slot);
    if (c === openBrace) {
      slot.level ??= level(`${slot.path}/`);
      return this.#object(b, i, end, slot.level, depth + 1);
    }
    if (c === 91) return skipArray(b, i, end);
    return this.#word(b, i, slot);
  }

  #columnOf(slot: Slot): number {
    if (slot.column < 0) slot.column = this.#sink.column(slot.path);
    return slot.column;
  }

  #text(b: Uint8Array, start: number, end: number, slot: Slot): number {
    const known = slot.textBytes.length;
    if (known > 0 && slot.textBytes.at(this.#view, b.length, start) && b[start + known] === quote) {
      this.#sink.text(this.#columnOf(slot), slot.text);
      return start + known + 1;
    }
    const close = closingQuote(b, start, end);
    if (close < 0) return -1;
    const number = wholeNumber(b, start, close);
    if (number !== undefined) {
      this.#sink.set(this.#columnOf(slot), number);
      return close + 1;
    }
    const text = textOf(b, start, close);
    if (text === undefined) return -1;
    if (text !== "") {
      this.#sink.text(this.#columnOf(slot), text);
      if (close - start <= 300) {
        slot.textBytes = new Word(b.slice(start, close));
        slot.text = text;
      }
    }
    return close + 1;
  }

  /** true, false, null, NaN, Infinity. */
  #word(b: Uint8Array, i: number, slot: Slot): number {
    if (nullWord.at(this.#view, b.length, i)) return i + 4;
    for (const [word, value] of numberWords) {
      if (!word.at(this.#view, b.length, i)) continue;
      this.#sink.set(this.#columnOf(slot), value);
      return i + word.length;
    }
    const value = scanNonFinite(b, i);
    if (numberEnd === i) return -1;
    this.#sink.set(this.#columnOf(slot), value);
    return numberEnd;
  }
}
