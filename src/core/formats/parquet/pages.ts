import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import { compressors } from "./compressors";
import { walkRuns } from "./runs";

/** A column of a table: a single value a row. */
export interface Column {
  readonly name: string;
  readonly text: boolean;
  /** Booleans are runs of bits, others of places in a dictionary. */
  readonly bits: boolean;
  /** Values may be missing. */
  readonly optional: boolean;
}

type Codec = Parameters<typeof decompressPage>[2];

/** Of a row group, what its pages are checked against. */
interface RowGroup {
  readonly num_rows: bigint;
  readonly columns: readonly {
    readonly meta_data?:
      | {
          readonly path_in_schema: readonly string[];
          readonly codec: Codec;
          readonly data_page_offset: bigint;
          readonly dictionary_page_offset?: bigint | undefined;
          readonly total_compressed_size: bigint;
        }
      | undefined;
  }[];
}

type Header = ReturnType<typeof parquetHeader>;

/** No page of a table of results is larger, unpacked. */
const largestPage = 64 << 20;

/**
 * Walks the pages of a row group's columns before their values are made: a page that claims to hold more than its rows, or more
 * bytes than a table has, is a bomb or damage. Throws in words for a person.
 */
export async function checkPages(
  group: RowGroup,
  wanted: ReadonlyMap<string, Column>,
  slice: (start: number, end: number) => Promise<ArrayBuffer>,
): Promise<void> {
  const rows = Number(group.num_rows);
  for (const { meta_data: meta } of group.columns) {
    const column = wanted.get(meta?.path_in_schema[0] ?? "");
    if (meta === undefined || column === undefined) continue;
    const dictionary = Number(meta.dictionary_page_offset ?? 0);
    const start = Math.min(dictionary > 0 ? dictionary : Infinity, Number(meta.data_page_offset));
    const view = new DataView(await slice(start, start + Number(meta.total_compressed_size)));
    const reader = { view, offset: 0 };
    let values = 0;
    while (reader.offset < view.byteLength - 1) {
      const header = parquetHeader(reader);
      values += valuesOf(header);
      checkSizes(header, values, rows, column.name);
      const bytes = new Uint8Array(view.buffer).subarray(reader.offset, reader.offset + header.compressed_page_size);
      checkRuns(header, bytes, meta.codec, column);
      reader.offset += header.compressed_page_size;
    }
    if (values !== rows) throw new Error(`${column.name} has ${values} values, but there are ${rows} rows`);
  }
}

const valuesOf = (header: Header) => header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;

function checkSizes(header: Header, values: number, rows: number, name: string): void {
  const entries = header.dictionary_page_header?.num_values ?? 0;
  const levels = header.data_page_header_v2;
  const sizes = [
    header.uncompressed_page_size,
    header.compressed_page_size,
    valuesOf(header),
    entries,
    levels?.num_nulls ?? 0,
    levels?.definition_levels_byte_length ?? 0,
    levels?.repetition_levels_byte_length ?? 0,
  ];
  if (!sizes.every((size) => size >= 0 && size <= largestPage)) throw new Error(`a page of ${name} is too large`);
  if (values > rows || entries > rows) throw new Error(`${name} has more values than there are rows`);
}

/** Checks the runs of a data page: which values are missing, and which place of the dictionary each other is. */
function checkRuns(header: Header, bytes: Uint8Array, codec: Codec, column: Column): void {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header;
  if (first !== undefined) {
    const page = decompressPage(bytes, size, codec, compressors);
    let at = 0;
    let values = first.num_values;
    if (column.optional) {
      const levels = new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(0, true);
      values = walkRuns(page, 4, 1, values).ones;
      at = 4 + levels;
    }
    checkValues(page, at, first.encoding, values, column);
  } else if (second !== undefined) {
    const before = second.definition_levels_byte_length + second.repetition_levels_byte_length;
    if (column.optional) walkRuns(bytes, second.repetition_levels_byte_length, 1, second.num_values);
    const packed = bytes.subarray(before);
    const page = second.is_compressed ? decompressPage(packed, size - before, codec, compressors) : packed;
    checkValues(page, 0, second.encoding, second.num_values - second.num_nulls, column);
  }
}

function checkValues(
  page: Uint8Array,
  start: number,
  encoding: string | undefined,
  values: number,
  { bits }: Column,
): void {
  // Runs of bits have their length before them, places in a dictionary their width.
  if (encoding === "RLE" && bits) walkRuns(page, start + 4, 1, values);
  else if (encoding === "RLE" || encoding?.endsWith("_DICTIONARY") === true)
    walkRuns(page, start + 1, page[start] ?? 0, values);
}
