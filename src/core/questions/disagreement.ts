import type { Derived } from "../fit/intervals/derived";
import { count, significant } from "../print/numbers";
import { quantityText } from "../print/typed";

/** Sizes further apart than this factor are not one answer, whatever nobody knows of their errors. */
const apart = 1.5;

/**
 * That some N* at a budget lie further apart than their intervals allow (half-widths of ln N* added in quadrature, each on the side of the
 * other), in a sentence with all of them. Where some have no interval, that they are far apart. Undefined where they agree.
 */
export function disagreement(found: readonly { readonly N: Derived }[], C: number): string | undefined {
  const pairs = found.flatMap((one, i) => found.slice(i + 1).map((other) => [one.N, other.N] as const));
  const at = `N* = ${found.map(({ N }) => count(N.value)).join(", ")} at ${quantityText("C", C)}`;
  if (pairs.some(([a, b]) => differ(a, b)))
    return `The approaches disagree beyond their intervals (${at}): at least one of them is wrong about these runs.`;
  const values = found.map(({ N }) => N.value);
  const factor = Math.max(...values) / Math.min(...values);
  const blind = found.some(({ N }) => N.low === undefined || N.high === undefined);
  return blind && factor > apart
    ? `The approaches are a factor of ${significant(factor, 2)} apart (${at}), and not all have an interval to judge that by.`
    : undefined;
}

function differ(one: Derived, other: Derived): boolean {
  const [a, b] = one.value < other.value ? [one, other] : [other, one];
  const up = Math.log((a.high ?? NaN) / a.value);
  const down = Math.log(b.value / (b.low ?? NaN));
  return Math.log(b.value / a.value) > Math.hypot(up, down);
}
