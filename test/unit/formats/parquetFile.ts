/** Parquet made by hand (apache/parquet-format, parquet.thrift): required columns of doubles, a page each, in Thrift's compact form. */

type Bytes = readonly number[];

function varint(value: bigint): number[] {
  const out: number[] = [];
  let v = BigInt.asUintN(64, value);
  for (; v > 127n; v >>= 7n) out.push(Number(v & 127n) | 128);
  return [...out, Number(v)];
}
const zigzag = (value: number): number[] => {
  const v = BigInt(value);
  return varint((v << 1n) ^ (v >> 63n));
};

interface Field {
  readonly type: number;
  readonly bytes: Bytes;
}
const int = (value: number): Field => ({ type: 5, bytes: zigzag(value) });
const long = (value: number): Field => ({ type: 6, bytes: zigzag(value) });
const text = (value: string): Field => ({ type: 8, bytes: [...varint(BigInt(value.length)), ...Buffer.from(value)] });
const list = (type: number, items: readonly Bytes[]): Field => ({
  type: 9,
  bytes: [
    ...(items.length < 15 ? [(items.length << 4) | type] : [0xf0 | type, ...varint(BigInt(items.length))]),
    ...items.flat(),
  ],
});

/** A struct of fields by their numbers. */
function struct(fields: Readonly<Record<number, Field>>): number[] {
  let last = 0;
  const out: number[] = [];
  for (const [key, { type, bytes }] of Object.entries(fields)) {
    const id = Number(key);
    out.push(((id - last) << 4) | type, ...bytes);
    last = id;
  }
  return [...out, 0];
}
const nested = (fields: Readonly<Record<number, Field>>): Field => ({ type: 12, bytes: struct(fields) });

interface Group {
  /** The rows that it claims. */
  readonly rows: number;
  readonly columns: Readonly<Record<string, Float64Array>>;
}

/** A file of these groups. A column without values has no page at all. */
export function parquetFile(names: readonly string[], groups: readonly Group[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from("PAR1")];
  let at = 4;
  const put = (bytes: Uint8Array) => {
    parts.push(bytes);
    at += bytes.length;
  };
  const described = groups.map(({ rows, columns }) => {
    const chunks = names.map((name) => {
      const values = columns[name] ?? new Float64Array(0);
      const start = at;
      if (values.length > 0) {
        const page = { 1: int(values.length), 2: int(0), 3: int(3), 4: int(3) };
        put(
          Uint8Array.from(struct({ 1: int(0), 2: int(values.byteLength), 3: int(values.byteLength), 5: nested(page) })),
        );
        put(new Uint8Array(values.buffer));
      }
      const size = at - start;
      const path = list(8, [text(name).bytes]);
      const meta = {
        1: int(5),
        2: list(5, [zigzag(0)]),
        3: path,
        4: int(0),
        5: long(rows),
        6: long(size),
        7: long(size),
        9: long(start),
      };
      return struct({ 2: long(start), 3: nested(meta) });
    });
    return struct({ 1: list(12, chunks), 2: long(at), 3: long(rows) });
  });
  const root = struct({ 4: text("schema"), 5: int(names.length) });
  const columns = names.map((name) => struct({ 1: int(5), 3: int(0), 4: text(name) }));
  const total = groups.reduce((sum, { rows }) => sum + rows, 0);
  const footer = Uint8Array.from(
    struct({ 1: int(2), 2: list(12, [root, ...columns]), 3: long(total), 4: list(12, described) }),
  );
  put(footer);
  put(new Uint8Array(Uint32Array.of(footer.length).buffer));
  put(Buffer.from("PAR1"));
  return Uint8Array.from(Buffer.concat(parts));
}
