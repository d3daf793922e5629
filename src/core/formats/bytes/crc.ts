/** Tables of a reflected CRC-32 for eight bytes at a time (Kounavis & Berry, "slicing-by-8", 2005). */
function tables(polynomial: number): Int32Array {
  const table = new Int32Array(8 * 256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ polynomial : c >>> 1;
    table[n] = c;
  }
  for (let n = 0; n < 256; n++) {
    let c = table[n] ?? 0;
    for (let k = 1; k < 8; k++) {
      c = (table[c & 255] ?? 0) ^ (c >>> 8);
      table[k * 256 + n] = c;
    }
  }
  return table;
}

function checksum(t: Int32Array, b: Uint8Array, start: number, end: number): number {
  let c = -1;
  let i = start;
  for (; i + 8 <= end; i += 8) {
    const low = c ^ ((b[i] ?? 0) | ((b[i + 1] ?? 0) << 8) | ((b[i + 2] ?? 0) << 16) | ((b[i + 3] ?? 0) << 24));
    c =
      (t[1792 + (low & 255)] ?? 0) ^
      (t[1536 + ((low >>> 8) & 255)] ?? 0) ^
      (t[1280 + ((low >>> 16) & 255)] ?? 0) ^
      (t[1024 + (low >>> 24)] ?? 0) ^
      (t[768 + (b[i + 4] ?? 0)] ?? 0) ^
      (t[512 + (b[i + 5] ?? 0)] ?? 0) ^
      (t[256 + (b[i + 6] ?? 0)] ?? 0) ^
      (t[b[i + 7] ?? 0] ?? 0);
  }
  for (; i < end; i++) c = (t[(c ^ (b[i] ?? 0)) & 255] ?? 0) ^ (c >>> 8);
  return ~c >>> 0;
}

/**
 * The contribution of each byte, followed by `distance` others, to a CRC: entry `distance * 256 + byte`. A checksum is linear: that of a
 * message is that of the message with some bytes 0, XOR what those bytes put in.
 */
function sharesOf(table: Int32Array, distances: number): Int32Array {
  const shares = new Int32Array(distances * 256);
  shares.set(table.subarray(0, 256));
  for (let k = 256; k < shares.length; k++) {
    const c = shares[k - 256] ?? 0;
    shares[k] = (table[c & 255] ?? 0) ^ (c >>> 8);
  }
  return shares;
}

const castagnoliTable = tables(0x82f63b78);
const ieeeTable = tables(0xedb88320);

/** CRC-32C (Castagnoli) of bytes. */
export const crc32c = (b: Uint8Array, start: number, end: number): number => checksum(castagnoliTable, b, start, end);

/** CRC-32 (IEEE, as in zlib) of bytes. */
export const crc32 = (b: Uint8Array, start: number, end: number): number => checksum(ieeeTable, b, start, end);

/** The contribution of a byte to a CRC-32C, by the number of bytes after it, fewer than `distances`. */
export const crc32cShares = (distances: number): Int32Array => sharesOf(castagnoliTable, distances);

/** TFRecord's masked CRC-32C (TensorFlow, lib/hash/crc32c.h). */
export function maskedCrc(b: Uint8Array, start: number, end: number): number {
  return masked(crc32c(b, start, end));
}

/** A checksum as TFRecord stores it. */
export const masked = (c: number): number => (((c >>> 15) | (c << 17)) + 0xa282ead8) >>> 0;
