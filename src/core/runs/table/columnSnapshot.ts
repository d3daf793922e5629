import { NumberColumn, TextColumn } from "./column";
import { setStats, statsOf } from "./columnStats";
import type { NumbersSnapshot, TextsSnapshot } from "./snapshot";

export function snapshotNumbers(column: NumberColumn): NumbersSnapshot {
  const { first, length, rows } = column;
  const values = { length, at: (i: number) => column.at(i), all: () => column.values.subarray(0, length) };
  return { first, values, rows: rows?.subarray(0, length), stats: statsOf(column) };
}

export function restoreNumbers({ first, values, rows, stats }: NumbersSnapshot, expected: () => number): NumberColumn {
  const column = NumberColumn.of(values, expected);
  column.first = first;
  column.rows = rows;
  setStats(column, stats);
  return column;
}

export function snapshotTexts({ texts, codes, overflow }: TextColumn): TextsSnapshot {
  return { texts, codes: snapshotNumbers(codes), overflow };
}

export function restoreTexts({ texts, codes, overflow }: TextsSnapshot, expected: () => number): TextColumn {
  const column = new TextColumn(expected, texts, restoreNumbers(codes, expected));
  column.overflow = overflow;
  return column;
}
