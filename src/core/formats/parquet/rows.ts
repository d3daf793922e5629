import { parquetRead } from "hyparquet/src/read.js";
import { checkPages, type Column } from "./pages";
import { compressors } from "./compressors";

type ReadOptions = Parameters<typeof parquetRead>[0];

/** A file as hyparquet reads it. */
export type Buffer = ReadOptions["file"];
type Metadata = NonNullable<ReadOptions["metadata"]>;

/** A row: the value of each column, undefined or null where it has none. */
export type Row = Readonly<Record<string, unknown>>;

/** Values (rows × columns) beyond this are no table of results. */
const mostValues = 64e6;
/** A table may hold so many values, and `valuesPerByte` more for each byte of its file: beyond that its counts are not believed. */
const anyValues = 4e6;
const valuesPerByte = 2;
/** Rows of a group: writers make them of a million. */
const mostRowsOfGroup = 5e6;
/** Values that are unpacked at once. */
const unpackedAtOnce = 2e6;

/**
 * Gives the rows of a table to `take`, one after another. What the file says of itself is checked before memory is asked for: its row
 * counts against its size, then each page against its rows. Throws in words for a person.
 */
export async function readRows(
  file: Buffer,
  metadata: Metadata,
  columns: readonly Column[],
  take: (row: Row) => void,
): Promise<void> {
  checkCounts(metadata, columns.length, file.byteLength);
  const wanted = new Map(columns.map((column) => [column.name, column]));
  const slice = async (start: number, end: number) => file.slice(start, end);
  let start = 0;
  for (const group of metadata.row_groups) {
    await checkPages(group, wanted, slice);
    const end = start + Number(group.num_rows);
    const size = Math.max(1, Math.floor(unpackedAtOnce / columns.length));
    for (let from = start; from < end; from += size)
      await readSlice(file, metadata, [...wanted.keys()], [from, Math.min(end, from + size)], take);
    start = end;
  }
}

function checkCounts({ row_groups: groups }: Metadata, columns: number, bytes: number): void {
  const counts = groups.map(({ num_rows: rows }) => Number(rows));
  const wrong = counts.find((rows) => !(rows >= 0 && rows <= mostRowsOfGroup));
  if (wrong !== undefined) throw new Error(`a group of ${wrong} rows: at most ${mostRowsOfGroup} are read`);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const values = rows * columns;
  if (values > mostValues)
    throw new Error(
      `${rows} rows of ${columns} columns are more than the ${mostValues} values that Isoflop reads of one Parquet table: split it, or leave out columns`,
    );
  if (values > anyValues + valuesPerByte * bytes)
    throw new Error(`${rows} rows of ${columns} columns do not fit into its ${bytes} bytes: it is damaged`);
}

/** Rows as columns are unpacked: only those of the slice are held. */
async function readSlice(
  file: Buffer,
  metadata: Metadata,
  columns: string[],
  [rowStart, rowEnd]: readonly [number, number],
  take: (row: Row) => void,
): Promise<void> {
  const values = new Map(columns.map((name) => [name, new Array<unknown>(rowEnd - rowStart)]));
  await parquetRead({
    ...{ file, metadata, columns, rowStart, rowEnd, compressors },
    onChunk({ columnName, columnData, rowStart: at }) {
      const column = values.get(columnName);
      const first = Math.max(at, rowStart);
      const last = Math.min(at + columnData.length, rowEnd);
      for (let row = first; column !== undefined && row < last; row++)
        column[row - rowStart] = columnData[row - at] as unknown;
    },
  });
  for (let k = 0; k < rowEnd - rowStart; k++) {
    const row: Record<string, unknown> = {};
    for (const [name, column] of values) row[name] = column[k];
    take(row);
  }
}
