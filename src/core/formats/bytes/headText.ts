import { utf8 } from "./utf8";

/** Every format looks at a head; only the first pays for its text. */
const heads = new WeakMap<Uint8Array, string>();

/** The first bytes of a file as text, at most so many of them. Only for bytes that stay as they are. */
export function headText(bytes: Uint8Array, most = bytes.length): string {
  if (most < bytes.length) return utf8(bytes, 0, most);
  const known = heads.get(bytes);
  if (known !== undefined) return known;
  const text = utf8(bytes);
  heads.set(bytes, text);
  return text;
}
