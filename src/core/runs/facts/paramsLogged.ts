import type { Meanings } from "../conventions/meanings";
import { findNumber, type Settings } from "../words/config";
import { normalKey } from "../words/names";
import type { Fact } from "../run";
import type { RowSlice } from "../series/rowSlice";
import type { Column } from "../table/builder";
import { statsOf } from "../table/columnStats";
import { countOf, shortCount } from "../words/sizes";
import { lastFiniteValue, placeCurve, type XColumn } from "./xColumns";

const firstRow = ({ rows }: RowSlice): number => (rows === undefined ? 0 : (rows[0] ?? 0));

/** N from the rows of a run. */
export interface ParamsInRows {
  readonly fact: Fact | undefined;
  /** In words: the rows hold several sizes, so that they are no one run. */
  readonly doubt: string | undefined;
}

/** Sizes of one run may differ by this: rounded in some rows. */
const sameSize = 1.02;

/** N from the rows themselves, as in a table of results: the first that stands there. Undefined where they hold several. */
export function paramsFromRows(slices: readonly RowSlice[]): ParamsInRows {
  for (const slice of slices) {
    const column = slice.layout.params;
    const sizes = column === undefined ? [] : sizesOf(slice, column);
    const [value] = sizes;
    if (column === undefined || value === undefined) continue;
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    if (most > least * sameSize) {
      const doubt = `column ${column.key} holds ${sizes.length} sizes in the rows of this run, ${shortCount(least)} to ${shortCount(most)}: N is not known; tell the runs apart with --columns run=… or a run column in isoflop.json`;
      return { fact: undefined, doubt };
    }
    const kind = slice.layout.meanings.paramsKind(column.key);
    return { fact: { value, from: "logged", kind, how: `column ${column.key}` }, doubt: undefined };
  }
  return { fact: undefined, doubt: undefined };
}

/** The different sizes in a column, in the order of the rows. */
function sizesOf({ rows, length }: RowSlice, { numbers, texts }: Column): number[] {
  if (rows === undefined && texts === undefined && numbers !== undefined && statsOf(numbers).same)
    return [numbers.at(0)].filter((value) => value > 0);
  const found = new Set<number>();
  for (let p = 0; p < length; p++) {
    const row = rows === undefined ? p : (rows[p] ?? 0);
    const text = texts?.get(row);
    const value = numbers?.get(row) ?? (text === undefined ? undefined : countOf(text));
    if (value !== undefined && value > 0 && value < Infinity) found.add(value);
  }
  return [...found];
}

/** N as the trainer's own laws count it: parts that stand in columns or settings, added up. Undefined where one is missing. */
export function paramsFromSum(slices: readonly RowSlice[], settings: Settings, meanings: Meanings): Fact | undefined {
  for (const { sum, counts } of meanings.paramsSums) {
    const set = sum.map((part) => findNumber(settings, [part]));
    const parts = set.every((part) => part !== undefined)
      ? set.map(({ key, value }) => ({ key, value }))
      : sum.map((part) => inRow(slices, part));
    if (parts.some((part) => part === undefined)) continue;
    const known = parts.filter((part) => part !== undefined);
    const value = known.reduce((all, part) => all + part.value, 0);
    if (value > 0) return { value, from: "logged", kind: counts, how: known.map(({ key }) => key).join(" + ") };
  }
  return undefined;
}

/** The value of a column in the run's first row. */
function inRow(slices: readonly RowSlice[], key: string): { readonly key: string; readonly value: number } | undefined {
  for (const slice of slices) {
    const column = slice.table.columns.find((one) => normalKey(one.key) === key);
    const value = column?.numbers?.get(firstRow(slice));
    if (column !== undefined && value !== undefined && Number.isFinite(value)) return { key: column.key, value };
  }
  return undefined;
}

/** N where the log has D as a multiple of it: D / (tokens a parameter · multiple), both of the last row that has them. */
export function paramsFromMultiple(slices: readonly RowSlice[], tokens: XColumn | undefined): Fact | undefined {
  if (tokens?.fact.from !== "logged") return undefined;
  for (const { layout } of slices) {
    for (const { multiple, tokensAParameter, counts } of layout.meanings.paramsMultiples) {
      const logged = placeCurve(slices, ({ table }) => table.columns.find(({ key }) => normalKey(key) === multiple));
      if (logged === undefined) continue;
      const { curve, key } = logged;
      const last = lastFiniteValue(curve.value);
      const seen = lastFiniteValue(tokens.at(curve.step));
      if (last === undefined || seen === undefined || !(last > 0)) continue;
      const how = `tokens / (${tokensAParameter} × column ${key})`;
      return { value: seen / (tokensAParameter * last), from: "derived", kind: counts, how };
    }
  }
  return undefined;
}
