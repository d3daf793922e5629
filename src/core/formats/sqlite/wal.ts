/**
 * SQLite's write-ahead log (sqlite.org/fileformat2.html, §4): pages that were committed and not yet moved into the database.
 * A reader has to take them from there, the newest of each.
 */

const headerSize = 32;
const frameHeaderSize = 24;

const uint32 = (b: Uint8Array, at: number): number =>
  (((b[at] ?? 0) << 24) | ((b[at + 1] ?? 0) << 16) | ((b[at + 2] ?? 0) << 8) | (b[at + 3] ?? 0)) >>> 0;

/** The running checksum of §4.2, over 8 bytes a turn, in the byte order that the log's magic number says. */
class Checksum {
  readonly #bigEndian: boolean;
  first = 0;
  second = 0;

  constructor(bigEndian: boolean) {
    this.#bigEndian = bigEndian;
  }

  add(b: Uint8Array, start: number, end: number): void {
    for (let i = start; i < end; i += 8) {
      this.first = (this.first + this.#word(b, i) + this.second) >>> 0;
      this.second = (this.second + this.#word(b, i + 4) + this.first) >>> 0;
    }
  }

  is(b: Uint8Array, at: number): boolean {
    return uint32(b, at) === this.first && uint32(b, at + 4) === this.second;
  }

  #word(b: Uint8Array, at: number): number {
    const value = uint32(b, at);
    if (this.#bigEndian) return value;
    return ((value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
  }
}

/** The committed pages of a log: page number → where it lies in the log, and how many pages the database has then. */
function committed(wal: Uint8Array, pageSize: number): { pages: Map<number, number>; count: number } {
  const pages = new Map<number, number>();
  let count = 0;
  const magic = uint32(wal, 0);
  const checksum = new Checksum((magic & 1) === 1);
  checksum.add(wal, 0, 24);
  if ((magic & ~1) >>> 0 !== 0x377f0682 || uint32(wal, 8) !== pageSize || !checksum.is(wal, 24))
    return { pages, count };
  let pending: [number, number][] = [];
  for (let at = headerSize; at + frameHeaderSize + pageSize <= wal.length; at += frameHeaderSize + pageSize) {
    // Frames of an older round have other salts: the log begins anew in place.
    if (uint32(wal, at + 8) !== uint32(wal, 16) || uint32(wal, at + 12) !== uint32(wal, 20)) break;
    checksum.add(wal, at, at + 8);
    checksum.add(wal, at + frameHeaderSize, at + frameHeaderSize + pageSize);
    if (!checksum.is(wal, at + 16)) break;
    pending.push([uint32(wal, at), at + frameHeaderSize]);
    const size = uint32(wal, at + 4);
    if (size === 0) continue;
    count = size;
    for (const [page, from] of pending) pages.set(page, from);
    pending = [];
  }
  return { pages, count };
}

/** The database as it stands with the committed pages of its log, and marked as having none. Copies it once. */
export function withWal(database: Uint8Array, wal: Uint8Array | undefined): Uint8Array {
  const size = ((database[16] ?? 0) << 8) | (database[17] ?? 0);
  // 1 stands for 65536, which two bytes do not hold.
  const pageSize = size === 1 ? 65536 : size;
  const { pages, count } =
    wal === undefined || pageSize < 512 ? { pages: new Map<number, number>(), count: 0 } : committed(wal, pageSize);
  // A page number far beyond what is there is damage: a log cannot add more pages than it has frames.
  const most = Math.ceil(database.length / pageSize) + pages.size;
  const total = count === 0 ? database.length : Math.min(count, most) * pageSize;
  const whole = new Uint8Array(total);
  whole.set(database.subarray(0, total));
  if (wal !== undefined) {
    for (const [page, from] of pages) {
      if (page >= 1 && page * pageSize <= total) whole.set(wal.subarray(from, from + pageSize), (page - 1) * pageSize);
    }
  }
  // "Journal mode" of the file header: a log that has been read in is not looked for.
  if (whole.length > 19 && whole[18] === 2) whole[18] = whole[19] = 1;
  return whole;
}
