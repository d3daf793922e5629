import type { Derived } from "../../core/fit/intervals/derived";
import { coefficientText } from "../../core/print/equation";

/** What was asked beside the laws: a section for people, and a value a group for JSON. */
export interface Beside {
  /** The key of the value in each fit of the JSON. */
  readonly key: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** In the order of the study's groups. */
  readonly values: readonly unknown[];
  /** False when none of it could be answered. */
  readonly answered?: boolean;
}

/** A number, null where it is not one: for JSON. */
export function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** A derived number with its interval, null where there is none. */
export function derivedJson({ value, low, high }: Derived): Record<string, number | null> {
  return { value: known(value), low: known(low), high: known(high) };
}

/** `2.031 (2.010 … 2.055)`, each number by `write`. */
export function derivedText({ value, low, high }: Derived, write: (v: number) => string = coefficientText): string {
  if (low === undefined || high === undefined) return write(value);
  return `${write(value)} (${write(low)} … ${write(high)})`;
}
