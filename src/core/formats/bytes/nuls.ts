/** In text so many of a thousand bytes may be NUL, besides those at its start. */
const mostInThousand = 10;

/**
 * Where the text of a file begins: after the NULs that stand at its start when a log was truncated under a program that wrote on.
 */
export function textStart(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length && bytes[i] === 0) i++;
  return i;
}

const verdicts = new WeakMap<Uint8Array, boolean>();

/** Whether the bytes are no text: more than a few of them are NUL. Only for bytes that stay as they are. */
export function isBinary(bytes: Uint8Array): boolean {
  const known = verdicts.get(bytes);
  if (known !== undefined) return known;
  const start = textStart(bytes);
  let nuls = 0;
  for (let at = bytes.indexOf(0, start); at >= 0; at = bytes.indexOf(0, at + 1)) nuls++;
  const found = nuls * 1000 > (bytes.length - start) * mostInThousand || (start > 0 && start === bytes.length);
  verdicts.set(bytes, found);
  return found;
}
