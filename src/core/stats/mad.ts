import { median } from "./median";

/** Median absolute deviation from the median, unscaled (× 1.4826 estimates a normal's σ). Undefined for no values. */
export function mad(values: Iterable<number>): number | undefined {
  const known = values instanceof Float64Array ? values : new Float64Array(values);
  const centre = median(known);
  return centre === undefined ? undefined : median(known.map((v) => Math.abs(v - centre)));
}
