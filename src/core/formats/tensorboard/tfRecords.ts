import { maskedCrc } from "../bytes/crc";
import { uint32At } from "../bytes/protobuf";

/** Larger records (images, histograms) are skipped without being buffered. */
const largestRecord = 16 << 20;
/** Length and its checksum before a record, its checksum after it. */
export const frameSize = 12;
export const footSize = 4;

export interface RecordEvents {
  /** A whole record, its checksum right; the bytes hold until the call returns. */
  record(bytes: Uint8Array, start: number, end: number): void;
  problem(message: string, offset: number): void;
  /** Tried first at the start of a record: reads whole ones that are as expected, and gives the index after them. */
  eager(bytes: Uint8Array, start: number, end: number): number;
}

/**
 * TFRecord frames (tensorflow/core/lib/io/record_writer.h) out of pieces of any size; both checksums of a frame are checked.
 * After a length with a wrong checksum nothing more is read.
 */
export class TfRecords {
  readonly #events: RecordEvents;
  /** Offset in the file of the first byte that is not parsed yet. */
  offset = 0;
  #held = new Uint8Array(0);
  #heldLength = 0;
  /** Bytes of a too large record still to be skipped. */
  #toSkip = 0;
  #broken = false;

  constructor(events: RecordEvents) {
    this.#events = events;
  }

  /** Bytes of an incomplete record. */
  get pending(): number {
    return this.#heldLength + this.#toSkip;
  }

  push(bytes: Uint8Array): void {
    if (this.#broken) return;
    let from = 0;
    if (this.#toSkip > 0) {
      from = Math.min(this.#toSkip, bytes.length);
      this.#toSkip -= from;
      this.offset += from;
    }
    if (this.#heldLength > 0) {
      // Only as many bytes are joined as the record at hand needs.
      while (this.#heldLength > 0 && from < bytes.length) {
        const wanted = Math.max(1, this.#needed() - this.#heldLength);
        const take = Math.min(wanted, bytes.length - from);
        this.#hold(bytes, from, from + take);
        from += take;
        const used = this.#records(this.#held, 0, this.#heldLength);
        if (this.#isBroken()) return;
        this.#heldLength -= used;
        if (this.#heldLength > 0 && used > 0) this.#held.copyWithin(0, used, used + this.#heldLength);
        if (this.#toSkip > 0) {
          const skipped = Math.min(this.#toSkip, bytes.length - from);
          from += skipped;
          this.#toSkip -= skipped;
          this.offset += skipped;
        }
      }
    }
    if (this.#isBroken() || from >= bytes.length) return;
    const used = this.#records(bytes, from, bytes.length);
    if (!this.#isBroken() && this.#toSkip === 0) this.#hold(bytes, from + used, bytes.length);
  }

  /** A call, as the compiler does not see that reading records changes it. */
  #isBroken(): boolean {
    return this.#broken;
  }

  /** Bytes that the record at the start of what is held needs. */
  #needed(): number {
    return this.#heldLength < frameSize ? frameSize : frameSize + uint32At(this.#held, 0) + footSize;
  }

  #hold(bytes: Uint8Array, start: number, end: number): void {
    const size = this.#heldLength + end - start;
    if (size > this.#held.length) {
      const bigger = new Uint8Array(Math.max(size, 4096));
      bigger.set(this.#held.subarray(0, this.#heldLength));
      this.#held = bigger;
    }
    this.#held.set(bytes.subarray(start, end), this.#heldLength);
    this.#heldLength = size;
  }

  /** Parses the whole records of `b[start … end)`; gives how many bytes they take. */
  #records(b: Uint8Array, start: number, end: number): number {
    let at = start;
    for (;;) {
      const next = this.#events.eager(b, at, end);
      this.offset += next - at;
      at = next;
      if (at + frameSize > end) break;
      if (maskedCrc(b, at, at + 8) !== uint32At(b, at + 8)) {
        this.#events.problem(
          "a record's length does not match its checksum: the rest of the file is not read",
          this.offset,
        );
        this.#broken = true;
        break;
      }
      const high = uint32At(b, at + 4);
      const length = uint32At(b, at) + high * 4294967296;
      const whole = frameSize + length + footSize;
      if (length > largestRecord) {
        this.#events.problem(`a record of ${Math.round(length / 1048576)} MiB is skipped`, this.offset);
        this.#toSkip = Math.max(0, whole - (end - at));
        this.offset += Math.min(whole, end - at);
        at += Math.min(whole, end - at);
        continue;
      }
      if (at + whole > end) break;
      const from = at + frameSize;
      if (maskedCrc(b, from, from + length) === uint32At(b, from + length)) {
        this.#events.record(b, from, from + length);
      } else this.#events.problem("a record does not match its checksum: skipped", this.offset);
      at += whole;
      this.offset += whole;
    }
    return at - start;
  }
}
