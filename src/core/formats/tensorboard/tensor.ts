import { Fields, float32At, float64At, uint32At } from "../bytes/protobuf";

/** What a TensorProto (tensorflow/core/framework/tensor.proto) holds, where it is one number or texts. */
export type Tensor =
  /** `floatEnd`: where the four bytes of a float end; undefined for what is stored otherwise. */
  | { readonly number: number; readonly floatEnd: number | undefined }
  | { readonly texts: readonly string[] }
  | undefined;

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const brain = new Uint8Array(4);
function brainFloat(bits: number): number {
  brain[2] = bits & 255;
  brain[3] = bits >> 8;
  return float32At(brain, 0);
}

/** The one number in `tensor_content`; undefined when it holds another count of numbers. */
function content(dtype: number, b: Uint8Array, at: number, n: number): number | undefined {
  const low = uint32At(b, at);
  if (dtype === 1 && n === 4) return float32At(b, at);
  if (dtype === 2 && n === 8) return float64At(b, at);
  if (dtype === 3 && n === 4) return low | 0;
  if (dtype === 9 && n === 8) return (uint32At(b, at + 4) | 0) * 4294967296 + low;
  if (dtype === 19 && n === 2) return half(low & 0xffff);
  return dtype === 14 && n === 2 ? brainFloat(low & 0xffff) : undefined;
}

/** The numbers of a repeated field, packed or not, as far as the second: one is wanted. */
function numbers(fields: Fields, read: (f: Fields) => number, out: number[]): void {
  if (fields.wire !== 2) {
    out.push(read(fields));
    return;
  }
  const packed = fields.message();
  const end = packed.position + 64;
  while (out.length < 2 && packed.position < end) {
    try {
      out.push(read(packed));
    } catch {
      return; // The end of the packed numbers.
    }
  }
}

/** Reads a tensor; undefined when it is neither one number nor texts. */
export function readTensor(fields: Fields): Tensor {
  let dtype = 0;
  let inContent: number | undefined;
  const found: number[] = [];
  const texts: string[] = [];
  let contentAt = 0;
  let contentSize = 0;
  while (fields.next()) {
    if (fields.field === 1) dtype = fields.varint();
    else if (fields.field === 4) {
      contentSize = fields.length();
      contentAt = fields.position - contentSize;
    } else if (fields.field === 5) numbers(fields, (f) => f.float(), found);
    else if (fields.field === 6) numbers(fields, (f) => f.double(), found);
    else if (fields.field === 7 || fields.field === 10) numbers(fields, (f) => f.varint(), found);
    else if (fields.field === 13) numbers(fields, (f) => (dtype === 14 ? brainFloat : half)(f.varint()), found);
    else if (fields.field === 8) texts.push(fields.text());
    else fields.skip();
  }
  if (contentSize > 0) inContent = content(dtype, fields.bytes, contentAt, contentSize);
  if (texts.length > 0) return { texts };
  const number = inContent ?? (found.length === 1 ? found[0] : undefined);
  const isFloat = inContent !== undefined && dtype === 1;
  return number === undefined ? undefined : { number, floatEnd: isFloat ? contentAt + contentSize : undefined };
}
