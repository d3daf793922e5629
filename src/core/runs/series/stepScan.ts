import type { Column, Table } from "../table/builder";
import type { NumberColumn } from "../table/column";
import { statsOf } from "../table/columnStats";
import type { Layout } from "../table/layout";
import { isFull } from "./rowSteps";

/** Where the step fell: position of the first row of the later segment, and its step. */
export interface Fall {
  readonly position: number;
  readonly step: number;
  /** The highest step before. */
  readonly from: number;
}

/** Rows that repeat rows before them, one after the other: where they begin, as a fall. */
interface Repeat extends Fall {
  readonly rows: number;
  /** They go up to the highest step before. */
  readonly whole: boolean;
}

/** What one pass over the steps of a slice finds. */
export interface StepScan {
  readonly falls: readonly Fall[];
  readonly repeats: readonly Repeat[];
  /** Steps strictly rise over all rows. */
  readonly strict: boolean;
  /** The first step, NaN where there is none; the highest since the last fall. */
  readonly first: number;
  readonly highest: number;
}

/** How many rows to search backwards for the previous value of a metric, and for a row that is repeated. */
const maxLookBack = 2000;
const maxRepeatBack = 20_000;

const rowAt = (rows: Uint32Array | undefined, position: number) =>
  rows === undefined ? position : (rows[position] ?? 0);

/** Fast path: a dense column of rising steps needs no pass. */
export function risingOf({ steps }: Layout, length: number): StepScan | undefined {
  const numbers = steps.length === 1 ? steps[0]?.numbers : undefined;
  if (numbers === undefined || length === 0 || !isFull(numbers, length) || !statsOf(numbers).rises) return undefined;
  const first = numbers.at(0);
  if (!Number.isFinite(first)) return undefined;
  return { falls: [], repeats: [], strict: true, first, highest: numbers.at(length - 1) };
}

/** Scans the steps of a slice; `again`: from the start, as they may differ from those of the call before. */
export function scanSteps(
  table: Table,
  layout: Layout,
  rows: Uint32Array | undefined,
  step: Float64Array,
  again: boolean,
): StepScan {
  const { length } = step;
  // x columns are in late rows too, so they cannot tell a late row from a restart.
  const logged = table.columns.flatMap((c) =>
    c.numbers === undefined || layout.meanings.useOf(c.key) !== undefined ? [] : [c.numbers],
  );
  const looked = (rows === undefined && !again ? scans.get(table) : undefined) ?? newScan(layout);
  // Another column is the step now, or rows were dropped: scan from the start.
  const scan = looked.column === layout.step && looked.done <= length ? looked : newScan(layout);
  for (let p = scan.done; p < length; p++) visit(scan, { logged, rows, step }, p);
  scan.done = length;
  if (rows === undefined && !again) scans.set(table, scan);
  return scan;
}

/** What the rows hold. */
interface Rows {
  readonly logged: readonly NumberColumn[];
  readonly rows: Uint32Array | undefined;
  readonly step: Float64Array;
}

function visit(scan: Scan, rows: Rows, p: number): void {
  const s = rows.step[p] ?? NaN;
  if (scan.first !== scan.first) scan.first = s;
  if (s > scan.highest) {
    scan.highest = s;
    scan.twin = -1;
    return;
  }
  scan.strict = false;
  // At the highest step a row is the last of a repeated block, or another row of its step.
  if (!(s < scan.highest || (s === scan.highest && scan.twin >= 0))) return;
  scan.twin = twinOf(rows, scan, p);
  if (scan.twin >= 0) repeat(scan, p, s);
  else if (s < scan.highest && isFall(rows, scan.start, p)) {
    scan.falls.push({ position: p, step: s, from: scan.highest });
    scan.highest = s;
    scan.start = p;
  }
}

/** Adds a row to the newest block of repeated rows, or begins one. */
function repeat(scan: Scan, position: number, step: number): void {
  const last = scan.repeats.at(-1);
  const goesOn = last !== undefined && last.position + last.rows === position && step > last.last;
  const block = goesOn ? last : { position, step, from: scan.highest, rows: 0, whole: false, last: step };
  if (!goesOn) scan.repeats.push(block);
  block.rows++;
  block.last = step;
  block.whole = step === scan.highest;
}

/** How far a table's steps were scanned, so that only appended rows are scanned next time. */
interface Scan {
  readonly column: Column | undefined;
  done: number;
  first: number;
  highest: number;
  start: number;
  strict: boolean;
  /** The row that the newest row repeats; −1 for none. */
  twin: number;
  readonly repeats: { position: number; step: number; from: number; rows: number; whole: boolean; last: number }[];
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
  twin: -1,
  repeats: [],
  falls: [],
});

/** The position of an earlier row at the same step with the same values; −1 where there is none. */
function twinOf(all: Rows, { start, twin }: Scan, p: number): number {
  const here = all.step[p];
  // A block that is repeated goes on where the row before it did.
  if (twin >= 0 && all.step[twin + 1] === here && isSame(all, twin + 1, p)) return twin + 1;
  for (let q = p - 1; q >= Math.max(start, p - maxRepeatBack); q--)
    if (all.step[q] === here && isSame(all, q, p)) return q;
  return -1;
}

/** Whether two rows hold the same, and at least one number. */
function isSame({ logged, rows }: Rows, p: number, q: number): boolean {
  let some = false;
  for (const numbers of logged) {
    const value = numbers.get(rowAt(rows, p));
    if (!Object.is(value, numbers.get(rowAt(rows, q)))) return false;
    some ||= value !== undefined;
  }
  return some;
}

/**
 * Whether the run restarted at this row: one of its metrics was last logged at a higher step. An evaluation that is written after
 * training has gone on is late, not a restart.
 */
function isFall({ logged, rows, step }: Rows, start: number, position: number): boolean {
  const row = rowAt(rows, position);
  const here = step[position] ?? NaN;
  return logged.some((numbers) => {
    if (numbers.get(row) === undefined) return false;
    for (let p = position - 1; p >= Math.max(start, position - maxLookBack); p--) {
      if (numbers.get(rowAt(rows, p)) !== undefined) return (step[p] ?? NaN) > here;
    }
    return false;
  });
}
