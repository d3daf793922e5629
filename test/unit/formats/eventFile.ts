import { maskedCrc } from "../../../src/core/formats/bytes/crc";

/** Event files, made by hand from their description (tensorflow/core/lib/io/record_writer.h, core/util/event.proto). */
export const ascii = (text: string) => new TextEncoder().encode(text);
export const join = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
export const field = (number: number, bytes: Uint8Array) =>
  join(
    [(number << 3) | 2, (bytes.length & 127) | (bytes.length > 127 ? 128 : 0)],
    bytes.length > 127 ? [bytes.length >> 7] : [],
    bytes,
  );
export const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
const f32 = (value: number) => new Uint8Array(Float32Array.of(value).buffer);
export const f64 = (value: number) => new Uint8Array(Float64Array.of(value).buffer);

export function frame(payload: Uint8Array): Uint8Array {
  const length = join(u32(payload.length), u32(0));
  return join(length, u32(maskedCrc(length, 0, 8)), payload, u32(maskedCrc(payload, 0, payload.length)));
}

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
const event = (step: number, tag: string, value: Uint8Array) =>
  frame(join([9], f64(1e9 + step), [16], varint(step), field(5, field(1, join(field(1, ascii(tag)), value)))));
export const scalar = (step: number, tag: string, value: number) => event(step, tag, join([0x15], f32(value)));
/** As TensorFlow 2 writes a scalar: a tensor of floats without dimensions. */
export const tensor = (step: number, tag: string, value: number) =>
  event(step, tag, field(8, join([8, 1], field(2, new Uint8Array(0)), field(4, f32(value)))));
export const file = (...records: Uint8Array[]) =>
  join(frame(join([9], f64(1e9), field(3, ascii("brain.Event:2")))), ...records);
