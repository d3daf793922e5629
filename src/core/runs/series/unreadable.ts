import type { Column } from "../table/builder";
import type { NumberColumn } from "../table/column";
import { statsOf } from "../table/columnStats";
import { columnOf, type RowSlice } from "./rowSlice";
import type { Problem } from "../problem";
import type { Metric } from "../run";

/** How often something that is no finite number occurs, and the row of the first. */
interface Occurrences {
  count: number;
  row: number;
}

/** By kind: `NaN`, `Infinity`, `-Infinity`. */
type Counts = Map<string, Occurrences>;

/** Usual spellings of a missing value: no problem. */
const missingWords = new Set(["na", "n/a", "none", "null", "nil", "-", "--", "."]);

/**
 * Values of the measured columns and of the steps, tokens and FLOPs that are no finite numbers: one problem a column and kind,
 * with how many there are and where the first is. NaN and Infinity stay in the series; text is left out.
 */
export function unreadableValues(slices: readonly RowSlice[], metrics: readonly Metric[]): Problem[] {
  const judged = metrics.filter((metric) => metric.quantity !== "other");
  return slices.flatMap((slice) => {
    const { step, tokens, flops } = slice.layout;
    const columns = new Set([step, tokens, flops, ...judged.map(({ key }) => columnOf(slice, key))]);
    return [...columns].flatMap((column) => (column === undefined ? [] : ofColumn(slice, column)));
  });
}

function ofColumn(slice: RowSlice, column: Column): Problem[] {
  const counts: Counts = new Map();
  if (column.numbers !== undefined) {
    for (const [kind, found] of slice.rows === undefined ? inWhole(column.numbers) : inRows(column.numbers, slice.rows))
      counts.set(kind, found);
  }
  const words = wordsIn(slice, column);
  return [
    ...[...counts].map(([kind, found]) => problem(slice, found, `${column.key} is ${kind}`)),
    ...(words === undefined
      ? []
      : [problem(slice, words, `${column.key} holds ${quoted(words.text)} instead of a number`)]),
  ];
}

const quoted = (text: string) => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;

function problem({ table, step }: RowSlice, { count, row }: Occurrences, what: string): Problem {
  const line = table.lineOf(row);
  if (line > 0) {
    const message = count === 1 ? what : `${what} on ${count} lines, the first is line ${line}`;
    return { file: table.file, line, message };
  }
  const at = Number.isFinite(step[row]) ? `at step ${step[row] ?? ""}` : `in row ${row + 1}`;
  return { file: table.file, message: count === 1 ? `${what} ${at}` : `${what} in ${count} rows, the first ${at}` };
}

function add(counts: Counts, kind: string, row: number, count = 1): void {
  const found = counts.get(kind);
  if (found === undefined) counts.set(kind, { count, row });
  else found.count += count;
}

const kindOf = (value: number) => (Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");

function inRows(numbers: NumberColumn, rows: Uint32Array): Counts {
  const counts: Counts = new Map();
  for (const row of rows) {
    const value = numbers.get(row);
    if (value !== undefined && !Number.isFinite(value)) add(counts, kindOf(value), row);
  }
  return counts;
}

/** Counts of the settled values, so that only appended values of a growing log are counted. */
const counted = new WeakMap<NumberColumn, { length: number; readonly counts: Counts }>();

function inWhole(numbers: NumberColumn): Counts {
  if (statsOf(numbers).finite === numbers.length) return new Map();
  const known = counted.get(numbers) ?? { length: 0, counts: new Map<string, Occurrences>() };
  counted.set(numbers, known);
  const { values, length } = numbers;
  const settled = length - 1;
  for (let i = known.length; i < settled; i++) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value)) add(known.counts, kindOf(value), numbers.rowAt(i));
  }
  known.length = Math.max(known.length, settled);
  const counts: Counts = new Map([...known.counts].map(([kind, found]) => [kind, { ...found }]));
  const last = values[settled] ?? 0;
  if (length > 0 && !Number.isFinite(last)) add(counts, kindOf(last), numbers.rowAt(settled));
  return counts;
}

/** The text values of a numeric column; undefined where there are none besides spellings of a missing value. */
function wordsIn(
  { rows }: RowSlice,
  { numbers, texts }: Column,
): (Occurrences & { readonly text: string }) | undefined {
  if (numbers === undefined || numbers.length === 0 || texts === undefined) return undefined;
  const { codes } = texts;
  const wrong = texts.texts.map((text) => !missingWords.has(text.trim().toLowerCase()));
  if (!wrong.includes(true)) return undefined;
  let found: (Occurrences & { readonly text: string }) | undefined;
  const look = (row: number, code: number | undefined) => {
    if (code === undefined || wrong[code] !== true) return;
    if (found === undefined) found = { count: 1, row, text: texts.texts[code] ?? "" };
    else found.count++;
  };
  if (rows === undefined) for (let i = 0; i < codes.length; i++) look(codes.rowAt(i), codes.values[i]);
  else for (const row of rows) look(row, codes.get(row));
  return found;
}
