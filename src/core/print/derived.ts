import type { Derived } from "../fit/intervals/derived";
import { coefficientText } from "./equation";

/** A number for JSON: null where it is unknown or not finite. */
export function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** A derived number with its interval for JSON: null where there is none. */
export function derivedJson({ value, low, high }: Derived): Record<string, number | null> {
  return { value: known(value), low: known(low), high: known(high) };
}

/** `2.031 (2.010 … 2.055)`, each number by `write`. */
export function derivedText({ value, low, high }: Derived, write: (v: number) => string = coefficientText): string {
  if (low === undefined || high === undefined) return write(value);
  return `${write(value)} (${write(low)} … ${write(high)})`;
}
