import type { Column, Table } from "../table/builder";
import type { NumberColumn } from "../table/column";
import { statsOf } from "../table/columnStats";
import type { Layout } from "../table/layout";
import { stuckStep } from "./stuck";

/** The rows of one table that belong to one run, in the order of the file. */
export interface RowSlice {
  readonly table: Table;
  readonly layout: Layout;
  /** Prefix of the keys of the slice's columns: `train/` for files in a folder `train`; "" for none. */
  readonly prefix: string;
  /** Rows of the table, rising; undefined for all of them. */
  readonly rows: Uint32Array | undefined;
  /** How many rows. */
  readonly length: number;
  /**
   * The step of each row (NaN where unknown), by position in the slice; the row number in a table without steps. Built lazily.
   */
  readonly step: Float64Array;
  /** The step of the last row, NaN where there is none. */
  readonly last: number;
  /** No steps were logged: `step` is the row number. */
  readonly numbered: boolean;
  /** The logged step, where it is the same in all rows of a log; the rows are numbered instead. */
  readonly stuck: number | undefined;
  /** Where the step fell: position of the first row of the later segment, and its step. */
  readonly falls: readonly Fall[];
  /** Steps strictly rise over all rows. */
  readonly strict: boolean;
  /** The first step, NaN where there is none; the highest since the last fall. */
  readonly first: number;
  readonly highest: number;
}

interface Fall {
  readonly position: number;
  readonly step: number;
  /** The highest step before. */
  readonly from: number;
}

/** How many rows to search backwards for the previous value of a metric. */
const maxLookBack = 2000;

const rowAt = (rows: Uint32Array | undefined, position: number) =>
  rows === undefined ? position : (rows[position] ?? 0);

/** Makes a slice and finds where its step falls; `named`: the step of each row, where row names give it. */
export function sliceRows(
  table: Table,
  layout: Layout,
  rows: Uint32Array | undefined,
  prefix = "",
  named?: Float64Array,
): RowSlice {
  const length = rows?.length ?? table.rows;
  const stuck = named === undefined ? stuckStep(table, layout, rows) : undefined;
  let made: Float64Array | undefined = named;
  const steps = (): Float64Array => (made ??= stuck === undefined ? stepsOf(layout, rows, length) : numbersOf(length));
  const rising = rows === undefined && named === undefined ? risingOf(layout, length) : undefined;
  const { falls, strict, first, highest } = rising ?? scanned(table, layout, rows, steps());
  const last = rising?.highest ?? steps().at(-1) ?? NaN;
  const numbered = stuck !== undefined || (named === undefined && layout.step?.numbers === undefined);
  const found = { falls: [...falls], strict, first, last, highest };
  return {
    ...{ table, layout, prefix, rows, length, numbered, stuck, ...found },
    get step() {
      return steps();
    },
  };
}

const numbersOf = (length: number) => Float64Array.from({ length }, (_, i) => i + 1);

/** What one pass over the steps of a slice finds. */
type StepScan = Pick<RowSlice, "falls" | "strict" | "first" | "highest">;

/** Fast path: a dense column of rising steps needs no pass. */
function risingOf({ step }: Layout, length: number): StepScan | undefined {
  const numbers = step?.numbers;
  if (numbers === undefined || length === 0 || !isFull(numbers, length) || !statsOf(numbers).rises) return undefined;
  const first = numbers.at(0);
  return Number.isFinite(first) ? { falls: [], strict: true, first, highest: numbers.at(length - 1) } : undefined;
}

/** Whether every row so far has a value. */
const isFull = (numbers: NumberColumn, length: number) =>
  numbers.rows === undefined && numbers.first === 0 && numbers.length === length;

function scanned(table: Table, layout: Layout, rows: Uint32Array | undefined, step: Float64Array): StepScan {
  const { length } = step;
  // x columns are in late rows too, so they cannot tell a late row from a restart.
  const logged = table.columns.flatMap((c) =>
    c.numbers === undefined || layout.meanings.useOf(c.key) !== undefined ? [] : [c.numbers],
  );
  const looked = (rows === undefined ? scans.get(table) : undefined) ?? newScan(layout);
  // Another column is the step now, or rows were dropped: scan from the start.
  const scan = looked.column === layout.step && looked.done <= length ? looked : newScan(layout);
  for (let p = scan.done; p < length; p++) {
    const s = step[p] ?? NaN;
    if (scan.first !== scan.first) scan.first = s;
    if (s > scan.highest) scan.highest = s;
    else {
      scan.strict = false;
      if (s < scan.highest && isFall(logged, rows, step, scan.start, p)) {
        scan.falls.push({ position: p, step: s, from: scan.highest });
        scan.highest = s;
        scan.start = p;
      }
    }
  }
  scan.done = length;
  if (rows === undefined) scans.set(table, scan);
  return scan;
}

/** How far a table's steps were scanned, so that only appended rows are scanned next time. */
interface Scan {
  readonly column: Column | undefined;
  done: number;
  first: number;
  highest: number;
  start: number;
  strict: boolean;
  readonly falls: Fall[];
}

const scans = new WeakMap<Table, Scan>();

const newScan = ({ step }: Layout): Scan => ({
  column: step,
  done: 0,
  first: NaN,
  highest: -Infinity,
  start: 0,
  strict: true,
  falls: [],
});

/**
 * The step of each row. A row without one has the step of the row before; without a step column the rows are numbered.
 */
function stepsOf(layout: Layout, rows: Uint32Array | undefined, length: number): Float64Array {
  const numbers = layout.step?.numbers;
  if (numbers === undefined) return numbersOf(length);
  if (rows === undefined && isFull(numbers, length)) return numbers.values.subarray(0, length);
  const step = new Float64Array(length);
  let before = NaN;
  for (let p = 0; p < length; p++) {
    const value = numbers.get(rowAt(rows, p));
    if (value !== undefined && Number.isFinite(value)) before = value;
    step[p] = before;
  }
  return step;
}

/**
 * Whether the run restarted at this row: one of its metrics was last logged at a higher step. An evaluation that is written after
 * training has gone on is late, not a restart.
 */
function isFall(
  columns: readonly NumberColumn[],
  rows: Uint32Array | undefined,
  step: Float64Array,
  start: number,
  position: number,
): boolean {
  const row = rowAt(rows, position);
  const here = step[position] ?? NaN;
  return columns.some((numbers) => {
    if (numbers.get(row) === undefined) return false;
    for (let p = position - 1; p >= Math.max(start, position - maxLookBack); p--) {
      if (numbers.get(rowAt(rows, p)) !== undefined) return (step[p] ?? NaN) > here;
    }
    return false;
  });
}

/** The key of a column of the slice, as the run's metrics are called. */
export const fullKey = (slice: RowSlice, column: Column): string => slice.prefix + column.key;

/** The columns of a table by their keys, as far as they were looked at. */
const indexes = new WeakMap<Table, Map<string, Column>>();

function indexOf(table: Table): ReadonlyMap<string, Column> {
  const index = indexes.get(table) ?? new Map<string, Column>();
  if (index.size === 0) indexes.set(table, index);
  // Columns are only added, each with a key of its own.
  for (let k = index.size; k < table.columns.length; k++) {
    const column = table.columns[k];
    if (column !== undefined) index.set(column.key, column);
  }
  return index;
}

/** The column of that full key; undefined when the slice has none. */
export const columnOf = (slice: RowSlice, key: string): Column | undefined =>
  key.startsWith(slice.prefix) ? indexOf(slice.table).get(key.slice(slice.prefix.length)) : undefined;
