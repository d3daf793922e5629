import { quantile } from "./quantile";

/** The middle value, NaN left out; undefined for no values. */
export function median(values: Iterable<number>): number | undefined {
  return quantile(values, 0.5);
}
