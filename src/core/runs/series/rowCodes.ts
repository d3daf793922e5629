import type { Column } from "../table/builder";

/** Rows told apart by whole numbers: rows of one number are alike in something. */
export interface Codes {
  readonly of: Int32Array;
  /** How many different ones. */
  readonly count: number;
}

/** A product of two codes stays below 2^53. */
const mostCodes = 2 ** 22;

/** The different values of a column in these rows, undefined where there are more than `most`. A row without one repeats the last. */
export function codesOf({ numbers, texts }: Column, rows: ArrayLike<number>, most: number): Codes | undefined {
  const known = new Map<string | number | undefined, number>();
  const of = new Int32Array(rows.length);
  let last: string | number | undefined;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    last = texts?.get(row) ?? numbers?.get(row) ?? last;
    let code = known.get(last);
    if (code === undefined) {
      if (known.size >= Math.min(most, mostCodes)) return undefined;
      known.set(last, (code = known.size));
    }
    of[i] = code;
  }
  return { of, count: known.size };
}

/** Rows that are alike in both. */
export function alike(a: Codes, b: Codes): Codes {
  if (a.count === 1) return b;
  if (b.count === 1) return a;
  const known = new Map<number, number>();
  const of = new Int32Array(a.of.length);
  for (let i = 0; i < of.length; i++) {
    const pair = (a.of[i] ?? 0) * mostCodes + (b.of[i] ?? 0);
    let code = known.get(pair);
    if (code === undefined) known.set(pair, (code = known.size));
    of[i] = code;
  }
  return { of, count: known.size };
}

/** All rows alike. */
export const allAlike = (length: number): Codes => ({ of: new Int32Array(length), count: 1 });
