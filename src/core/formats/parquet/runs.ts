/**
 * The runs of Parquet's RLE / bit-packed hybrid encoding (apache/parquet-format, Encodings.md), walked without being unpacked.
 * The library that unpacks them believes what a run says of its length: a few bytes may ask for two thousand million values.
 */
export interface Runs {
  /** Values that are 1; meaningful for levels, which are one bit wide. */
  readonly ones: number;
  /** Index after the last run. */
  readonly end: number;
}

/** Walks runs until they hold `wanted` values. Throws where one holds more than the page does. */
export function walkRuns(b: Uint8Array, start: number, width: number, wanted: number): Runs {
  let at = start;
  let seen = 0;
  let ones = 0;
  while (seen < wanted && at < b.length) {
    let header = 0;
    let scale = 1;
    for (let byte = 128; byte >= 128 && scale < 2 ** 42; scale *= 128) {
      byte = b[at++] ?? 0;
      header += (byte & 127) * scale;
    }
    const packed = header % 2 === 1;
    const count = packed ? ((header - 1) / 2) * 8 : header / 2;
    // Packed values come in eights; the last are filled up.
    if (count > wanted - seen + (packed ? 7 : 0)) throw new Error("a run holds more values than its page");
    if (packed) {
      const bytes = (count / 8) * width;
      for (let k = 0; k < Math.min(count, wanted - seen); k++) ones += ((b[at + (k >> 3)] ?? 0) >> (k & 7)) & 1;
      at += bytes;
    } else {
      if (((b[at] ?? 0) & 1) === 1) ones += count;
      at += Math.ceil(width / 8);
    }
    if (count === 0 && !packed) continue;
    seen += count;
  }
  return { ones, end: at };
}
