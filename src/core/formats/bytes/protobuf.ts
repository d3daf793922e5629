import { utf8 } from "./utf8";

/** A message that is truncated, or whose lengths do not add up. */
export class BadMessage extends Error {}

/** A tag holds a field number of 29 bits. */
const largestTag = 2 ** 32;

const floats = new Float32Array(1);
const doubles = new Float64Array(1);
const floatBytes = new Uint8Array(floats.buffer);
const doubleBytes = new Uint8Array(doubles.buffer);

/** Little-endian numbers at any offset; the platforms of the project are little-endian themselves. */
export function float32At(b: Uint8Array, at: number): number {
  for (let k = 0; k < 4; k++) floatBytes[k] = b[at + k] ?? 0;
  return floats[0] ?? 0;
}

export function float64At(b: Uint8Array, at: number): number {
  for (let k = 0; k < 8; k++) doubleBytes[k] = b[at + k] ?? 0;
  return doubles[0] ?? 0;
}

export function uint32At(b: Uint8Array, at: number): number {
  return ((b[at] ?? 0) | ((b[at + 1] ?? 0) << 8) | ((b[at + 2] ?? 0) << 16) | ((b[at + 3] ?? 0) << 24)) >>> 0;
}

/**
 * Walks the fields of a protobuf message (encoding guide, protobuf.dev): `while (r.next())` reads one tag, then exactly one of
 * the value calls. Throws BadMessage, never reads past `end`.
 */
export class Fields {
  #end: number;
  /** Number and wire type (0 varint, 1 eight bytes, 2 a length and bytes, 5 four bytes) of the field at hand. */
  field = 0;
  wire = 0;
  #at: number;

  constructor(
    readonly bytes: Uint8Array,
    start: number,
    end: number,
  ) {
    this.#end = end;
    this.#at = start;
  }

  /** Restarts on another message. */
  reset(start: number, end: number): void {
    this.#at = start;
    this.#end = end;
  }

  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.varint();
    if (!(tag >= 8 && tag < largestTag)) throw new BadMessage("a field has no valid number");
    this.field = Math.floor(tag / 8);
    this.wire = tag & 7;
    return true;
  }

  /** An unsigned number, exact to 2^53; a negative int64 comes as its two's complement and is given back negative. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let k = 0; k < 10; k++) {
      if (this.#at >= this.#end) throw new BadMessage("a number is cut off");
      const c = this.bytes[this.#at++] ?? 0;
      value += (c & 127) * scale;
      if (c < 128 && k === 9 && c > 1) break;
      if (c < 128) return k === 9 ? value - 2 ** 64 : value;
      scale *= 128;
    }
    throw new BadMessage("a number is too long");
  }

  double(): number {
    const at = this.#take(8);
    return float64At(this.bytes, at);
  }

  float(): number {
    const at = this.#take(4);
    return float32At(this.bytes, at);
  }

  /** The length of a field of bytes; they start at `position`, and the reader stands after them. */
  length(): number {
    const n = this.varint();
    // A negative length would set the reader back: every call must advance.
    if (!(n >= 0 && n <= this.#end - this.#at)) throw new BadMessage("a field is longer than its message");
    this.#at += n;
    return n;
  }

  /** Where the reader stands. */
  get position(): number {
    return this.#at;
  }

  /** The fields of a message that is the value of this field. */
  message(): Fields {
    const n = this.length();
    return new Fields(this.bytes, this.#at - n, this.#at);
  }

  text(): string {
    const n = this.length();
    return utf8(this.bytes, this.#at - n, this.#at);
  }

  skip(): void {
    if (this.wire === 0) this.varint();
    else if (this.wire === 1) this.#take(8);
    else if (this.wire === 2) this.length();
    else if (this.wire === 5) this.#take(4);
    else throw new BadMessage(`a field of unknown type ${this.wire}`);
  }

  #take(n: number): number {
    const at = this.#at;
    if (at + n > this.#end) throw new BadMessage("a field is cut off");
    this.#at = at + n;
    return at;
  }
}
