import { crc32 } from "../../../src/core/formats/bytes/crc";

export const ascii = (text: string) => new TextEncoder().encode(text);
export const join = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);

function varint(value: number): number[] {
  const out: number[] = [];
  let v = value;
  for (; v > 127; v = Math.floor(v / 128)) out.push((v & 127) | 128);
  return [...out, v];
}

export const field = (number: number, bytes: Uint8Array) => join(varint(number * 8 + 2), varint(bytes.length), bytes);

/** A file of records, cut into chunks and blocks as LevelDB does. */
export function file(...records: Uint8Array[]): Uint8Array {
  const out: number[] = [...ascii(":W&B"), 0xe1, 0xbe, 0];
  for (const record of records) {
    let at = 0;
    do {
      let left = 32768 - (out.length % 32768);
      if (left < 7) {
        out.push(...new Uint8Array(left));
        left = 32768;
      }
      const size = Math.min(left - 7, record.length - at);
      const type = at === 0 ? (size === record.length ? 1 : 2) : at + size === record.length ? 4 : 3;
      const body = join([type], record.slice(at, at + size));
      out.push(...u32(crc32(body, 0, body.length)), size & 255, size >> 8, ...body);
      at += size;
    } while (at < record.length);
  }
  return Uint8Array.from(out);
}

export const item = (key: string, json: string) => field(1, join(field(1, ascii(key)), field(16, ascii(json))));
export const history = (step: number, ...items: Uint8Array[]) =>
  field(2, join(...items, field(2, join([8], varint(step)))));
