const pieceSize = 4096;
/** Shorter texts are decoded without a subarray. */
const shortText = 64;

/**
 * UTF-8 bytes as text; what is not UTF-8 becomes U+FFFD. The core has no platform, hence no TextDecoder; short ASCII, the
 * common case here, is quicker this way too.
 */
export function utf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = "";
  const codes: number[] = [];
  for (let i = start; i < end;) {
    if (codes.length === 0 && end - i > shortText) {
      const until = asciiEnd(bytes, i, Math.min(end, i + pieceSize));
      if (until - i > shortText) {
        text += fromAscii(bytes.subarray(i, until));
        i = until;
        continue;
      }
    }
    const a = bytes[i] ?? 0;
    if (a < 0x80) {
      codes.push(a);
      i++;
    } else {
      const size = a >= 0xf0 && a < 0xf5 ? 4 : a >= 0xe0 ? 3 : a >= 0xc2 ? 2 : 0;
      const code = size === 0 || a >= 0xf5 || i + size > end ? -1 : decode(bytes, i, size);
      if (code < 0) codes.push(0xfffd);
      else if (code > 0xffff) codes.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
      else codes.push(code);
      i += code < 0 ? 1 : size;
    }
    if (codes.length >= pieceSize) {
      text += String.fromCharCode(...codes);
      codes.length = 0;
    }
  }
  return text + String.fromCharCode(...codes);
}

/** Where the letters of seven bits end. */
function asciiEnd(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && (bytes[i] ?? 0) < 0x80) i++;
  return i;
}

const fromAscii = (bytes: Uint8Array): string => String.fromCharCode.apply(null, bytes as unknown as number[]); // Any array-like will do.

/** The code point of a sequence of `size` bytes; -1 when it is not well formed (also: over-long, a surrogate). */
function decode(bytes: Uint8Array, at: number, size: number): number {
  let code = (bytes[at] ?? 0) & (0xff >> (size + 1));
  for (let k = 1; k < size; k++) {
    const c = bytes[at + k] ?? 0;
    if ((c & 0xc0) !== 0x80) return -1;
    code = code * 64 + (c & 0x3f);
  }
  const least = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000;
  return code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? -1 : code;
}
