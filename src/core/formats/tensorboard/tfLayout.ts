import { crc32c, crc32cShares, masked } from "../bytes/crc";
import { Word } from "../bytes/word";

/** Field 1, a double, the event's time; field 2, a number, its step. */
const timeTag = 1;
const stepTag = 10;
/** The value ends the event: a float. */
const valueTag = 4;
/** Longer events are read the ordinary way. */
const longestEvent = 255;

let shares: Int32Array | undefined;

/** The step of the last event that a layout recognised: a second return value would cost. */
export let layoutStep = 0;

/**
 * Where the events of one tag keep their numbers. A writer repeats itself: two events of a tag differ in time, step and value,
 * and nowhere else. So the bytes between are compared with those of an event before, and as a CRC is linear, what they put into
 * it is known: only the bytes of the three numbers are looked up.
 */
export class Layout {
  readonly #stepEnd: number;
  /** The checksum, in the frame, of the event's size. */
  readonly #sizeCrc: number;
  /** From the step's end to the value. */
  readonly #between: Word;
  /** The checksum of the event with its three numbers 0. */
  readonly #rest: number;
  readonly #shares: Int32Array;

  /** Of the event in `b[start … start + size)`, whose step ends, and whose value begins, so far from its start. */
  constructor(
    b: Uint8Array,
    start: number,
    readonly size: number,
    stepEnd: number,
  ) {
    this.#stepEnd = stepEnd;
    const event = b.slice(start, start + size);
    this.#between = new Word(event.slice(stepEnd, size - valueTag));
    event
      .fill(0, timeTag, timeTag + 8)
      .fill(0, stepTag, stepEnd)
      .fill(0, size - valueTag);
    this.#rest = crc32c(event, 0, size);
    const length = new Uint8Array(8);
    length[0] = size;
    this.#sizeCrc = masked(crc32c(length, 0, 8)) | 0;
    this.#shares = shares ??= crc32cShares(longestEvent);
  }

  static fits(size: number, stepEnd: number): boolean {
    return size <= longestEvent && stepEnd > stepTag && stepEnd < size - valueTag;
  }

  /** Whether the frame at `frame` (there whole) has an event so laid out, its checksums right; then `layoutStep` is its step. */
  matches(view: DataView, b: Uint8Array, frame: number): boolean {
    const size = this.size;
    const shares = this.#shares;
    const stepEnd = this.#stepEnd;
    if (
      view.getInt32(frame, true) !== size ||
      view.getInt32(frame + 4, true) !== 0 ||
      view.getInt32(frame + 8, true) !== this.#sizeCrc
    )
      return false;
    const start = frame + 12;
    const end = start + size;
    if (b[start] !== 9 || b[start + stepTag - 1] !== 16) return false;
    if (!this.#between.at(view, end, start + stepEnd)) return false;
    // The share of a byte at `i` is at (size - 1 - i) * 256.
    let share = (size - 1 - timeTag) << 8;
    const early = view.getInt32(start + timeTag, true);
    const late = view.getInt32(start + timeTag + 4, true);
    let crc =
      this.#rest ^
      (shares[share + (early & 255)] ?? 0) ^
      (shares[share - 256 + ((early >>> 8) & 255)] ?? 0) ^
      (shares[share - 512 + ((early >>> 16) & 255)] ?? 0) ^
      (shares[share - 768 + (early >>> 24)] ?? 0) ^
      (shares[share - 1024 + (late & 255)] ?? 0) ^
      (shares[share - 1280 + ((late >>> 8) & 255)] ?? 0) ^
      (shares[share - 1536 + ((late >>> 16) & 255)] ?? 0) ^
      (shares[share - 1792 + (late >>> 24)] ?? 0);
    share = (size - stepEnd) << 8;
    let i = start + stepEnd - 1;
    let c = b[i] ?? 0;
    if (c > 127) return false;
    crc ^= shares[share + c] ?? 0;
    let step = c;
    for (i--; i >= start + stepTag; i--) {
      c = b[i] ?? 0;
      if (c < 128) return false;
      share += 256;
      crc ^= shares[share + c] ?? 0;
      step = step * 128 + c - 128;
    }
    const value = view.getInt32(end - valueTag, true);
    crc ^=
      (shares[768 + (value & 255)] ?? 0) ^
      (shares[512 + ((value >>> 8) & 255)] ?? 0) ^
      (shares[256 + ((value >>> 16) & 255)] ?? 0) ^
      (shares[value >>> 24] ?? 0);
    if ((masked(crc) | 0) !== view.getInt32(end, true)) return false;
    layoutStep = step;
    return true;
  }
}
