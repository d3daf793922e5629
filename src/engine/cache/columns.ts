import type { LazyNumbers } from "../../core/runs/column";
import type { ColumnStats } from "../../core/runs/columnStats";
import type { KeptColumn, KeptNumbers } from "../../core/runs/kept";
import type { Arrays, Block, Place } from "./blocks";

/** Columns as a header has them, their numbers laid down behind it. */

/** Numbers that stand evenly, as steps do, are their first and the distance: spread out when someone asks for them. */
interface Even {
  readonly start: number;
  readonly by: number;
  readonly length: number;
}

export interface NumbersCode {
  readonly first: number;
  readonly values: Place | Even;
  readonly rows?: Place;
  readonly stats: ColumnStats;
}

export interface ColumnCode {
  readonly key: string;
  readonly numbers?: NumbersCode;
  readonly texts?: { readonly texts: readonly string[]; readonly codes: NumbersCode; readonly overflow: boolean };
}

export function encodeColumn({ key, numbers, texts }: KeptColumn, arrays: Arrays): ColumnCode {
  return {
    key,
    ...(numbers === undefined ? {} : { numbers: encodeNumbers(numbers, arrays) }),
    ...(texts === undefined ? {} : { texts: { ...texts, codes: encodeNumbers(texts.codes, arrays) } }),
  };
}

export function decodeColumn({ key, numbers, texts }: ColumnCode, block: Block): KeptColumn {
  return {
    key,
    numbers: numbers && decodeNumbers(numbers, block),
    texts: texts && { ...texts, codes: decodeNumbers(texts.codes, block) },
  };
}

function encodeNumbers({ first, values, rows, stats }: KeptNumbers, arrays: Arrays): NumbersCode {
  const placed = rows === undefined ? {} : { rows: arrays.add(rows) };
  const numbers = values.all();
  return { first, stats, values: evenly(numbers) ?? arrays.add(numbers), ...placed };
}

function decodeNumbers({ first, values, rows, stats }: NumbersCode, block: Block): KeptNumbers {
  return {
    first,
    stats,
    values: "by" in values ? spread(values) : laid(values, block),
    rows: rows && block.words(rows),
  };
}

/** The numbers as first and distance, where that gives each of them again to the last bit. */
function evenly(values: Float64Array): Even | undefined {
  const { length } = values;
  const start = values[0] ?? NaN;
  const by = (values[1] ?? NaN) - start;
  if (length < 8 || !Number.isFinite(start) || !Number.isFinite(by) || Object.is(start, -0)) return undefined;
  for (let i = 0; i < length; i++) if (!Object.is(values[i], start + i * by)) return undefined;
  return { start, by, length };
}

function spread({ start, by, length }: Even): LazyNumbers {
  const at = (i: number) => (i >= 0 && i < length ? start + i * by : NaN);
  const all = () => {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = start + i * by;
    return values;
  };
  return { length, at, all };
}

function laid(place: Place, block: Block): LazyNumbers {
  const values = block.floats(place);
  return { length: values.length, at: (i) => values[i] ?? NaN, all: () => values };
}
