import type { ColumnStats } from "../../core/runs/table/columnStats";
import type { ColumnSnapshot, NumbersSnapshot } from "../../core/runs/table/snapshot";
import type { Arrays, Block, Place } from "./blocks";
import { encodeNumbers, decodeNumbers, type EncodedNumbers } from "./numbers";

/** Columns as the header of a cache entry describes them; their numbers follow the header. */

interface NumbersCode {
  readonly first: number;
  readonly values: EncodedNumbers;
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
    ...(numbers === undefined ? {} : { numbers: encodeColumnNumbers(numbers, arrays) }),
    ...(texts === undefined ? {} : { texts: { ...texts, codes: encodeColumnNumbers(texts.codes, arrays) } }),
  };
}

export function decodeColumn({ key, numbers, texts }: ColumnCode, block: Block): ColumnSnapshot {
  return {
    key,
    numbers: numbers && decodeColumnNumbers(numbers, block),
    texts: texts && { ...texts, codes: decodeColumnNumbers(texts.codes, block) },
  };
}

function encodeColumnNumbers({ first, values, rows, stats }: NumbersSnapshot, arrays: Arrays): NumbersCode {
  const placed = rows === undefined ? {} : { rows: arrays.add(rows) };
  return { first, stats, values: encodeNumbers(values.all(), arrays), ...placed };
}

function decodeColumnNumbers({ first, values, rows, stats }: NumbersCode, block: Block): NumbersSnapshot {
  return { first, stats, values: decodeNumbers(values, block), rows: rows && block.words(rows) };
}
