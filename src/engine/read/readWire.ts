import type { Format, SnapshotFormat } from "../../core/formats/format";
import { formats, snapshotFormats } from "../../core/formats/index";
import { Builder } from "../../core/runs/table/builder";
import type { ColumnSnapshot, NumbersSnapshot, TableSnapshot, TextsSnapshot } from "../../core/runs/table/snapshot";
import type { FoundFile } from "../source/foundFile";
import type { FileStat } from "../source/source";
import { logFile } from "./logFile";
import type { Reading } from "./reading";

/** What a thread is asked to read. */
export interface ReadRequest {
  readonly found: FoundFile;
  readonly stat: FileStat;
}

/** A reading as it goes from thread to thread: the arrays of its columns move, the rest is copied. */
export type ReadAnswer = Pick<Reading, "config" | "problem" | "offset" | "start" | "tail" | "complete"> & {
  readonly logs: readonly LogWire[];
  readonly whole: { readonly format: string; readonly companions: ReadonlyMap<string, FileStat> } | undefined;
};

interface LogWire {
  readonly format: string;
  readonly many: boolean;
  readonly modified: number;
  readonly table: Omit<TableSnapshot, "columns"> & { readonly columns: readonly ColumnWire[] };
}
type NumbersWire = Omit<NumbersSnapshot, "values"> & { readonly values: Float64Array };
type TextsWire = Omit<TextsSnapshot, "codes"> & { readonly codes: NumbersWire };
interface ColumnWire {
  readonly key: string;
  readonly numbers: NumbersWire | undefined;
  readonly texts: TextsWire | undefined;
}

/** Packs a reading that is not read on; `buffers` are those to move, after which the reading is of no use here. */
export function packReading(reading: Reading): { readonly answer: ReadAnswer; readonly buffers: ArrayBuffer[] } {
  const { config, problem, offset, start, tail, complete, whole } = reading;
  const buffers: ArrayBuffer[] = [];
  const move = <T extends Float64Array | Uint32Array>(array: T): T => {
    buffers.push(array.buffer as ArrayBuffer);
    return array;
  };
  const numbersWire = (numbers: NumbersSnapshot): NumbersWire => ({
    ...numbers,
    values: move(numbers.values.all()),
    rows: numbers.rows && move(numbers.rows),
  });
  const logs = reading.logs.map(({ format, many = false, modified, table }): LogWire => {
    const snapshot = table.snapshot();
    const columns = snapshot.columns.map(({ key, numbers, texts }) => ({
      key,
      numbers: numbers && numbersWire(numbers),
      texts: texts && { ...texts, codes: numbersWire(texts.codes) },
    }));
    return { format, many, modified, table: { ...snapshot, columns } };
  });
  const wholeWire = whole && { format: whole.format.id, companions: whole.companions };
  return { answer: { logs, whole: wholeWire, config, problem, offset, start, tail, complete }, buffers };
}

/** Puts what a thread has read into a reading. */
export function unpackReading({ logs, whole, ...rest }: ReadAnswer, reading: Reading): void {
  const { found } = reading;
  const format = whole && snapshotFormats.find(({ id }) => id === whole.format);
  Object.assign(reading, rest, {
    logs: logs.flatMap((log) => {
      const own = formatOf(log.format);
      if (own === undefined) return [];
      const table = { ...log.table, columns: log.table.columns.map(columnSnapshot) };
      return [logFile(found, own, Builder.restore(found.path, table), { modified: log.modified, many: log.many })];
    }),
    whole: format && { format, companions: whole.companions },
  });
}

function columnSnapshot({ key, numbers, texts }: ColumnWire): ColumnSnapshot {
  return {
    key,
    numbers: numbers && numbersSnapshot(numbers),
    texts: texts && { ...texts, codes: numbersSnapshot(texts.codes) },
  };
}

const numbersSnapshot = ({ values, ...rest }: NumbersWire): NumbersSnapshot => ({
  ...rest,
  values: { length: values.length, at: (i) => values[i] ?? NaN, all: () => values },
});

const formatOf = (id: string): Format | SnapshotFormat | undefined =>
  [...formats, ...snapshotFormats].find((format) => format.id === id);
