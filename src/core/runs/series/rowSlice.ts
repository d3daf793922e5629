import type { Column, Table } from "../table/builder";
import type { Layout } from "../table/layout";
import { rowNumbers, stepsOf, type RowSteps } from "./rowSteps";
import { risingOf, scanSteps, type Fall, type StepScan } from "./stepScan";
import { stuckStep } from "./stuck";

/** The rows of one table that belong to one run, in the order of the file unless they had to be sorted. */
export interface RowSlice {
  readonly table: Table;
  readonly layout: Layout;
  /** Prefix of the keys of the slice's columns: `train/` for files in a folder `train`; "" for none. */
  readonly prefix: string;
  /** Rows of the table; undefined for all of them. */
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
  /** Steps an epoch, where the logged step starts again with each epoch and is counted on. */
  readonly perEpoch: number | undefined;
  /** The rows were in no order, or descending: how often the step went back. */
  readonly unsorted: number | undefined;
  /** Rows that repeat rows before them, which are left out. */
  readonly repeated: number;
  /** Where the step fell. */
  readonly falls: readonly Fall[];
  /** Steps strictly rise over all rows. */
  readonly strict: boolean;
  /** The first step, NaN where there is none; the highest since the last fall. */
  readonly first: number;
  readonly highest: number;
}

/** A log goes back at a restart, not at every fourth row: then its rows are in no order. */
const leastFalls = 3;
const rowsPerFall = 4;

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
  let made: RowSteps | undefined = named === undefined ? undefined : { step: named };
  const steps = (): RowSteps =>
    (made ??= stuck === undefined ? stepsOf(table, layout, rows, length) : { step: rowNumbers(length) });
  const rising =
    rows === undefined && named === undefined && stuck === undefined ? risingOf(layout, length) : undefined;
  const scan = rising ?? scanSteps(table, layout, rows, steps().step, steps().derived === true || named !== undefined);
  if (rising === undefined) {
    const kept = inOrder(scan, steps().step, rows, layout);
    // Once is enough: what was sorted and rid of its repeats rises.
    if (kept !== undefined)
      return { ...sliceRows(table, layout, kept.rows, prefix, kept.step), ...kept.notes, perEpoch: steps().perEpoch };
  }
  const { strict, first, highest } = scan;
  const falls = allFalls(scan);
  return {
    ...{ table, layout, prefix, rows, length, stuck, falls, strict, first, highest },
    numbered: stuck !== undefined || (named === undefined && layout.step?.numbers === undefined),
    last: rising?.highest ?? steps().step.at(-1) ?? NaN,
    perEpoch: rising === undefined ? steps().perEpoch : undefined,
    unsorted: undefined,
    repeated: 0,
    get step() {
      return steps().step;
    },
  };
}

interface Kept {
  readonly rows: Uint32Array;
  readonly step: Float64Array;
  readonly notes: { readonly unsorted?: number; readonly repeated?: number };
}

/** The falls, with those of a run that was resumed and computed the same again: rows that are written twice stand so throughout. */
const allFalls = ({ falls, repeats }: StepScan): Fall[] =>
  isReplay(repeats) ? [...falls, ...repeats].sort((a, b) => a.position - b.position) : [...falls];

const isReplay = (repeats: StepScan["repeats"]): boolean =>
  repeats.length < leastFalls && repeats.every(({ whole }) => whole);

/** The rows that count, in the order of their steps; undefined where all do as they stand. */
function inOrder(
  scan: StepScan,
  step: Float64Array,
  rows: Uint32Array | undefined,
  { anyOrder = false, unsorted = false }: Pick<Layout, "anyOrder" | "unsorted"> = {},
): Kept | undefined {
  const { length } = step;
  const falls = allFalls(scan).length;
  const left = new Set<number>();
  if (!isReplay(scan.repeats))
    for (const block of scan.repeats) for (let k = 0; k < block.rows; k++) left.add(block.position + k);
  const fallen = anyOrder ? step.reduce((n, s, p) => (s < (step[p - 1] ?? s) ? n + 1 : n), 0) : falls;
  const isUnsorted = unsorted ? fallen > 0 : fallen >= leastFalls && fallen * rowsPerFall >= length - left.size;
  if (!isUnsorted && left.size === 0) return undefined;
  const positions = Array.from({ length }, (_, p) => p).filter((p) => !left.has(p));
  if (isUnsorted) positions.sort((a, b) => (step[a] ?? 0) - (step[b] ?? 0) || a - b);
  return {
    rows: Uint32Array.from(positions, (p) => (rows === undefined ? p : (rows[p] ?? 0))),
    step: Float64Array.from(positions, (p) => step[p] ?? NaN),
    notes: { repeated: left.size, ...(isUnsorted ? { unsorted: falls } : {}) },
  };
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
