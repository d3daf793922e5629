import { NumberColumn, TextColumn } from "./column";
import { setStats, statsOf } from "./columnStats";
import type { KeptNumbers, KeptTexts } from "./snapshot";

export function keptNumbers(column: NumberColumn): KeptNumbers {
  const { first, length, rows } = column;
  const values = { length, at: (i: number) => column.at(i), all: () => column.values.subarray(0, length) };
  return { first, values, rows: rows?.subarray(0, length), stats: statsOf(column) };
}

export function restoredNumbers({ first, values, rows, stats }: KeptNumbers, expected: () => number): NumberColumn {
  const column = NumberColumn.of(values, expected);
  column.first = first;
  column.rows = rows;
  setStats(column, stats);
  return column;
}

export function keptTexts({ texts, codes, overflow }: TextColumn): KeptTexts {
  return { texts, codes: keptNumbers(codes), overflow };
}

export function restoredTexts({ texts, codes, overflow }: KeptTexts, expected: () => number): TextColumn {
  const column = new TextColumn(expected, texts, restoredNumbers(codes, expected));
  column.overflow = overflow;
  return column;
}
