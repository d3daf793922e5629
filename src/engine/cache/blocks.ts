import { crc32 } from "node:zlib";

/**
 * One thing that is kept, as bytes: a mark and lengths, a header in JSON, arrays of numbers at multiples of eight bytes, as
 * memory has them, so that they are used where they lie, and a checksum.
 */
const MARK = 0x69736f66;
/** Words of 32 bits at the start: mark, bytes of the header, bytes of all (low and high word). */
const START = 16;
/** At the end: the checksum of all before it, and the mark. */
const END = 8;
const WORD = 2 ** 32;
/** So much is given at once, that others have their turn in between. */
const PIECE = 4 << 20;

/** Where an array lies behind the header. */
export interface Place {
  /** In bytes. */
  readonly at: number;
  /** In numbers. */
  readonly length: number;
}

const padding = (bytes: number) => (8 - (bytes % 8)) % 8;

type Laid = Float64Array | Float32Array | Int32Array | Uint32Array;

const bytesOf = (array: Laid) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Gathers arrays for a block. */
export class Arrays {
  readonly pieces: Uint8Array[] = [];
  bytes = 0;

  add(array: Laid): Place {
    const place = { at: this.bytes, length: array.length };
    this.#put(bytesOf(array));
    this.#put(new Uint8Array(padding(array.byteLength)));
    return place;
  }

  #put(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.pieces.push(piece);
    this.bytes += piece.length;
  }
}

/** A block to be written. */
export interface Written {
  readonly bytes: number;
  /** Nothing is copied before it is asked for: until then the arrays must stay as they are. */
  readonly pieces: Iterable<Uint8Array>;
}

export function toBlock(header: unknown, arrays: Arrays): Written {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headed = new Uint8Array(text.length + padding(text.length)).fill(32);
  headed.set(text);
  const bytes = START + headed.length + arrays.bytes + END;
  const start = bytesOf(Uint32Array.of(MARK, headed.length, bytes % WORD, Math.floor(bytes / WORD)));
  return { bytes, pieces: summed([start, headed, ...arrays.pieces]) };
}

function* summed(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let sum = 0;
  for (const whole of pieces)
    for (let from = 0; from < whole.length; from += PIECE) {
      const piece = whole.subarray(from, from + PIECE);
      sum = crc32(piece, sum);
      yield piece;
    }
  yield bytesOf(Uint32Array.of(sum, MARK));
}

/** A block that was read again. */
export interface Block {
  readonly header: unknown;
  floats(place: Place): Float64Array;
  singles(place: Place): Float32Array;
  ints(place: Place): Int32Array;
  words(place: Place): Uint32Array;
}

/** The block that these bytes are; undefined when they are none, or not whole, or a single bit is another. */
export function fromBlock(bytes: Uint8Array): Block | undefined {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset !== 0 || length < START + END || length % 8 !== 0) return undefined;
  const [mark, headed = 0, low = 0, high = 0] = new Uint32Array(buffer, 0, 4);
  const [sum, last] = new Uint32Array(buffer, length - END, 2);
  if (mark !== MARK || last !== MARK || high * WORD + low !== length) return undefined;
  if (headed > length - START - END || crc32(bytes.subarray(0, length - END)) !== sum) return undefined;
  const start = START + headed;
  return {
    header: JSON.parse(new TextDecoder().decode(bytes.subarray(START, start))),
    floats: (place) => new Float64Array(buffer, start + place.at, place.length),
    singles: (place) => new Float32Array(buffer, start + place.at, place.length),
    ints: (place) => new Int32Array(buffer, start + place.at, place.length),
    words: (place) => new Uint32Array(buffer, start + place.at, place.length),
  };
}
