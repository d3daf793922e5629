import { parquetMetadataAsync, parquetSchema } from "hyparquet/src/metadata.js";
import { anyMeaning } from "../../runs/conventions";
import type { Sink } from "../../runs/table/sink";
import type { FileSnapshot, SnapshotFormat } from "../format";
import { faultOf } from "../bytes/fault";
import type { Column } from "./pages";
import { readRows, type Row } from "./rows";
import { longColumns } from "../../runs/table/longTable";
import { neptuneTaker } from "./neptune";
import { trackioTaker } from "./trackio";

/**
 * Tables in Apache Parquet, as pandas, polars and trackio write them. Only columns of one number or text a row are read, and a
 * table without a loss is data, no log: nothing of it is decompressed.
 */

const largestFooter = 64 << 20;

type Metadata = Awaited<ReturnType<typeof parquetMetadataAsync>>;

/** Plain columns: a single value a row. */
function columnsOf(metadata: Metadata): Column[] {
  return parquetSchema(metadata).children.flatMap(({ element, children }) => {
    if (children.length > 0 || element.repetition_type === "REPEATED") return [];
    const decimal = (element.converted_type ?? element.logical_type?.type) === "DECIMAL";
    const text = element.type === "BYTE_ARRAY" && !decimal;
    if (element.type === "FIXED_LEN_BYTE_ARRAY" && !decimal) return [];
    const optional = element.repetition_type === "OPTIONAL";
    return [{ name: element.name, text, bits: element.type === "BOOLEAN", optional }];
  });
}

const isMeasured = ({ name, text }: Column) => !text && anyMeaning.metricOf(name, true).quantity !== "other";

/** Whether one column names metrics and another holds their values: what they are stands in the rows. */
const isLong = (columns: readonly Column[]): boolean =>
  longColumns(
    columns.map(({ name, text }) => ({ key: name, text })),
    ({ text }) => text,
    ({ text }) => !text,
  ) !== undefined;

/** pandas' index: where it holds texts they name the rows. */
const nameOf = (column: string, text: boolean) =>
  column.startsWith("__index_level_") ? (text ? "name" : column) : column;

export const parquet: SnapshotFormat = {
  id: "parquet",
  label: "Parquet table",
  growth: "rewrite",
  companions: [],
  probe: ({ bytes }) => (bytes[0] === 80 && bytes[1] === 65 && bytes[2] === 82 && bytes[3] === 49 ? 1 : 0),
  async read(file) {
    try {
      await readTable(file);
    } catch (error) {
      throw new Error(`not readable as Parquet: ${faultOf(error)}`);
    }
  },
};

async function readTable(file: FileSnapshot): Promise<void> {
  const slice = async (start: number, end = file.size): Promise<ArrayBuffer> => {
    const bytes = await file.read(start < 0 ? file.size + start : start, end);
    return bytes.slice().buffer;
  };
  const foot = new DataView(await slice(Math.max(0, file.size - 8)));
  if (foot.byteLength < 8 || foot.getUint32(4) !== 0x50415231)
    throw new Error("the file is incomplete, or still being written");
  if (foot.getUint32(0, true) > largestFooter) throw new Error("its index is too large to be valid");
  const source = { byteLength: file.size, slice };
  const metadata = await parquetMetadataAsync(source);
  const columns = columnsOf(metadata);
  const neptune = neptuneTaker(file, columns);
  const take = neptune?.take ?? trackioTaker(file, columns, putNamed) ?? tableTaker(file, columns);
  if (take === undefined) return;
  await readRows(source, metadata, columns, take);
  neptune?.end();
}

/** Rows of a table with a loss, into the file's own table; undefined for a table without one. */
function tableTaker(file: FileSnapshot, columns: readonly Column[]): ((row: Row) => void) | undefined {
  if (!columns.some(isMeasured) && !isLong(columns)) return undefined;
  const sink = file.table();
  const places = columns.map(({ name, text }) => [name, sink.column(nameOf(name, text))] as const);
  return (row) => {
    for (const [name, column] of places) putValue(sink, column, row[name]);
    sink.row(0);
  };
}

function putNamed(sink: Sink, row: Row, frame: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(row)) if (!frame.has(name)) putValue(sink, sink.column(name), value);
  sink.row(0);
}

function putValue(sink: Sink, column: number, value: unknown): void {
  if (typeof value === "number") sink.set(column, value);
  else if (typeof value === "string") sink.text(column, value);
  else if (typeof value === "bigint" || typeof value === "boolean") sink.set(column, Number(value));
  else if (value instanceof Date) sink.set(column, value.getTime());
}
