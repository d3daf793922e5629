import { crc32 } from "./crc";
import { uint32At } from "./protobuf";

const blockSize = 32768;
const headerSize = 7;
/** Longer records are skipped. */
const longestRecord = 64 << 20;

export interface LevelLogEvents {
  /** A whole record; the bytes are valid until the call returns. */
  record(bytes: Uint8Array, start: number, end: number): void;
  problem(message: string, offset: number): void;
}

/**
 * LevelDB's log format (leveldb/doc/log_format.md) as wandb writes it: blocks of 32 KiB counted from the start of the file,
 * after a file header of its own; each chunk of a record with a CRC-32 (IEEE, not masked) of its type and data.
 */
export class LevelLog {
  readonly #events: LevelLogEvents;
  #held = new Uint8Array(0);
  #length = 0;
  /** Offset in the file of the first held byte. */
  #offset = 0;
  /** Bytes still to be skipped: padding, a broken block, the file header. */
  #skip: number;
  #parts: Uint8Array[] = [];
  #partsSize = 0;

  constructor(fileHeader: number, events: LevelLogEvents) {
    this.#events = events;
    this.#skip = fileHeader;
  }

  /** Bytes of an incomplete record. */
  get pending(): number {
    return this.#length + this.#partsSize;
  }

  push(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#length + bytes.length);
    joined.set(this.#held.subarray(0, this.#length));
    joined.set(bytes, this.#length);
    let at = 0;
    for (;;) {
      const stepped = Math.min(this.#skip, joined.length - at);
      at += stepped;
      this.#offset += stepped;
      this.#skip -= stepped;
      if (this.#skip > 0 || at >= joined.length) break;
      const left = blockSize - (this.#offset % blockSize);
      if (left < headerSize) {
        this.#skip = left;
        continue;
      }
      if (joined.length - at < headerSize) break;
      const size = (joined[at + 4] ?? 0) | ((joined[at + 5] ?? 0) << 8);
      const type = joined[at + 6] ?? 0;
      if (type === 0 && size === 0) {
        this.#skip = left;
        continue;
      }
      if (size > left - headerSize || type < 1 || type > 4) {
        this.#broken("a block is damaged: its rest is left out", left);
        continue;
      }
      if (joined.length - at < headerSize + size) break;
      if (crc32(joined, at + 6, at + headerSize + size) !== uint32At(joined, at)) {
        this.#broken("a chunk does not match its checksum: the rest of its block is left out", left);
        continue;
      }
      this.#chunk(type, joined, at + headerSize, at + headerSize + size);
      at += headerSize + size;
      this.#offset += headerSize + size;
    }
    this.#held = joined.slice(at);
    this.#length = this.#held.length;
  }

  #broken(message: string, left: number): void {
    this.#events.problem(message, this.#offset);
    this.#parts = [];
    this.#partsSize = 0;
    this.#skip = left;
  }

  #chunk(type: number, b: Uint8Array, start: number, end: number): void {
    if (type === 1) {
      this.#parts = [];
      this.#partsSize = 0;
      this.#events.record(b, start, end);
      return;
    }
    if (type === 2) {
      this.#parts = [];
      this.#partsSize = 0;
    } else if (this.#parts.length === 0) return; // The first chunk of this record was lost, and already reported.
    this.#partsSize += end - start;
    this.#parts.push(this.#partsSize <= longestRecord ? b.slice(start, end) : new Uint8Array(0));
    if (type !== 4) return;
    if (this.#partsSize <= longestRecord) {
      const whole = new Uint8Array(this.#partsSize);
      let at = 0;
      for (const part of this.#parts) {
        whole.set(part, at);
        at += part.length;
      }
      this.#events.record(whole, 0, whole.length);
    } else this.#events.problem(`a record of ${this.#partsSize >> 20} MiB is skipped`, this.#offset);
    this.#parts = [];
    this.#partsSize = 0;
  }
}
