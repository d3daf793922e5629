import type { FormulaError } from "./parse";

/** Bounds and starts by the name of the parameter. */
export type Limits = ReadonlyMap<string, { lower?: number; upper?: number; grid?: readonly number[] }>;

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const clause = new RegExp(
  String.raw`^\s*([\p{L}_][\p{L}\p{N}_]*)\s*(>=|<=|=|in)\s*(${number})(?:\s*\.\.\s*(${number}))?\s*$`,
  "u",
);

/**
 * Reads what follows `where`: `E >= 0, alpha in 0.1..0.9, g = 0.3, k <= 2`: bounds, and starts of the search. `offset` is the place
 * of the text in the whole formula, for errors.
 */
export function readWhere(text: string, offset: number): Limits | FormulaError {
  const limits = new Map<string, { lower?: number; upper?: number; grid?: readonly number[] }>();
  let at = offset;
  for (const part of text.split(",")) {
    const [, name = "", sign = "", first = "", second] = clause.exec(part) ?? [];
    const value = Number(first);
    const wrong = name === "" || (sign === "in") !== (second !== undefined) || !Number.isFinite(value);
    if (wrong) return { message: "after where: name >= number, name <= number, name = start or name in low..high", at };
    const known = limits.get(name) ?? {};
    if (sign === ">=") limits.set(name, { ...known, lower: value });
    else if (sign === "<=") limits.set(name, { ...known, upper: value });
    else if (sign === "=") limits.set(name, { ...known, grid: [value] });
    else limits.set(name, { ...known, lower: value, upper: Number(second) });
    const { lower = -Infinity, upper = Infinity } = limits.get(name) ?? {};
    if (!(lower < upper)) return { message: `the bounds of ${name} leave nothing between them`, at };
    at += part.length + 1;
  }
  return limits;
}
