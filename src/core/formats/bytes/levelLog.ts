import { crc32 } from "./crc";
import { uint32At } from "./protobuf";

const BLOCK = 32768;
const HEADER = 7;
/** A longer record is stepped over. */
const LONGEST = 64 << 20;

export interface LevelLogEvents {
  /** A whole record; the bytes hold until the call returns. */
  record(bytes: Uint8Array, start: number, end: number): void;
  problem(message: string, offset: number): void;
}

/**
 * LevelDB's log format (leveldb/doc/log_format.md) as wandb writes it: blocks of 32 KiB counted from the start of the file,
 * after a file header of its own; each chunk of a record with a CRC-32 (IEEE, not masked) of its type and data.
 */
export class LevelLog {
  private held = new Uint8Array(0);
  private length = 0;
  /** Offset in the file of the first held byte. */
  private offset = 0;
  /** Bytes still to be stepped over: padding, a broken block, the file's own header. */
  private skip: number;
  private parts: Uint8Array[] = [];
  private partsSize = 0;

  constructor(
    fileHeader: number,
    private readonly events: LevelLogEvents,
  ) {
    this.skip = fileHeader;
  }

  /** Bytes of a record that is not whole yet. */
  get pending(): number {
    return this.length + this.partsSize;
  }

  push(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.length + bytes.length);
    joined.set(this.held.subarray(0, this.length));
    joined.set(bytes, this.length);
    let at = 0;
    for (;;) {
      const stepped = Math.min(this.skip, joined.length - at);
      at += stepped;
      this.offset += stepped;
      this.skip -= stepped;
      if (this.skip > 0 || at >= joined.length) break;
      const left = BLOCK - (this.offset % BLOCK);
      if (left < HEADER) {
        this.skip = left;
        continue;
      }
      if (joined.length - at < HEADER) break;
      const size = (joined[at + 4] ?? 0) | ((joined[at + 5] ?? 0) << 8);
      const type = joined[at + 6] ?? 0;
      if (type === 0 && size === 0) {
        this.skip = left;
        continue;
      }
      if (size > left - HEADER || type < 1 || type > 4) {
        this.broken("a block is damaged: its rest is left out", left);
        continue;
      }
      if (joined.length - at < HEADER + size) break;
      if (crc32(joined, at + 6, at + HEADER + size) !== uint32At(joined, at)) {
        this.broken("a chunk does not match its checksum: the rest of its block is left out", left);
        continue;
      }
      this.chunk(type, joined, at + HEADER, at + HEADER + size);
      at += HEADER + size;
      this.offset += HEADER + size;
    }
    this.held = joined.slice(at);
    this.length = this.held.length;
  }

  private broken(message: string, left: number): void {
    this.events.problem(message, this.offset);
    this.parts = [];
    this.partsSize = 0;
    this.skip = left;
  }

  private chunk(type: number, b: Uint8Array, start: number, end: number): void {
    if (type === 1) {
      this.parts = [];
      this.partsSize = 0;
      this.events.record(b, start, end);
      return;
    }
    if (type === 2) {
      this.parts = [];
      this.partsSize = 0;
    } else if (this.parts.length === 0) return; // The first chunk of this record was lost, and named.
    this.partsSize += end - start;
    this.parts.push(this.partsSize <= LONGEST ? b.slice(start, end) : new Uint8Array(0));
    if (type !== 4) return;
    if (this.partsSize <= LONGEST) {
      const whole = new Uint8Array(this.partsSize);
      let at = 0;
      for (const part of this.parts) {
        whole.set(part, at);
        at += part.length;
      }
      this.events.record(whole, 0, whole.length);
    } else this.events.problem(`a record of ${this.partsSize >> 20} MiB is left out`, this.offset);
    this.parts = [];
    this.partsSize = 0;
  }
}
