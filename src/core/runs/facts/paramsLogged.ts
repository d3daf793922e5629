import type { Meanings } from "../conventions/meanings";
import { findNumber, type Settings } from "../words/config";
import { normalKey } from "../words/names";
import type { Fact } from "../run";
import type { RowSlice } from "../series/rowSlice";
import { countOf } from "../words/sizes";
import { lastFiniteValue, placeCurve, type XColumn } from "./xColumns";

const firstRow = ({ rows }: RowSlice): number => (rows === undefined ? 0 : (rows[0] ?? 0));

/** N from the rows themselves, as in a table of results. */
export function paramsFromRows(slices: readonly RowSlice[]): Fact | undefined {
  for (const slice of slices) {
    const column = slice.layout.params;
    if (column === undefined) continue;
    const text = column.texts?.get(firstRow(slice));
    const value = column.numbers?.get(firstRow(slice)) ?? (text === undefined ? undefined : countOf(text));
    if (value === undefined || !(value > 0)) continue;
    return { value, from: "logged", kind: slice.layout.meanings.paramsKind(column.key), how: `column ${column.key}` };
  }
  return undefined;
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
