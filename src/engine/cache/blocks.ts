import { crc32 } from "node:zlib";

/**
 * The layout of a cache entry: a magic number and lengths, a header in JSON, arrays of numbers aligned to eight bytes, so that they
 * are used in place, and a checksum.
 */
const magic = 0x69736f66;
/** 32-bit words at the start: magic number, bytes of the header, bytes of the whole (low and high word). */
const headBytes = 16;
/** At the end: the checksum of everything before it, and the magic number. */
const tailBytes = 8;
const wordRange = 2 ** 32;
/** Written so many bytes at a time, so that other work gets its turn in between. */
const pieceBytes = 4 << 20;

/** Where an array is, relative to the end of the header. */
export interface Place {
  /** In bytes. */
  readonly at: number;
  /** In numbers. */
  readonly length: number;
}

const padding = (bytes: number) => (8 - (bytes % 8)) % 8;

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array;

const bytesOf = (array: Numbers) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Gathers arrays for a block. */
export class Arrays {
  readonly pieces: Uint8Array[] = [];
  bytes = 0;

  add(array: Numbers): Place {
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
  /** Lazy: nothing is copied before it is asked for, so the arrays must not change until then. */
  readonly pieces: Iterable<Uint8Array>;
}

export function toBlock(header: unknown, arrays: Arrays): Written {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headed = new Uint8Array(text.length + padding(text.length)).fill(32);
  headed.set(text);
  const bytes = headBytes + headed.length + arrays.bytes + tailBytes;
  const start = bytesOf(Uint32Array.of(magic, headed.length, bytes % wordRange, Math.floor(bytes / wordRange)));
  return { bytes, pieces: summed([start, headed, ...arrays.pieces]) };
}

function* summed(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let sum = 0;
  for (const whole of pieces)
    for (let from = 0; from < whole.length; from += pieceBytes) {
      const piece = whole.subarray(from, from + pieceBytes);
      sum = crc32(piece, sum);
      yield piece;
    }
  yield bytesOf(Uint32Array.of(sum, magic));
}

/** A block that was read back. */
export interface Block {
  readonly header: unknown;
  floats(place: Place): Float64Array;
  singles(place: Place): Float32Array;
  ints(place: Place): Int32Array;
  words(place: Place): Uint32Array;
}

/** Parses a block; undefined when the bytes are none, or incomplete, or a single bit of them is wrong. */
export function fromBlock(bytes: Uint8Array): Block | undefined {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset !== 0 || length < headBytes + tailBytes || length % 8 !== 0) return undefined;
  const [mark, headed = 0, low = 0, high = 0] = new Uint32Array(buffer, 0, 4);
  const [sum, last] = new Uint32Array(buffer, length - tailBytes, 2);
  if (mark !== magic || last !== magic || high * wordRange + low !== length) return undefined;
  if (headed > length - headBytes - tailBytes || crc32(bytes.subarray(0, length - tailBytes)) !== sum) return undefined;
  const start = headBytes + headed;
  return {
    header: JSON.parse(new TextDecoder().decode(bytes.subarray(headBytes, start))),
    floats: (place) => new Float64Array(buffer, start + place.at, place.length),
    singles: (place) => new Float32Array(buffer, start + place.at, place.length),
    ints: (place) => new Int32Array(buffer, start + place.at, place.length),
    words: (place) => new Uint32Array(buffer, start + place.at, place.length),
  };
}
