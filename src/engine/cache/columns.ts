import type { ColumnStats } from "../../core/runs/table/columnStats";
import type { ColumnSnapshot, NumbersSnapshot } from "../../core/runs/table/snapshot";
import type { Arrays, Block, Place } from "./blocks";
import { layDown, takeUp, type NumbersPlace } from "./numbers";

/** Columns as a header has them, their numbers laid down behind it. */

export interface NumbersCode {
  readonly first: number;
  readonly values: NumbersPlace;
  readonly rows?: Place;
  readonly stats: ColumnStats;
}

export interface ColumnCode {
  readonly key: string;
  readonly numbers?: NumbersCode;
  readonly texts?: { readonly texts: readonly string[]; readonly codes: NumbersCode; readonly overflow: boolean };
}

export function encodeColumn({ key, numbers, texts }: ColumnSnapshot, arrays: Arrays): ColumnCode {
  return {
    key,
    ...(numbers === undefined ? {} : { numbers: encodeNumbers(numbers, arrays) }),
    ...(texts === undefined ? {} : { texts: { ...texts, codes: encodeNumbers(texts.codes, arrays) } }),
  };
}

export function decodeColumn({ key, numbers, texts }: ColumnCode, block: Block): ColumnSnapshot {
  return {
    key,
    numbers: numbers && decodeNumbers(numbers, block),
    texts: texts && { ...texts, codes: decodeNumbers(texts.codes, block) },
  };
}

function encodeNumbers({ first, values, rows, stats }: NumbersSnapshot, arrays: Arrays): NumbersCode {
  const placed = rows === undefined ? {} : { rows: arrays.add(rows) };
  return { first, stats, values: layDown(values.all(), arrays), ...placed };
}

function decodeNumbers({ first, values, rows, stats }: NumbersCode, block: Block): NumbersSnapshot {
  return { first, stats, values: takeUp(values, block), rows: rows && block.words(rows) };
}
