import {
  decompressBrotli,
  decompressGzip,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from "hyparquet-compressors";

/** What packed a page, undone into as many bytes as the page says (`checkPages` has bounded them). Snappy is hyparquet's own. */
export const compressors = {
  GZIP: decompressGzip,
  BROTLI: decompressBrotli,
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
  // Into a buffer of the page's size: what would not fit is an error, not memory.
  ZSTD: (input: Uint8Array, length: number): Uint8Array => decompressZstd(input, new Uint8Array(length)),
};
